// Settings of the HTTP side: below `http:` in sluice.yaml or as `SLUICE_HTTP_…`.
import { z } from 'zod';
import { defaultHttpSettings, type HttpSettings } from '../api/request-limits.ts';
import { networkListField } from './mqtt-settings.ts';

export const httpSettings = z
  .strictObject({
    /** Of one login, or of one address without a login. */
    requests_per_minute: z
      .union([z.literal('off'), z.literal(false), z.coerce.number().int().min(1)])
      .transform((count) => (typeof count === 'number' ? count : null))
      .prefault(defaultHttpSettings.requestsPerMinute ?? 'off'),
    /** Proxies whose X-Forwarded-For is believed. */
    trusted_proxies: networkListField.optional(),
  })
  .prefault({})
  .transform(
    ({ requests_per_minute: requestsPerMinute, trusted_proxies: trustedProxies = [] }): HttpSettings => ({
      requestsPerMinute,
      trustedProxies,
    }),
  );
