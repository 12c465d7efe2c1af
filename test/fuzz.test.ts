// Ten thousand seeded payloads of each format, random and mutated, through the fold into the store: nothing is thrown,
// no message is lost or counted twice, and no reading is stored that was not sent.
import { describe, expect, it } from 'vitest';
import { metricByName } from '../core/metric.ts';
import { type JournalRecord, RecordPacker } from '../core/record.ts';
import { testDevice } from '../core/test-registry.ts';
import { minuteMs, secondMs } from '../core/time.ts';
import { BatchEngine } from '../hub/engine/batch-engine.ts';
import { type TestFormat, testFormatDevice, testFormats } from '../ingest/test-formats.ts';
import { mutatedPayload, randomOf } from '../ingest/test-mutations.ts';
import { openReadingExport } from '../store/reading-export.ts';
import { testFolder, testStore } from '../store/test-batch.ts';
import { openViews } from '../store/views.ts';
import { command, stormStart, townRecords } from './small-town.ts';

const seed = Number(process.env.SLUICE_TEST_SEED ?? 20_260_701);
const perBatch = 500;
const from = stormStart + minuteMs;

interface SentMessage {
  readonly record: JournalRecord;
  readonly isWhole: boolean;
}

function sent(format: TestFormat, count: number): SentMessage[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, n) => {
    const receivedAt = from + n * secondMs;
    const message = format.payload(n, new Date(receivedAt).toISOString());
    const { payload, isWhole } = mutatedPayload(message, random);
    const { topic } = format;
    return { record: { kind: 'message', receivedAt, by: testFormatDevice.id, topic, payload }, isWhole };
  });
}

/** Takes records in through a hub's engine; its data folder. */
function takenIn(profile: string, records: readonly JournalRecord[]): string {
  const dataDir = testFolder();
  const engine = new BatchEngine(testStore(dataDir));
  const device = testDevice(testFormatDevice.id, { profile, devEui: testFormatDevice.devEui });
  const row = { device, secretHash: null, newSecretHash: 'sha256$c2FsdA$aGFzaA' };
  const imported = command(stormStart, 'devices.import', { dryRun: false, partial: false, rows: [row] });
  const all = [...townRecords(stormStart), imported, ...records];
  for (let at = 0; at < all.length; at += perBatch) {
    const packer = new RecordPacker();
    const batch = all.slice(at, at + perBatch);
    for (const record of batch) packer.add(record);
    const { setAside } = engine.run(packer.take(), batch.at(-1)?.receivedAt ?? 0);
    expect(setAside).toEqual([]);
  }
  return dataDir;
}

const decoder = new TextDecoder();
const scales = [1, 10, 100, 1_000];

/** Numbers that a message may mean: those written in it, as they are or in a smaller unit, and yes and no. */
function meantBy(payload: Uint8Array): number[] {
  const written = decoder.decode(payload).match(/[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/gi) ?? [];
  return [0, 1, ...written.flatMap((text) => scales.map((scale) => Number(text) * scale))];
}

function isMeant(value: number, meant: readonly number[]): boolean {
  return meant.some((number) => Math.abs(number - value) <= Math.abs(value) * 1e-9);
}

describe.each(Object.entries(testFormats))('%s', (_name, format) => {
  // A codec takes a thousand times as long as JSON.
  const count = format.hasCodec ? 2_000 : 10_000;

  it(`stands ${count} payloads, random and mutated`, { timeout: 300_000 }, async () => {
    const messages = sent(format, count);
    const dataDir = takenIn(
      format.profile,
      messages.map(({ record }) => record),
    );
    const views = openViews(dataDir);
    const source = openReadingExport(dataDir);
    try {
      const all = (await views.accounting(null)) as Record<string, Record<string, number>>;
      const { received, stored, duplicate, quarantined } = all.messages as Record<string, number>;
      expect(received).toBe(count);
      expect((stored ?? 0) + (duplicate ?? 0) + (quarantined ?? 0)).toBe(count);
      expect(stored).toBeGreaterThan(count / 10);
      expect(quarantined).toBeGreaterThan(count / 10);

      const readings = [...source.readings(null, 0, Number.MAX_SAFE_INTEGER)];
      expect(readings.length).toBe(all.readings?.stored);
      const byReceipt = new Map<number, typeof readings>();
      for (const reading of readings) {
        const same = byReceipt.get(reading.receivedAt) ?? [];
        byReceipt.set(reading.receivedAt, [...same, reading]);
      }
      for (const { record, isWhole } of messages) {
        const own = byReceipt.get(record.receivedAt) ?? [];
        const text = decoder.decode(record.payload);
        if (isWhole) {
          const values = Object.fromEntries(own.map(({ metric, value }) => [metric, value]));
          expect(values, text).toEqual(format.readings);
          continue;
        }
        const meant = format.hasCodec ? null : meantBy(record.payload);
        for (const { deviceId, metric, value } of own) {
          const [low, high] = metricByName.get(metric)?.range ?? [Number.NaN, Number.NaN];
          expect(value >= low && value <= high, `${metric} ${value} of ${text}`).toBe(true);
          expect(deviceId).toBe(testFormatDevice.id);
          if (meant !== null) expect(isMeant(value, meant), `${metric} ${value} of ${text}`).toBe(true);
        }
      }
    } finally {
      source.close();
      await views.close();
    }
  });
});
