// `node test/bench/ingest.ts`: messages a second through the intake on one core, by format, against JSON.parse alone of
// the same payloads in the same run. Takes turns; medians and their ratio. `--json` for programs.
import type { JournalRecord } from '../../core/record.ts';
import { dayMs } from '../../core/time.ts';
import { CodecSandbox } from '../../hub/codecs/codec-sandbox.ts';
import { readProfileFolder, shippedProfiles } from '../../hub/profile-folder.ts';
import { builtInProfiles } from '../../ingest/built-in-profiles.ts';
import { gauge, Hub } from '../../ingest/test-gauges.ts';
import { chirpstackUp, devEui, thingsStackTopic, thingsStackUp, upTopic } from '../../ingest/test-uplinks.ts';

const rounds = 5;
const messages = 20_000;
const framesOfCodec = 2_000;
const start = Date.UTC(2026, 6, 1, 12);

const profiles = [...builtInProfiles, ...readProfileFolder(shippedProfiles).profiles];
const data = Buffer.from('0207d9000390888081006400000c60', 'hex').toString('base64');
const fields = { water_depth: { value: 4_232, unit: 'mm' }, battery_voltage: { value: 3.168, unit: 'V' } };

interface Format {
  readonly topic: string;
  readonly profile: string;
  readonly count: number;
  readonly payload: (n: number, at: string) => unknown;
}

const formats: Readonly<Record<string, Format>> = {
  native: {
    ...{ topic: 'devices/g-1/telemetry', profile: 'flood-gauge', count: messages },
    payload: (n, at) => ({ ts: at, seq: n, depth_mm: 12, battery_v: 3.61 }),
  },
  thingsboard: {
    ...{ topic: 'v1/devices/me/telemetry', profile: 'flood-gauge', count: messages },
    payload: (_n, at) => ({ ts: Date.parse(at), values: { depth_mm: 12, battery_v: 3.61 } }),
  },
  senml: {
    ...{ topic: 'devices/g-1/senml', profile: 'flood-gauge', count: messages },
    payload: (_n, at) => [{ bt: Date.parse(at) / 1_000, n: 'depth', u: 'm', v: 0.012 }],
  },
  'chirpstack, fields': {
    ...{ topic: upTopic, profile: 'decentlab-dl-ctd10', count: messages },
    payload: (n, at) => chirpstackUp({ fCnt: n, time: at, deduplicationId: `${n}`, object: fields }),
  },
  'the things stack, fields': {
    ...{ topic: thingsStackTopic, profile: 'decentlab-dl-ctd10', count: messages },
    payload: (n, at) => thingsStackUp({ f_cnt: n, received_at: at, decoded_payload: fields }),
  },
  'chirpstack, codec': {
    ...{ topic: upTopic, profile: 'decentlab-dl-ctd10', count: framesOfCodec },
    payload: (n, at) => chirpstackUp({ fCnt: n, time: at, deduplicationId: `${n}`, data }),
  },
};

function recordsOf({ topic, count, payload }: Format): JournalRecord[] {
  return Array.from({ length: count }, (_, n) => {
    const receivedAt = start + n * 1_000;
    const text = JSON.stringify(payload(n, new Date(receivedAt).toISOString()));
    return { kind: 'message', receivedAt, by: 'g-1', topic, payload: new TextEncoder().encode(text) };
  });
}

/** Messages a second. */
function timed(count: number, work: () => void): number {
  const begun = performance.now();
  work();
  return (count / (performance.now() - begun)) * 1_000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const decoder = new TextDecoder();
const codecs = new CodecSandbox();
const results = Object.entries(formats).map(([format, each]) => {
  const records = recordsOf(each);
  const taken: number[] = [];
  const parsed: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const hub = new Hub([gauge('g-1', { devEui, profile: each.profile })], dayMs, profiles, codecs);
    let stored = 0;
    parsed.push(
      timed(records.length, () => {
        for (const { payload } of records) JSON.parse(decoder.decode(payload));
      }),
    );
    taken.push(
      timed(records.length, () => {
        for (const [n, record] of records.entries())
          stored += hub.intake.take(n + 1, record).outcome.readings.length;
      }),
    );
    if (stored < records.length)
      throw new Error(`${format}: only ${stored} readings of ${records.length} messages`);
  }
  const [perS, parsePerS] = [median(taken), median(parsed)];
  return {
    format,
    per_s: Math.round(perS),
    json_parse_per_s: Math.round(parsePerS),
    ratio: perS / parsePerS,
  };
});

if (process.argv.includes('--json')) console.log(JSON.stringify(results));
else {
  for (const { format, per_s, json_parse_per_s, ratio } of results) {
    console.log(
      `${format}: ${per_s} messages/s; JSON.parse alone ${json_parse_per_s}/s (${ratio.toFixed(2)})`,
    );
  }
}
