// A rainstorm over the whole hub without sockets: what the API shows of it, what gauges are told, and the alarm load
// against a plain recount.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { localDays } from '../api/local-days.ts';
import type { CommittedEvent, Json } from '../core/ports.ts';
import { type JournalRecord, RecordPacker, tickRecord } from '../core/record.ts';
import { testDevice, testPoint } from '../core/test-registry.ts';
import { dayMs, type EpochMs, hourMs, minuteMs } from '../core/time.ts';
import { BatchEngine, defaultBatchEngine } from '../hub/engine/batch-engine.ts';
import { verifyJournal } from '../hub/verify-journal.ts';
import { openStore } from '../store/open-store.ts';
import { openViews } from '../store/views.ts';
import { command, message, stormStart, townRecords } from './small-town.ts';

/** Five flood points in two basins, deepest first, and how deep the water gets there, mm. */
const places = [
  ['east-1', 'east', '支路', 420],
  ['west-1', 'west', '主干路', 260],
  ['east-2', 'east', '主干路', 120],
  ['east-3', 'east', '支路', 120],
  ['west-2', 'west', '主干路', 0],
] as const;

function town(): JournalRecord[] {
  const whole = { dryRun: false, partial: false };
  const points = places.map(([id, basin, roadClass]) =>
    testPoint(id, { basin, roadClass, maintainerUnit: 'drainage' }),
  );
  const devices = places.map(([id]) =>
    testDevice(`g-${id}`, { profile: 'flood-gauge', pointId: id, intervalS: 300, lowPointDeltaMm: 30 }),
  );
  const rows = devices.map((device) => ({ device, secretHash: null, newSecretHash: 'sha256$c2FsdA$aGFzaA' }));
  return [
    ...townRecords(stormStart),
    command(stormStart, 'points.import', { ...whole, rows: points }),
    command(stormStart, 'devices.import', { ...whole, rows }),
  ];
}

const at = (minute: number): EpochMs => stormStart + minute * minuteMs;

/** Water that rises for half an hour, stands for one and is gone; a battery that gives out meanwhile. */
function storm(): JournalRecord[] {
  const records: JournalRecord[] = [];
  for (let minute = 0; minute <= 300; minute += 1) {
    records.push(tickRecord(at(minute)));
    const share = minute < 30 ? minute / 30 : minute < 90 ? 1 : Math.max(0, (100 - minute) / 10);
    for (const [id, , , peak_mm] of places) {
      const depth_mm = Math.round(peak_mm * share + (minute % 2));
      records.push(message(at(minute), `g-${id}`, 'telemetry', { ts: at(minute), seq: minute, depth_mm }));
    }
    if (minute >= 40 && minute % 10 === 0) {
      records.push(
        message(at(minute), 'tilt-1', 'telemetry', { ts: at(minute), seq: minute, battery_v: 3.2 }),
      );
    }
  }
  return records;
}

interface Hub {
  readonly events: CommittedEvent[];
  readonly views: ReturnType<typeof openViews>;
  run(records: readonly JournalRecord[]): void;
  differences(): readonly string[];
}

