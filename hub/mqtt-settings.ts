// Settings of the MQTT edge: each of its limits by name, below `mqtt:` in sluice.yaml or as `SLUICE_MQTT_…`, and
// the load balancers whose PROXY headers are believed.
import { z } from 'zod';
import { defaultMqttLimits, type MqttLimits } from '../broker/mqtt-limits.ts';
import { parseDurationMs } from '../core/time.ts';

const byteUnits = { '': 1, B: 1, KiB: 1_024, MiB: 1_048_576, GiB: 1_073_741_824 } as const;

const count = z.coerce.number().int().min(1);

const bytes = z.union([z.number(), z.string()]).transform((value, context) => {
  const match = /^(\d+(?:\.\d+)?)\s*(B|KiB|MiB|GiB|)$/.exec(String(value).trim());
  const size = match === null ? 0 : Number(match[1]) * byteUnits[match[2] as keyof typeof byteUnits];
  if (size >= 1) return Math.floor(size);
  context.addIssue(`is ${JSON.stringify(value)}; write bytes such as 262144 or 256KiB`);
  return z.NEVER;
});

const duration = z.string().transform((value, context) => {
  const ms = parseDurationMs(value);
  if (ms !== null && ms > 0) return ms;
  context.addIssue(`is ${JSON.stringify(value)}; write a duration such as 10s`);
  return z.NEVER;
});

/** Names in the settings, with what each sets and how it is written. */
const limits = {
  payload: ['payloadBytes', bytes],
  connect_packet: ['connectBytes', bytes],
  topic_length: ['topicBytes', bytes],
  topic_levels: ['topicLevels', count.max(100)],
  in_flight_per_client: ['inFlightPerClient', count],
  in_flight_bytes_per_client: ['inFlightBytesPerClient', bytes],
  in_flight: ['inFlight', count],
  in_flight_bytes: ['inFlightBytes', bytes],
  connections: ['connections', count],
  subscriptions: ['subscriptions', count],
  half_open_per_client: ['halfOpenPerClient', count],
  retained_per_device: ['retainedPerDevice', count],
  queued_per_session: ['queuedPerSession', count],
  queued_bytes: ['queuedBytes', bytes],
  session_expiry: ['sessionExpiryMs', duration],
  outbound_bytes: ['outboundBytes', bytes],
  slow_reader_messages: ['slowReaderMessages', count],
  slow_reader_bytes: ['slowReaderBytes', bytes],
  failed_logins: ['failedLogins', count],
  suspect_connect_rate: ['suspectConnectRate', z.coerce.number().positive()],
  suspect_for: ['suspectForMs', duration],
  flaps_per_minute: ['flapsPerMinute', count],
  flap_ban: ['flapBanMs', duration],
  connect_timeout: ['connectTimeoutMs', duration],
  packet_timeout: ['frameTimeoutMs', duration],
  drain_timeout: ['drainTimeoutMs', duration],
  idle_timeout: ['idleTimeoutMs', duration],
  will_grace: ['willGraceMs', duration],
  statistics_every: ['statisticsMs', duration],
  close_timeout: ['closeTimeoutMs', duration],
} as const satisfies Readonly<Record<string, readonly [keyof MqttLimits, z.ZodType<number>]>>;

const shape = Object.fromEntries(
  Object.entries(limits).map(([name, [, schema]]): [string, z.ZodType] => [name, schema.optional()]),
);

/** A list, or its parts with commas between them as the environment has them. */
export const networkListField = z.union([
  z.array(z.string()),
  z.string().transform((text) => text.split(',').map((part) => part.trim())),
]);

export interface MqttSettings {
  /** The device's rate is a setting of its own. */
  readonly limits: MqttLimits;
  readonly trustedProxies: readonly string[];
}

export const mqttSettings = z
  .strictObject({ ...shape, trusted_proxies: networkListField.optional() })
  .prefault({})
  .transform(({ trusted_proxies: trustedProxies = [], ...given }): MqttSettings => {
    const set = Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [limits[name as keyof typeof limits][0], value]);
    return {
      limits: { ...defaultMqttLimits, ...Object.fromEntries(set) },
      trustedProxies: [...trustedProxies],
    };
  });
