// What a point's rules thought at any moment, rebuilt from the journal beside the engine that writes on.
import { describe, expect, it } from 'vitest';
import type { Json } from '../core/ports.ts';
import { type JournalRecord, RecordPacker } from '../core/record.ts';
import { dayMs, minuteMs } from '../core/time.ts';
import { BatchEngine } from '../hub/engine/batch-engine.ts';
import { explainPast } from '../hub/history/explain-past.ts';
import { PastStates } from '../hub/history/past-state.ts';
import { openJournalHistory } from '../store/journal-history.ts';
import { testFolder, testStore } from '../store/test-batch.ts';
import { command, message, stormStart, townRecords } from './small-town.ts';

const depth = (at: number, depth_mm: number) =>
  message(at, 'gauge-1', 'telemetry', { ts: at, seq: Math.round(at / minuteMs), depth_mm });

/** A hub of which one asks how it was. */
function hub(snapshotRecords: number, budgetMs: number | null = null) {
  const dataDir = testFolder();
  const journal = testStore(dataDir);
  const engine = new BatchEngine(journal, {
    snapshotRecords,
    snapshotMs: Number.POSITIVE_INFINITY,
    snapshotRows: Number.POSITIVE_INFINITY,
  });
  const run = (...records: readonly JournalRecord[]) => {
    const packer = new RecordPacker();
    for (const record of records) packer.add(record);
    engine.run(packer.take(), records.at(-1)?.receivedAt ?? stormStart);
  };
  run(...townRecords(stormStart));
  const history = openJournalHistory(dataDir);
  const states = new PastStates(history, { budgetMs });
  const explain = (at: number, pointId = 'flood-1') => explainPast(history, states, pointId, at);
  return { journal, run, history, explain };
}

function ruleIn(explanation: Json | null, ruleId: string) {
  const rules = explanation?.rules as readonly Json[] | undefined;
  return rules?.find(({ rule_id }) => rule_id === ruleId);
}

/** Dry for ten minutes, then a flood of twenty, then dry. */
function flood(run: (record: JournalRecord) => void, from: number): void {
  for (let minute = 1; minute <= 60; minute += 1) {
    run(depth(from + minute * minuteMs, minute <= 10 || minute > 30 ? 4 : Math.min(180, (minute - 10) * 30)));
  }
}

describe('explaining a point', () => {
  it.each([[50_000], [7]])('tells each moment as it was then, with a snapshot every %i records', (every) => {
    const { run, explain, history } = hub(every);
    flood(run, stormStart);
    const at = (minute: number) => ruleIn(explain(stormStart + minute * minuteMs), 'flood-depth');
    expect(at(60)).toMatchObject({ state: 'clear', reason: 'below_every_level', in_alarm: false });
    expect(at(9)).toMatchObject({ state: 'clear', samples: Array(9).fill({ value: 4 }) });
    expect(at(12)).toMatchObject({
      state: 'waiting',
      timers: [{ name: 'on_delay', severity: 'blue', samples: { have: 1, need: 2 } }],
    });
    expect(at(20)).toMatchObject({ state: 'in_alarm', rule_version: 1, alarm: { severity: 'yellow' } });
    // One dry sample may be a blip and is held; the second sign begins the off-delay.
    expect(explain(stormStart + 31 * minuteMs)).toMatchObject({
      devices: [{ device_id: 'gauge-1', status: 'online', depth_check: { held: 1, faulty: false } }],
    });
    expect(at(32)).toMatchObject({ state: 'in_alarm', reason: 'waiting_for_off_delay' });
    history.close();
  });

  it('says with which version it was decided then', () => {
    const { run, explain, history } = hub(5);
    const changed = { ...(ruleIn(explain(stormStart), 'flood-depth')?.settings as object) };
    run(depth(stormStart + minuteMs, 4));
    const definition = {
      ...{ id: 'flood-depth', kind: 'threshold', title: { zh: '积水', en: 'Water' }, category: '05-06' },
      ...changed,
      levels: { blue: 3 },
    };
    run(command(stormStart + 2 * minuteMs, 'rule.put', { ruleId: 'flood-depth', definition }));
    run(depth(stormStart + 3 * minuteMs, 4), depth(stormStart + 4 * minuteMs, 4));
    expect(ruleIn(explain(stormStart + minuteMs), 'flood-depth')).toMatchObject({
      state: 'clear',
      rule_version: 1,
    });
    expect(ruleIn(explain(stormStart + 5 * minuteMs), 'flood-depth')).toMatchObject({
      state: 'in_alarm',
      rule_version: 2,
    });
    history.close();
  });

  it('knows no point from before it was registered, and none that never was', () => {
    const { explain, history } = hub(50_000);
    expect(explain(stormStart - 1)).toBeNull();
    expect(explain(stormStart, 'nowhere')).toBeNull();
    expect(explain(stormStart, 'flood-1')).not.toBeNull();
    history.close();
  });

  it('tells of the permit to open covers that was in force then', () => {
    const { run, explain, history } = hub(50_000);
    const until = stormStart + 90 * minuteMs;
    run(
      command(stormStart + minuteMs, 'point.permit', {
        pointId: 'flood-1',
        from: null,
        until,
        reason: 'work',
      }),
    );
    run(depth(stormStart + 3 * minuteMs, 4));
    expect(explain(stormStart + 2 * minuteMs)).toMatchObject({
      permit: { reason: 'work', until: new Date(until).toISOString(), open: true },
    });
    expect(explain(stormStart)).toMatchObject({ permit: null });
    history.close();
  });

  it('refuses what retention dropped, and says where the past begins', () => {
    const { journal, run, explain, history } = hub(10);
    for (let day = 0; day < 4; day += 1) flood(run, stormStart + day * dayMs);
    while (journal.retain(stormStart + 2.5 * dayMs));
    expect(() => explain(stormStart + minuteMs)).toThrowError(
      expect.objectContaining({
        code: 'beyond_retention',
        message: expect.stringMatching(/begins at 2026-07/),
      }),
    );
    const kept = explain(stormStart + 3 * dayMs + 20 * minuteMs);
    expect(ruleIn(kept, 'flood-depth')).toMatchObject({ state: 'in_alarm' });
    history.close();
  });

  it('gives up where the time is not enough, and then still answers for another moment', () => {
    const { run, explain, history } = hub(50_000, 0);
    run(...Array.from({ length: 3_000 }, (_, i) => depth(stormStart + (i + 1) * 1_000, i % 9)));
    expect(() => explain(stormStart + dayMs)).toThrowError(
      expect.objectContaining({ code: 'too_much_to_rebuild' }),
    );
    expect(explain(stormStart + minuteMs)).toMatchObject({ position: 4 + 60 });
    history.close();
  });
});
