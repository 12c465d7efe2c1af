// The settings of what the hub shows to those without a login: the section `public:`.
import { hostname } from 'node:os';
import { z } from 'zod';
import { alertStatuses, type PublicSettings, reportDoors } from '../api/public-settings.ts';
import { onOff } from './on-off.ts';

/** YAML reads a bare `off` as text, and `false` is as good. */
const doorField = z
  .union([z.enum(reportDoors), z.literal(false)])
  .transform((door) => (door === false ? ('off' as const) : door));

export const publicSettings = z
  .strictObject({
    /** Feeds without a login. */
    feeds: onOff.prefault('on'),
    /** Who may report through Open311. */
    reports: doorField.prefault('open'),
    /** Requests of one address or login, at feeds and Open311. */
    requests_per_minute: z.coerce.number().int().min(1).default(600),
    /** Reports that one address may send in an hour. */
    reports_per_hour: z.coerce.number().int().min(1).default(30),
    /** Open311's name of the city, such as a domain; any is taken without one. */
    jurisdiction: z.string().min(1).max(200).optional(),
    /** The flood map at /public. */
    map: onOff.prefault('off'),
    alert_status: z.enum(alertStatuses).default('actual'),
    /** Who alerts, as CAP wants it: no blanks, commas or markup. */
    sender: z
      .string()
      .regex(/^[^\s,<&]+$/, 'holds no blanks, commas, < or &')
      .optional(),
    centre: z.string().min(1).max(100).default('智慧市政感知平台'),
  })
  .prefault({});

interface PublicFaceSettings {
  readonly public: z.output<typeof publicSettings>;
  readonly public_url?: string | undefined;
}

export function publicFace(settings: PublicFaceSettings): PublicSettings {
  const { public: shown } = settings;
  const address = settings.public_url ?? null;
  const host = address === null ? hostname() : new URL(address).hostname;
  return {
    feeds: shown.feeds,
    reports: shown.reports,
    requestsPerMinute: shown.requests_per_minute,
    reportsPerHour: shown.reports_per_hour,
    jurisdiction: shown.jurisdiction ?? null,
    map: shown.map,
    alertStatus: shown.alert_status,
    sender: shown.sender ?? `sluice@${host}`,
    centre: shown.centre,
    address,
  };
}
