// The fold and the real store together: what is kept, what is refused, what a failure leaves behind.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Journal } from '../core/journal.ts';
import { type JournalRecord, RecordPacker, tickRecord } from '../core/record.ts';
import { testUnit } from '../core/test-registry.ts';
import { minuteMs } from '../core/time.ts';
import { BatchEngine, type BatchEngineOptions, defaultBatchEngine } from '../hub/engine/batch-engine.ts';
import { Fold } from '../hub/fold/fold.ts';
import { verifyJournal } from '../hub/verify-journal.ts';
import { databaseFile } from '../store/data-dir.ts';
import { openStore, type StoreOptions } from '../store/open-store.ts';
import { command, message, stormStart, townRecords } from './small-town.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'sluice-engine-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function open(
  dataDir: string,
  options: Omit<StoreOptions, 'dataDir'> = {},
  snapshots: Partial<BatchEngineOptions> = {},
) {
  const journal = openStore({ dataDir, ...options });
  const engine = new BatchEngine(journal, { ...defaultBatchEngine, snapshotMs: 3_600_000, ...snapshots });
  return { journal, engine };
}

function run(engine: BatchEngine, records: readonly JournalRecord[]) {
  const packer = new RecordPacker();
  for (const record of records) packer.add(record);
  return engine.run(packer.take(), records.at(-1)?.receivedAt ?? stormStart);
}

const depth = (minute: number, depth_mm: number) =>
  message(stormStart + minute * minuteMs, 'gauge-1', 'telemetry', {
    ts: stormStart + minute * minuteMs,
    seq: minute,
    depth_mm,
  });

/** A flood that begins after `from` minutes, too slow for an alarm of its own. */
const flood = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => depth(from + i, Math.min(178 + (i % 3), i * 9)));

function journalKinds(journal: Journal): string[] {
  return [...journal.records(0)].map(({ record }) => `${record.kind} ${record.topic}`.trim());
}

/** A bug in the fold for this test: whatever holds `words` makes it throw, in the middle of its work. */
function failOn(words: string): void {
  const whole = Fold.prototype.apply;
  Fold.prototype.apply = function (position, record) {
    const applied = whole.call(this, position, record);
    const isHit = record.kind === 'message' && new TextDecoder().decode(record.payload).includes(words);
    if (isHit) throw new Error('a bug');
    return applied;
  };
  onTestFinished(() => {
    Fold.prototype.apply = whole;
  });
}

