// Messages a second through the intake on one core, by format, against JSON.parse alone of the same payloads, in turns.
import type { JournalRecord } from '../../core/record.ts';
import { dayMs } from '../../core/time.ts';
import { CodecSandbox } from '../../hub/codecs/codec-sandbox.ts';
import { readProfileFolder, shippedProfiles } from '../../hub/profile-folder.ts';
import { builtInProfiles } from '../../ingest/built-in-profiles.ts';
import { type TestFormat, testFormatDevice, testFormats } from '../../ingest/test-formats.ts';
import { gauge, Hub } from '../../ingest/test-gauges.ts';
import { type BenchPart, type BenchRow, medians, rounded } from './bench-part.ts';

const messages = 20_000;
const framesOfCodec = 2_000;
const start = Date.UTC(2026, 6, 1, 12);

const profiles = [...builtInProfiles, ...readProfileFolder(shippedProfiles).profiles];
function recordsOf({ topic, payload, hasCodec }: TestFormat): JournalRecord[] {
  const count = hasCodec ? framesOfCodec : messages;
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

const decoder = new TextDecoder();

export const formatsPart: BenchPart = {
  name: 'formats',
  title: 'messages a second taken in on one core, against JSON.parse alone',
  async run({ rounds, log }) {
    const codecs = new CodecSandbox();
    return Object.entries(testFormats).map(([format, each]) => {
      log(format);
      return measured(format, each, rounds, codecs);
    });
  },
};

function measured(format: string, each: TestFormat, rounds: number, codecs: CodecSandbox): BenchRow {
  const records = recordsOf(each);
  // The first round warms up.
  const figures = Array.from({ length: rounds + 1 }, () => {
    const hub = new Hub(
      [gauge('g-1', { devEui: testFormatDevice.devEui, profile: each.profile })],
      dayMs,
      profiles,
      codecs,
    );
    let stored = 0;
    const jsonParsePerS = timed(records.length, () => {
      for (const { payload } of records) JSON.parse(decoder.decode(payload));
    });
    const perS = timed(records.length, () => {
      for (const [n, record] of records.entries())
        stored += hub.intake.take(n + 1, record).outcome.readings.length;
    });
    if (stored < records.length)
      throw new Error(`${format}: only ${stored} readings of ${records.length} messages`);
    return { perS, jsonParsePerS };
  });
  const { perS, jsonParsePerS, noise } = medians<'perS' | 'jsonParsePerS'>(figures.slice(1), 'perS');
  return {
    format,
    per_s: Math.round(perS),
    json_parse_per_s: Math.round(jsonParsePerS),
    share: rounded(perS / jsonParsePerS, 4),
    noise,
  };
}
