// One message of each format, as often as a test or a benchmark wants it, and what each must give.
import { chirpstackUp, devEui, thingsStackTopic, thingsStackUp, upTopic } from './test-uplinks.ts';

export interface TestFormat {
  readonly topic: string;
  /** Of the device. */
  readonly profile: string;
  /** Whether a codec runs, which takes its time. */
  readonly hasCodec: boolean;
  /** The nth message, sent at `at` (RFC 3339). */
  readonly payload: (n: number, at: string) => unknown;
  readonly readings: Readonly<Record<string, number>>;
}

/** A frame of a Decentlab DL-CTD10: 4,232 mm, 12.9 °C, 3.168 V. */
const data = btoa(String.fromCharCode(...bytesOf('0207d9000390888081006400000c60')));
const fields = { water_depth: { value: 4_232, unit: 'mm' }, battery_voltage: { value: 3.168, unit: 'V' } };
const signal = { rssi_dbm: -36, snr_db: 10.5 };
const native = { profile: 'flood-gauge', hasCodec: false } as const;
const probe = { profile: 'decentlab-dl-ctd10', hasCodec: false } as const;

export const testFormats: Readonly<Record<string, TestFormat>> = {
  native: {
    ...{ topic: 'devices/g-1/telemetry', ...native },
    payload: (n, at) => ({ ts: at, seq: n, depth_mm: 12, battery_v: 3.61 }),
    readings: { depth_mm: 12, battery_v: 3.61 },
  },
  heartbeat: {
    ...{ topic: 'devices/g-1/heartbeat', ...native },
    payload: (n, at) => ({ ts: at, seq: n, battery_v: 3.6, rssi_dbm: -71, firmware: 'a' }),
    readings: { battery_v: 3.6, rssi_dbm: -71 },
  },
  thingsboard: {
    ...{ topic: 'v1/devices/me/telemetry', ...native },
    payload: (_n, at) => ({ ts: Date.parse(at), values: { depth_mm: 12, battery_v: 3.61 } }),
    readings: { depth_mm: 12, battery_v: 3.61 },
  },
  senml: {
    ...{ topic: 'devices/g-1/senml', ...native },
    payload: (_n, at) => [
      { bn: 'urn:dev:', bt: Date.parse(at) / 1_000, n: 'depth', u: 'm', v: 0.012 },
      { n: 'rssi', u: 'dBm', v: -9 },
    ],
    readings: { depth_mm: 12, rssi_dbm: -9 },
  },
  'chirpstack, fields': {
    ...{ topic: upTopic, ...probe },
    payload: (n, at) => chirpstackUp({ fCnt: n, time: at, deduplicationId: `${n}`, object: fields }),
    readings: { well_level_mm: 4_232, battery_v: 3.168, ...signal },
  },
  'the things stack, fields': {
    ...{ topic: thingsStackTopic, ...probe },
    payload: (n, at) => thingsStackUp({ f_cnt: n, received_at: at, decoded_payload: fields }),
    readings: { well_level_mm: 4_232, battery_v: 3.168, ...signal },
  },
  'chirpstack, codec': {
    ...{ topic: upTopic, ...probe, hasCodec: true },
    payload: (n, at) => chirpstackUp({ fCnt: n, time: at, deduplicationId: `${n}`, data }),
    readings: { well_level_mm: 4_232, temperature_c: 12.9, battery_v: 3.168, ...signal },
  },
};

/** The device that all of them are of. */
export const testFormatDevice = { id: 'g-1', devEui } as const;

function bytesOf(hexadecimal: string): number[] {
  return (hexadecimal.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
}