describe('the engine', () => {
  it('commits a batch with its alarm and case, and tells of them', () => {
    const { journal, engine } = open(folder());
    run(engine, townRecords(stormStart));
    const { committed } = run(engine, flood(1, 20));
    expect(committed).toMatchObject({ position: 24, records: 20, readings: 20 });
    expect(
      committed.events.map(({ kind, body }) => [kind, body.change ?? body.state ?? body.status ?? body.kind]),
    ).toEqual([
      ['device', 'online'],
      ['alarm', 'raised'],
      ['case', 'dispatched'],
      ['notice', 'dispatch'],
      ['alarm', 'moved'],
      ['alarm', 'escalated'],
      ['case', 'dispatched'],
      ['notice', 'worse'],
    ]);
    expect(committed.events.map(({ id }) => id)).toEqual(
      [...committed.events.keys()].map((i) => i + (committed.events[0]?.id ?? 0)),
    );
    expect(committed.latest).toMatchObject([{ deviceId: 'gauge-1', metric: 'depth_mm', value: 171 }]);
    expect(verifyJournal(journal)).toMatchObject({ records: 24, alarms: 1, cases: 1, differences: [] });
    journal.close();
  });

  it('keeps no command that was refused, and ticks only where something was due', () => {
    const { journal, engine } = open(folder());
    run(engine, townRecords(stormStart));
    const refused = command(stormStart + 1, 'case.act', { caseId: 'none', action: 'accept' });
    const { replies, committed } = run(engine, [refused, tickRecord(stormStart + 2), refused]);
    expect(replies.map(([index, reply]) => [index, reply.ok])).toEqual([
      [0, false],
      [2, false],
    ]);
    expect(committed.records).toBe(0);
    run(engine, [message(stormStart + 3, 'gauge-1', 'status', 'online'), refused]);
    expect(journalKinds(journal).slice(4)).toEqual(['message devices/gauge-1/status']);
    journal.close();
  });

  it('comes back after a stop to where it was, from a snapshot and the records after it', () => {
    const dataDir = folder();
    const first = open(dataDir, {}, { snapshotRecords: 10 });
    run(first.engine, townRecords(stormStart));
    for (const record of flood(1, 30)) run(first.engine, [record]);
    const snapshotAt = first.journal.snapshot().position;
    expect(snapshotAt).toBeGreaterThan(0);
    first.journal.close();
    const again = open(dataDir);
    expect(again.engine.recoveredRecords).toBe(34 - snapshotAt);
    // The flood goes on: the alarm that stands is not raised anew.
    const { committed } = run(again.engine, [depth(31, 181), depth(32, 182)]);
    expect(committed.events).toEqual([]);
    expect(verifyJournal(again.journal)).toMatchObject({ alarms: 1, cases: 1, differences: [] });
    again.journal.close();
  });

  it('takes a snapshot before so many rows have changed that writing them keeps messages waiting', () => {
    const { journal, engine } = open(folder(), {}, { snapshotRows: 50 });
    run(engine, townRecords(stormStart));
    const begun = journal.snapshot().position;
    expect(begun).toBe(4);
    run(engine, [depth(1, 0)]);
    expect(journal.snapshot().position).toBe(begun);
    const rows = Array.from({ length: 60 }, (_, i) => testUnit(`unit-${i}`));
    run(engine, [
      command(stormStart + 2 * minuteMs, 'units.import', { dryRun: false, partial: false, rows }),
    ]);
    expect(journal.snapshot().position).toBe(6);
    journal.close();
  });

  it('keeps nothing of a batch that finds the disk full, and goes on when there is room', () => {
    const dataDir = folder();
    const roomy = open(dataDir);
    run(roomy.engine, townRecords(stormStart));
    roomy.journal.close();
    const pageBytes = 4_096;
    const tight = open(dataDir, { maxPages: statSync(databaseFile(dataDir)).size / pageBytes + 20 });
    const storm = flood(1, 400);
    const withMore = (record: JournalRecord) => [
      record,
      message(record.receivedAt, 'gauge-1', 'heartbeat', { firmware: 'x'.repeat(900) }),
    ];
    let kept = 0;
    const failures: unknown[] = [];
    for (const record of storm) {
      try {
        run(tight.engine, withMore(record));
        kept += 1;
      } catch (thrown) {
        failures.push(thrown);
        break;
      }
    }
    expect(failures).toMatchObject([{ code: 'disk_full', retryable: true }]);
    expect(kept).toBeGreaterThan(10);
    expect(() => run(tight.engine, withMore(storm[kept] as JournalRecord))).toThrowError();
    tight.journal.close();

    const again = open(dataDir);
    for (const record of storm.slice(kept)) run(again.engine, [record]);
    expect(again.journal.position).toBe(4 + 2 * kept + storm.length - kept);
    expect(verifyJournal(again.journal)).toMatchObject({ alarms: 1, cases: 1, differences: [] });
    again.journal.close();
  });

  it('sets a message aside over which the hub itself fails, and takes all others of its batch', () => {
    const dataDir = folder();
    const { journal, engine } = open(dataDir);
    run(engine, townRecords(stormStart));
    const fatal = message(stormStart + 1, 'gauge-1', 'telemetry', { depth_mm: 13_013 });
    failOn('13013');
    const { committed, setAside } = run(engine, [depth(1, 3), fatal, depth(2, 4)]);
    expect(committed).toMatchObject({ records: 3, readings: 2 });
    expect(setAside).toHaveLength(1);
    expect(setAside[0]).toMatch(/devices\/gauge-1\/telemetry from gauge-1: Error: a bug/);
    expect(journalKinds(journal).slice(4)).toEqual([
      'message devices/gauge-1/telemetry',
      'set_aside devices/gauge-1/telemetry',
      'message devices/gauge-1/telemetry',
    ]);
    journal.close();
    const again = open(dataDir);
    expect(verifyJournal(again.journal).differences).toEqual([]);
    again.journal.close();
  });
});