function openHub(): Hub {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-storm-'));
  const journal = openStore({ dataDir });
  const engine = new BatchEngine(journal, defaultBatchEngine);
  const events: CommittedEvent[] = [];
  const run = (records: readonly JournalRecord[]) => {
    for (let start = 0; start < records.length; start += 100) {
      const packer = new RecordPacker();
      const batch = records.slice(start, start + 100);
      for (const record of batch) packer.add(record);
      events.push(...engine.run(packer.take(), batch.at(-1)?.receivedAt ?? 0).committed.events);
    }
  };
  run(town());
  const views = openViews(dataDir);
  onTestFinished(async () => {
    await views.close();
    journal.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { events, views, run, differences: () => verifyJournal(journal).differences };
}

const lines = (page: Json, key: string) => page[key] as Record<string, unknown>[];

describe('a rainstorm', () => {
  it('shows the flood points by depth, rise and road, the basins by gravity, and what it holds back', async () => {
    const { views, run, events } = openHub();
    expect(await views.rainstorm()).toMatchObject({ active: false, current: null });
    const all = storm();
    const during = all.findIndex(({ receivedAt }) => receivedAt > at(70));
    run(all.slice(0, during));
    const page = await views.rainstorm();
    expect(page).toMatchObject({
      active: true,
      current: { id: 'S000001', trigger: 'floods', ended_at: null },
    });
    expect(
      lines(page, 'points').map(({ point_id, depth_mm, severity }) => [point_id, depth_mm, severity]),
    ).toEqual([
      ['east-1', 420, 'red'],
      ['west-1', 260, 'orange'],
      ['east-2', 120, 'blue'],
      ['east-3', 120, 'blue'],
      ['west-2', 0, null],
      ['flood-1', null, null],
      ['flood-2', null, null],
    ]);
    expect(lines(page, 'points')[0]).toMatchObject({ rank: 1, low_point_depth_mm: 450, rise_mm: 0 });
    expect(
      lines(page, 'basins').map(({ basin, severity, flooded_points }) => [basin, severity, flooded_points]),
    ).toEqual([
      ['east', 'red', 3],
      ['west', 'orange', 1],
      ['north', null, 0],
    ]);
    expect(page.held).toEqual({ count: 1, by_rule: { 'battery-low': 1 } });
    const asked = events.filter(({ kind }) => kind === 'command').map(({ body }) => body);
    expect(asked.map(({ device_id, command: name }) => `${device_id} ${name}`)).toContain(
      'g-east-1 set_interval',
    );
    // The work goes on: what is held back is only kept from the list.
    expect((await views.alarms({ limit: 10, cursor: null, ruleId: 'battery-low' })).items[0]).toMatchObject({
      suppressed_by: 'S000001',
      presented_at: null,
      case_id: expect.any(String),
    });
  });

  it('ends by itself, and then what it held back is shown', async () => {
    const { views, run, differences } = openHub();
    run(storm());
    const page = await views.rainstorm();
    expect(page).toMatchObject({
      active: false,
      last_ended: { id: 'S000001' },
      held: { count: 0, by_rule: {} },
    });
    const [battery] = (await views.alarms({ limit: 10, cursor: null, ruleId: 'battery-low' })).items;
    expect(battery).toMatchObject({ suppressed_by: null, condition: 'active' });
    const past = await views.rainstorms({ limit: 10, cursor: null });
    expect(past.items).toMatchObject([{ id: 'S000001', flooded_points: 4, deepest_mm: 421 }]);
    expect(battery?.presented_at).toBe((page.last_ended as Json).ended_at);
    expect(differences()).toEqual([]);
  });
});

describe('the alarm load', () => {
  it('is what a plain recount of what was told gives, for each local day and person', async () => {
    const { views, run, events } = openHub();
    run(storm());
    const { items } = await views.alarms({ limit: 100, cursor: null });
    const first = items.at(-1)?.id as string;
    const acts = [
      command(at(310), 'alarm.act', { alarmId: first, action: 'acknowledge' }),
      command(at(311), 'alarm.act', { alarmId: first, action: 'comment', reason: 'seen' }),
    ];
    run([...acts, tickRecord(at(312)), tickRecord(stormStart + 2 * dayMs)]);
    const now = stormStart + 2 * dayMs;
    const days = localDays(stormStart - hourMs, now, 'Asia/Shanghai');
    expect(days.map(({ date }) => date)).toEqual(['2026-07-14', '2026-07-15', '2026-07-16']);
    const load = await views.alarmLoad({ days, now });

    // An alarm reaches people with the first notice of it that names nobody who speaks in its place.
    const shown = new Map<string, EpochMs>();
    for (const { kind, subjectId, at: when, body } of events) {
      if (kind === 'alarm' && body.suppressed_by === null && !shown.has(subjectId))
        shown.set(subjectId, when);
    }
    for (const [index, { from, to }] of days.entries()) {
      const own = [...shown.values()].filter((when) => when >= from && when < Math.min(to, now));
      expect(load[index]?.alarms).toBe(own.length);
      const windows = own.map((when) => Math.floor((when - from) / (10 * minuteMs)));
      const most = Math.max(
        0,
        ...windows.map((window) => windows.filter((other) => other === window).length),
      );
      expect(load[index]?.per_operator_10min).toMatchObject({ most });
    }
    expect(load[0]?.alarms).toBeGreaterThan(4);
    const raisedAt = shown.get(first) ?? 0;
    expect(load[0]).toMatchObject({
      operators: 1,
      by_operator: [
        {
          operator: 'wang',
          acknowledged: 1,
          commented: 1,
          mean_time_to_acknowledge_s: (at(310) - raisedAt) / 1_000,
        },
      ],
    });
    // The battery was never changed: it stands for over a day on the second.
    expect(load.map(({ stale }) => stale)).toEqual([0, 1, 1]);
  });
});
