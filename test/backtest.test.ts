// Other rules over the past: the same fold twice, over a journal that goes on and over a CSV.
import { describe, expect, it } from 'vitest';
import { type JournalRecord, RecordPacker } from '../core/record.ts';
import { minuteMs, secondMs } from '../core/time.ts';
import { runBacktest } from '../hub/backtest/backtest.ts';
import { BatchEngine } from '../hub/engine/batch-engine.ts';
import { readRelease } from '../hub/release.ts';
import { ruleSchema } from '../rules/rule-definition.ts';
import { openJournalHistory } from '../store/journal-history.ts';
import { testFolder, testStore } from '../store/test-batch.ts';
import { command, message, stormStart, townRecords } from './small-town.ts';

function changed(id: string, over: Readonly<Record<string, unknown>>) {
  return ruleSchema.parse({ ...readRelease().rules.find((rule) => rule.id === id), ...over });
}

const depth = (minute: number, depth_mm: number, gauge = 'gauge-1') => {
  const ts = stormStart + minute * minuteMs;
  return message(ts + 500, gauge, 'telemetry', { ts, seq: minute, depth_mm });
};

/** Up to 100 mm at the first gauge, up to 40 mm at the second; both dry again. */
const storm = (from: number): JournalRecord[] =>
  Array.from({ length: 60 }, (_, i) => [
    depth(from + i, i < 40 ? Math.min(100, i * 10) : 0),
    depth(from + i, i < 40 ? Math.min(40, i * 4) : 0, 'gauge-2'),
  ]).flat();

function hub() {
  const dataDir = testFolder();
  const journal = testStore(dataDir);
  const engine = new BatchEngine(journal, {
    snapshotRecords: 20,
    snapshotMs: Number.POSITIVE_INFINITY,
    snapshotRows: Number.POSITIVE_INFINITY,
  });
  const run = (records: readonly JournalRecord[]) => {
    for (const record of records) {
      const packer = new RecordPacker();
      packer.add(record);
      engine.run(packer.take(), record.receivedAt);
    }
  };
  run(townRecords(stormStart));
  return { journal, run, history: openJournalHistory(dataDir) };
}

const whole = { csv: null, now: stormStart + 100 * 24 * 60 * minuteMs, budgetMs: null } as const;

describe('a back-test over the journal', () => {
  it('with the rules in force finds what there was, and nothing else', () => {
    const { run, history } = hub();
    run(storm(1));
    const to = stormStart + 70 * minuteMs;
    const report = runBacktest({ ...whole, history, from: stormStart, to, rules: null });
    expect(report).toMatchObject({
      ...{ source: 'journal', records: 120, readings: 120 },
      before: { alarms: 1, cases: 1, alarms_by_rule: { 'flood-depth': 1 } },
      after: { alarms: 1, cases: 1 },
      alarms: { same: 1, only_before: [], only_after: [], changed: [] },
      cases: { same: 1, only_before: [], only_after: [], changed: [] },
    });
    history.close();
  });

  it('with a lower setpoint finds the second flood too, and the first one earlier', () => {
    const { run, history } = hub();
    run(storm(1));
    const rules = [changed('flood-depth', { levels: { blue: 30 } })];
    const to = stormStart + 70 * minuteMs;
    const { alarms, cases, after } = runBacktest({ ...whole, history, from: stormStart, to, rules });
    expect(after).toMatchObject({ alarms: 2, cases: 2 });
    expect(alarms.only_after).toMatchObject([{ device_id: 'gauge-2', severity: 'blue', rule_version: 2 }]);
    expect(alarms.changed).toMatchObject([{ before: { device_id: 'gauge-1' } }]);
    expect(alarms.changed[0]?.differences).toContain('raised_at');
    expect(cases).toMatchObject({ same: 0, only_after: [{ point_id: 'flood-2' }] });
    history.close();
  });

  it('keeps its rules over changes that the journal brings, and does to the same case what people did', () => {
    const { run, history } = hub();
    const from = stormStart;
    run([1, 2, 3, 4].map((minute) => depth(minute, 25, 'gauge-2')));
    run(storm(6).slice(0, 40));
    const at = stormStart + 27 * minuteMs;
    // In the other course of events this case has another number.
    run([command(at, 'case.act', { caseId: '20260714-0001', action: 'accept' })]);
    const own = changed('flood-depth', { levels: { blue: 999 } });
    run([command(at, 'rule.put', { ruleId: 'flood-depth', definition: { ...own } })]);
    run(storm(6).slice(44));
    const rules = [changed('flood-depth', { levels: { blue: 20 } })];
    const report = runBacktest({ ...whole, history, from, to: at + 60 * minuteMs, rules });
    expect(report.after.alarms_by_rule).toEqual({ 'flood-depth': 2 });
    expect(report.cases.changed).toMatchObject([
      {
        before: { id: '20260714-0001', state: 'handling' },
        after: { id: '20260714-0002', state: 'handling' },
      },
    ]);
    history.close();
  });

  it('without a rule loses its alarms', () => {
    const { run, history } = hub();
    run(storm(1));
    const rules = [changed('flood-depth', { enabled: false })];
    const to = stormStart + 70 * minuteMs;
    const { alarms, cases } = runBacktest({ ...whole, history, from: stormStart, to, rules });
    expect(alarms.only_before).toMatchObject([{ device_id: 'gauge-1', condition: 'cleared' }]);
    expect(cases.only_before).toHaveLength(1);
    history.close();
  });

  it('lets fall due what is due in each course of events by itself', () => {
    const { run, history } = hub();
    const tilt = (second: number) => {
      const ts = stormStart + second * secondMs;
      return message(ts, 'tilt-1', 'telemetry', { ts, seq: second, tilt_deg: 35 });
    };
    run([tilt(1), depth(15, 0)]);
    const rules = [changed('cover-displaced', { confirm: { reports: 2, seconds: 600 } })];
    const to = stormStart + 20 * minuteMs;
    const at = (alarm: unknown) => Date.parse((alarm as { detected_at: string }).detected_at) - stormStart;
    const { alarms } = runBacktest({ ...whole, history, from: stormStart - 1, to, rules });
    // The journal has no tick then: only the world that is tried has a clock of its own.
    expect(alarms.changed.map(({ before, after }) => [at(before), at(after)])).toEqual([
      [15 * minuteMs + 500, 601 * secondMs],
    ]);
    history.close();
  });

  it('refuses a time that is none', () => {
    const { history } = hub();
    const options = { ...whole, history, rules: null };
    expect(() => runBacktest({ ...options, from: stormStart, to: stormStart - 1 })).toThrowError(
      expect.objectContaining({ code: 'bad_range' }),
    );
    expect(() => runBacktest({ ...options, history: null, from: 0, to: 1 })).toThrowError(
      expect.objectContaining({ code: 'no_journal' }),
    );
    history.close();
  });
});

