// Ten thousand seeded payloads of each format, random and mutated: nothing throws, nothing is stored that a working
// sensor cannot give, and of each message something is used, known or refused by name.
import { describe, expect, it } from 'vitest';
import { metricByName } from '../core/metric.ts';
import { dayMs } from '../core/time.ts';
import { gauge, Hub, now } from './test-gauges.ts';
import { chirpstackUp, devEui, thingsStackTopic, thingsStackUp, upTopic } from './test-uplinks.ts';

const count = 10_000;
const seed = 20_260_701;

/** Mulberry32: the same numbers each time. */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const oddities: readonly unknown[] = [
  ...[
    null,
    true,
    '',
    'NaN',
    '-0',
    '1e999',
    '１２',
    -1,
    0,
    1e308,
    2 ** 53,
    0.1,
    [],
    {},
    [[[[]]]],
    { value: 'x' },
  ],
  ...['__proto__', 'constructor', '2799 mm', '\u0000', '𝟙', { toString: 1 }],
];

const telemetry = { ts: now - 1_000, seq: 7, depth_mm: 152, battery_v: 3.61, cover_open: false };
const formats = {
  native: ['devices/g-1/telemetry', telemetry],
  heartbeat: ['devices/g-1/heartbeat', { ts: now, seq: 1, battery_v: 3.6, firmware: 'a' }],
  thingsboard: ['v1/devices/me/telemetry', [{ ts: now, values: telemetry }, telemetry]],
  chirpstack: [upTopic, chirpstackUp({ object: { depth_mm: 12, battery_v: 3.6 } })],
  'the things stack': [thingsStackTopic, thingsStackUp({ decoded_payload: { depth_mm: 12 } })],
  senml: [
    'devices/g-1/senml',
    [
      { bn: 'x:', bt: now / 1000, n: 'depth', u: 'm', v: 0.1 },
      { n: 'rssi', u: 'dBm', v: -9 },
    ],
  ],
} as const;

/** One value of a message, somewhere, replaced, left out or doubled. */
function mutate(value: unknown, random: () => number): unknown {
  if (typeof value !== 'object' || value === null) return oddities[Math.floor(random() * oddities.length)];
  const entries = Object.entries(value);
  const at = Math.floor(random() * entries.length);
  const changed = entries.flatMap(([key, inner], index): [string, unknown][] => {
    if (index !== at) return [[key, inner]];
    const what = random();
    if (what < 0.1) return [];
    if (what < 0.2) return [[JSON.stringify(oddities[Math.floor(random() * oddities.length)]), inner]];
    return [[key, mutate(inner, random)]];
  });
  return Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
}

/** A frame that is the network server's next one, not a copy of the one before. */
function nextFrame(sample: unknown, frame: number): unknown {
  const text = JSON.stringify(sample).replace('3ac7e3c4-4401-4b8d-9386-a5c902f9202d', `frame ${frame}`);
  const time = new Date(now + frame * 1_000).toISOString();
  return JSON.parse(
    text.replaceAll(/2026-07-01T12:00:00[^"]*/g, time).replace(/"(fCnt|f_cnt)":7/, `"$1":${frame}`),
  );
}

function payloadOf(sample: unknown, random: () => number): Uint8Array {
  const kind = random();
  if (kind < 0.1)
    return Uint8Array.from({ length: Math.floor(random() * 64) }, () => Math.floor(random() * 256));
  const bytes = new TextEncoder().encode(JSON.stringify(kind < 0.8 ? mutate(sample, random) : sample));
  if (kind >= 0.8 && kind < 0.9) return bytes.subarray(0, Math.floor(random() * bytes.length));
  if (kind >= 0.9) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return bytes;
}

describe.each(Object.entries(formats))('%s', (_name, [topic, sample]) => {
  it(`stands ${count} payloads, random and mutated`, () => {
    const random = randomOf(seed);
    const here = new Hub([gauge('g-1', { devEui })], 7 * dayMs);
    const fates = { stored: 0, duplicate: 0, refused: 0 };
    for (let i = 0; i < count; i += 1) {
      const payload = payloadOf(nextFrame(sample, i), random);
      const record = { kind: 'message', receivedAt: now + i * 1_000, by: 'g-1', topic, payload } as const;
      const { outcome, samples } = here.intake.take(i + 1, record);
      for (const { metric, value, measuredAt } of outcome.readings) {
        const [low, high] = metricByName.get(metric)?.range ?? [Number.NaN, Number.NaN];
        // A depth is what the filter makes of a distance, so only raw values are held to their range.
        const isInside = value >= low && value <= high && Number.isFinite(measuredAt);
        expect(isInside, `${metric} ${value} of ${new TextDecoder().decode(payload)}`).toBe(true);
      }
      for (const one of samples)
        expect(Number.isFinite(one.value) && Number.isFinite(one.measuredAt)).toBe(true);
      if (outcome.readings.length > 0 || outcome.usable) fates.stored += 1;
      else if (outcome.duplicateReadings > 0) fates.duplicate += 1;
      else {
        expect(outcome.rejections.length, new TextDecoder().decode(payload)).toBeGreaterThan(0);
        fates.refused += 1;
      }
    }
    expect(fates.stored + fates.duplicate + fates.refused).toBe(count);
    expect(fates.stored).toBeGreaterThan(count / 20);
    expect(fates.refused).toBeGreaterThan(count / 20);
  });
});
