import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultMqttLimits, type MqttLimits } from '../broker/mqtt-limits.ts';
import { readSettings } from './config.ts';

function fileOf(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'sluice.yaml');
  writeFileSync(file, text);
  return file;
}

const given = (text: string, env: Record<string, string> = {}) =>
  readSettings({ SLUICE_CONFIG: fileOf(text), ...env });

/** Each limit by its name in the settings, written in the way of its kind. */
const limits: readonly (readonly [string, string, Partial<MqttLimits>])[] = [
  ['payload', '64KiB', { payloadBytes: 65_536 }],
  ['connect_packet', '2048', { connectBytes: 2_048 }],
  ['topic_length', '128 B', { topicBytes: 128 }],
  ['topic_levels', '7', { topicLevels: 7 }],
  ['in_flight_per_client', '8', { inFlightPerClient: 8 }],
  ['in_flight_bytes_per_client', '2KiB', { inFlightBytesPerClient: 2_048 }],
  ['in_flight', '9', { inFlight: 9 }],
  ['in_flight_bytes', '1.5MiB', { inFlightBytes: 1_572_864 }],
  ['connections', '11', { connections: 11 }],
  ['subscriptions', '12', { subscriptions: 12 }],
  ['half_open_per_client', '13', { halfOpenPerClient: 13 }],
  ['retained_per_device', '14', { retainedPerDevice: 14 }],
  ['queued_per_session', '15', { queuedPerSession: 15 }],
  ['queued_bytes', '1GiB', { queuedBytes: 2 ** 30 }],
  ['session_expiry', '30d', { sessionExpiryMs: 2_592_000_000 }],
  ['outbound_bytes', '1MiB', { outboundBytes: 2 ** 20 }],
  ['slow_reader_messages', '16', { slowReaderMessages: 16 }],
  ['slow_reader_bytes', '17', { slowReaderBytes: 17 }],
  ['failed_logins', '3', { failedLogins: 3 }],
  ['suspect_connect_rate', '0.5', { suspectConnectRate: 0.5 }],
  ['suspect_for', '1h', { suspectForMs: 3_600_000 }],
  ['flaps_per_minute', '18', { flapsPerMinute: 18 }],
  ['flap_ban', '5m', { flapBanMs: 300_000 }],
  ['connect_timeout', '3s', { connectTimeoutMs: 3_000 }],
  ['packet_timeout', '4s', { frameTimeoutMs: 4_000 }],
  ['drain_timeout', '5s', { drainTimeoutMs: 5_000 }],
  ['idle_timeout', '6h', { idleTimeoutMs: 21_600_000 }],
  ['will_grace', '7s', { willGraceMs: 7_000 }],
  ['statistics_every', '1m', { statisticsMs: 60_000 }],
  ['close_timeout', '500ms', { closeTimeoutMs: 500 }],
];

describe('the settings of MQTT', () => {
  it('are the defaults unless given', () => {
    expect(given('{}').mqtt).toEqual({ limits: defaultMqttLimits, trustedProxies: [] });
  });

  it.each(limits)('%s is %s in the file and in the environment', (name, value, expected) => {
    const all = { ...defaultMqttLimits, ...expected };
    expect(given(`mqtt:\n  ${name}: ${value}\n`).mqtt.limits).toEqual(all);
    expect(given('{}', { [`SLUICE_MQTT_${name.toUpperCase()}`]: value }).mqtt.limits).toEqual(all);
  });

  it('set every limit of the edge; the rate of a device is a setting of its own', () => {
    const set = new Set(limits.flatMap(([, , limit]) => Object.keys(limit)));
    expect([...set, 'deviceRate'].sort()).toEqual(Object.keys(defaultMqttLimits).sort());
    expect(given('{}', { SLUICE_DEVICE_RATE: 'off' }).device_rate).toBeNull();
  });

  it('of the environment stand above those of the file, one by one', () => {
    const text = 'mqtt_port: 0\nmqtt:\n  connections: 5\n  subscriptions: 6\n';
    const { mqtt, mqtt_port } = given(text, { SLUICE_MQTT_CONNECTIONS: '7', SLUICE_MQTT_PORT: '8' });
    expect(mqtt.limits).toMatchObject({ connections: 7, subscriptions: 6 });
    expect(mqtt_port).toBe(8);
  });

  it('name the balancers whose PROXY headers count', () => {
    const networks = ['10.0.0.0/8', '::1'];
    expect(given('mqtt:\n  trusted_proxies: [10.0.0.0/8, "::1"]\n').mqtt.trustedProxies).toEqual(networks);
    const env = { SLUICE_MQTT_TRUSTED_PROXIES: '10.0.0.0/8, ::1' };
    expect(given('{}', env).mqtt.trustedProxies).toEqual(networks);
  });

  it.each([
    ['mqtt:\n  topic_levels: 101\n', {}, /sluice.yaml:2 mqtt.topic_levels: .*100/],
    ['mqtt:\n  payload: much\n', {}, /sluice.yaml:2 mqtt.payload: is "much"; write bytes/],
    ['mqtt:\n  rate: 1\n', {}, /sluice.yaml:2 mqtt.rate: there is no such setting/],
    ['{}', { SLUICE_MQTT_PAYLOADS: '1' }, /^SLUICE_MQTT_PAYLOADS: there is no such setting/],
    ['{}', { SLUICE_MQTT_FLAP_BAN: 'long' }, /^SLUICE_MQTT_FLAP_BAN: is "long"; write a duration/],
    ['{}', { SLUICE_MQTT_CONNECTIONS: '0' }, /^SLUICE_MQTT_CONNECTIONS: /],
    ['mqtt: 7', {}, /sluice.yaml:1 mqtt: /],
  ])('%j %j are refused where they stand', (text, env, message) => {
    expect(() => given(text, env)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(message) }),
    );
  });
});

describe('sources', () => {
  const source = { name: 'city', url: 'mqtts://broker.example', filters: ['application/#'] };

  it('are a list in the file, and its JSON in the environment', () => {
    const expected = [{ ...source, qos: 1, in_flight: 1_000 }];
    expect(given(JSON.stringify({ sources: [source] })).sources).toEqual(expected);
    expect(given('{}', { SLUICE_SOURCES: JSON.stringify([source]) }).sources).toEqual(expected);
    expect(given('{}').sources).toEqual([]);
  });

  it.each([
    ['a name twice', [source, source], /sources: .*twice/],
    ['no filter', [{ ...source, filters: [] }], /sources.0.filters/],
    ['QoS 2', [{ ...source, qos: 2 }], /sources.0.qos/],
    ['an unknown key', [{ ...source, topic: 'x' }], /sources.0.topic: there is no such setting/],
  ])('with %s are refused', (_, sources, message) => {
    expect(() => given(JSON.stringify({ sources }))).toThrow(message);
    expect(() => given('{}', { SLUICE_SOURCES: JSON.stringify(sources) })).toThrow(/^SLUICE_SOURCES: /);
  });
});
