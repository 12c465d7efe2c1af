// Real uplinks of real devices through codecs and profiles of the release, by bytes and by decoded fields, and through
// both network servers.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CodecSandbox } from '../hub/codecs/codec-sandbox.ts';
import { readProfileFolder, shippedProfiles } from '../hub/profile-folder.ts';
import { CodecGuard } from '../ingest/codec-guard.ts';
import { type ExampleReading, readingsOf } from '../ingest/profiles/example-readings.ts';
import { decodeMessage } from '../ingest/test-uplinks.ts';

const folder = new URL('../../shared/real/lorawan/', import.meta.url);
const codecs = new CodecGuard(new CodecSandbox());
const profiles = new Map(readProfileFolder(shippedProfiles).profiles.map((profile) => [profile.id, profile]));

interface Vector {
  readonly id: string;
  readonly vendor: string;
  readonly model: string;
  readonly codecCheck: 'match' | 'no-codec' | 'differs';
  readonly input: { readonly bytes: string; readonly fPort: number | null };
  readonly expected: Readonly<Record<string, unknown>>;
}

interface Pair {
  readonly id: string;
  readonly vendor: string;
  readonly device: string;
  readonly envelope: Readonly<Record<string, unknown>> & {
    readonly deviceInfo?: { readonly devEui: string };
    readonly uplink_message?: unknown;
  };
}

function load<Item>(file: string): Item[] {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Item[];
}

/** Model names may repeat the vendor's, or stand for a variant. */
function profileOf(vendor: string, model: string) {
  const name = model.toLowerCase().replace(`${vendor.toLowerCase()}-`, '');
  return profiles.get(`${vendor.toLowerCase()}-${name}`);
}

const summary = (readings: readonly ExampleReading[]) =>
  readings
    .map(({ metric, value }) => `${metric} ${Number(value.toPrecision(9))}`)
    .filter((reading) => !/^(rssi|snr)_/.test(reading))
    .sort();

/** Every number in a value, however deep, in any unit of length, voltage or pressure that a profile may read. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'boolean') return [Number(value)];
  if (typeof value === 'string') {
    if (['leak', 'open'].includes(value)) return [1];
    if (['normal', 'close'].includes(value)) return [0];
    const number = Number.parseFloat(value);
    return Number.isFinite(number) ? [number] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

const mayStandFor = [1, 0.001, 0.1, 1_000_000 / 98.0665];

describe.skipIf(!existsSync(folder))('real uplinks (skipped without ../shared/real/lorawan)', () => {
  it('give the same readings from their bytes and from the vendor’s own fields, and no number of ours', () => {
    const vectors = load<Vector>('codec-vectors.json').flatMap((vector) => {
      const profile = profileOf(vector.vendor, vector.model);
      return profile === undefined ? [] : [{ ...vector, profile }];
    });
    expect(vectors.length).toBeGreaterThan(45);
    for (const { id, input, expected, codecCheck, profile } of vectors) {
      const frame = { at: 0, session: '', frameCounter: 0, deduplicationId: null, values: [] };
      const bytes = Uint8Array.from(Buffer.from(input.bytes, 'hex'));
      const fPort = input.fPort ?? 85;
      const fromBytes = readingsOf({ ...frame, fPort, bytes, fields: null }, profile, codecs, 0);
      expect(fromBytes.rejections, id).toEqual([]);
      // One vector is written as a list of texts that no codec gives.
      if (codecCheck === 'differs') continue;
      const given = { ...frame, fPort, bytes: new Uint8Array(0), fields: expected };
      const fromFields = readingsOf(given, profile, codecs, 0);
      expect([id, ...summary(fromFields.readings)]).toEqual([id, ...summary(fromBytes.readings)]);
      const numbers = numbersIn(expected);
      for (const { metric, value } of fromFields.readings) {
        const isTheirs = numbers.some((number) =>
          mayStandFor.some((factor) => Math.abs(value - number * factor) <= Math.abs(value) * 1e-9),
        );
        expect(isTheirs, `${id}: ${metric} ${value} in ${JSON.stringify(expected)}`).toBe(true);
      }
    }
  });

  it('of one measurement give the same readings through ChirpStack and The Things Stack', () => {
    const byPayload = new Map<string, Set<string>>();
    let legacy = 0;
    for (const { id, vendor, device, envelope } of load<Pair>('envelope-pairs.json')) {
      const isThingsStack = envelope.uplink_message !== undefined;
      const devEui = envelope.deviceInfo?.devEui ?? '0202020202020202';
      const topic = isThingsStack ? 'v3/app@ttn/devices/d/up' : `application/1/device/${devEui}/event/up`;
      const decoded = decodeMessage(topic, new TextEncoder().encode(JSON.stringify(envelope)), 'lns', 0);
      if (!isThingsStack && envelope.deviceInfo === undefined) {
        expect(decoded?.rejections[0]?.reason, id).toBe('chirpstack_v3');
        legacy += 1;
        continue;
      }
      expect(decoded?.rejections, id).toEqual([]);
      const uplink = decoded?.uplink;
      const profile = profileOf(vendor, device.replace(/_.*/, ''));
      if (!uplink || profile === undefined) continue;
      const { readings, rejections } = readingsOf(uplink, profile, codecs, 0);
      const key = `${device} ${uplink.bytes.join(' ')}`;
      const read = [...summary(readings), ...rejections.map(({ reason }) => reason)].join(', ');
      byPayload.set(key, (byPayload.get(key) ?? new Set()).add(read));
    }
    expect(legacy).toBe(112);
    expect(byPayload.size).toBeGreaterThanOrEqual(30);
    for (const [payload, readings] of byPayload) expect([...readings], payload).toHaveLength(1);
    for (const [payload, readings] of byPayload)
      expect([...readings][0], payload).toMatch(/^[a-z_]+ -?[0-9.]/);
  });
});