describe('a back-test over a CSV', () => {
  const rows = Array.from({ length: 90 }, (_, i) => {
    const water = i >= 30 && i < 60 ? Math.min(200, (i - 29) * 20) : 0;
    return { ts: stormStart + i * minuteMs, distance: 2_000 - water };
  });
  const wide = ['device_id,ts,distance_mm', ...rows.map(({ ts, distance }) => `g-7,${ts},${distance}`)].join(
    '\n',
  );
  const rules = [changed('flood-depth', { levels: { orange: 100 } })];

  it('needs no hub: a device is made after what it sends', () => {
    const report = runBacktest({ ...whole, history: null, from: null, to: null, rules, csv: wide });
    expect(report).toMatchObject({
      ...{ source: 'csv', from: '2026-07-13T19:00:00.000Z', to: '2026-07-13T20:29:00.000Z' },
      csv: {
        rejected: 0,
        made_devices: [{ device_id: 'g-7', profile: 'flood-gauge', interval_s: 60, mount_height_mm: 2_000 }],
      },
      before: { alarms_by_rule: { 'flood-depth': 1 } },
      alarms: { changed: [{ before: { peak_severity: 'yellow' }, after: { peak_severity: 'orange' } }] },
    });
  });

  it('says the same of the long layout, shuffled, and of a part of the time what lies in it', () => {
    const long = rows.map(
      ({ ts, distance }) => `${new Date(ts).toISOString()},distance_mm,${distance},mm,g-7`,
    );
    const shuffled = ['measured_at,metric,value,unit,device_id', ...long.reverse()].join('\n');
    const options = { ...whole, history: null, rules };
    const { took_ms: _a, ...a } = runBacktest({ ...options, from: null, to: null, csv: wide });
    const { took_ms: _b, ...b } = runBacktest({ ...options, from: null, to: null, csv: shuffled });
    expect(b).toEqual(a);
    const dry = runBacktest({ ...options, from: null, to: stormStart + 20 * minuteMs, csv: wide });
    expect(dry).toMatchObject({ readings: 21 * 2, before: { alarms: 0 } });
  });

  it('takes devices, points and rules of the hub where it knows them', () => {
    const { run, history } = hub();
    const definition = { ...changed('flood-depth', { levels: { blue: 20 } }) };
    run([command(stormStart, 'rule.put', { ruleId: 'flood-depth', definition })]);
    const csv = [
      'device_id,ts,depth_mm',
      ...rows.map(({ ts, distance }) => `gauge-2,${ts},${2_000 - distance}`),
    ];
    const options = { ...whole, history, from: null, to: null, rules: null };
    const report = runBacktest({ ...options, csv: csv.join('\n') });
    expect(report.csv?.made_devices).toEqual([]);
    expect(report.before.alarms_by_rule).toMatchObject({ 'flood-depth': 1 });
    history.close();
  });
});
