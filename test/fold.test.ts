// Properties of the one fold: cut anywhere and resumed, shuffled, repeated.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '../core/alarm.ts';
import type { JournalRecord } from '../core/record.ts';
import { tickRecord } from '../core/record.ts';
import { dayMs, hourMs, minuteMs } from '../core/time.ts';
import { CodecSandbox } from '../hub/codecs/codec-sandbox.ts';
import { Fold } from '../hub/fold/fold.ts';
import { applyAll, command, message, stormStart, townRecords } from './small-town.ts';

/** A reading of a gauge or a cover in the storm, one per minute and device. */
interface Report {
  readonly deviceId: string;
  readonly minute: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A flood that rises too slowly for an alarm of its own and stands at its peak, a cover that moves and comes back. */
function stormReports(peak_mm: number, openFrom: number): Report[] {
  const reports: Report[] = [];
  for (let minute = 0; minute < 150; minute += 1) {
    const flood = minute < 20 ? 0 : minute < 130 ? Math.min(peak_mm, (minute - 20) * 6) : 0;
    const body = { ts: stormStart + minute * minuteMs, seq: minute + 1 };
    reports.push({ deviceId: 'gauge-1', minute, body: { ...body, depth_mm: flood + (minute % 3) } });
    reports.push({ deviceId: 'gauge-2', minute, body: { ...body, depth_mm: minute % 4 } });
    if (minute % 5 !== 0) continue;
    const isOpen = minute >= openFrom && minute < openFrom + 40;
    reports.push({ deviceId: 'tilt-1', minute, body: { ...body, tilt_deg: isOpen ? 35 : 0.4 } });
    reports.push({ deviceId: 'tilt-2', minute, body: { ...body, battery_v: 3.6, tilt_deg: 0.2 } });
  }
  return reports;
}

function asRecords(reports: readonly Report[]): JournalRecord[] {
  // Received a second apart at most, in the order given; the hub's clock never falls.
  let at = stormStart;
  return reports.map(({ deviceId, minute, body }) => {
    at = Math.max(at, stormStart + minute * minuteMs + 500);
    return message(at, deviceId, 'telemetry', body);
  });
}

interface Outcome {
  readonly alarms: ReadonlyMap<string, Alarm>;
  readonly claims: readonly string[];
  readonly cases: readonly string[];
}

function outcomeOf(records: readonly JournalRecord[]): Outcome {
  const fold = new Fold(new CodecSandbox());
  applyAll(fold, [...townRecords(stormStart), ...records]);
  const { alarms, cases } = fold.takeEffects();
  const claims = [...alarms.values()].map(
    ({ ruleId, pointId, peakSeverity, condition }) => `${ruleId} ${pointId} ${peakSeverity} ${condition}`,
  );
  const kinds = [...cases.values()].map(({ category, pointId, unitId, state }) =>
    [category, pointId, unitId, state].join(' '),
  );
  return { alarms, claims: claims.sort(), cases: kinds.sort() };
}

/** Peaks that stand clear of every setpoint and its deadband: which side a single sample falls on is no matter. */
const storms = fc.record({
  peak_mm: fc.constantFrom(90, 120, 190, 320, 480),
  openFrom: fc.integer({ min: 5, max: 60 }),
});

describe('the fold', () => {
  it('finds the flood and the open cover, once each, and sends a case to the unit', () => {
    const { claims, cases } = outcomeOf(asRecords(stormReports(300, 30)));
    expect(claims).toEqual(['cover-displaced cover-1 red cleared', 'flood-depth flood-1 orange cleared']);
    expect(cases).toEqual(['01-03 cover-1 drainage dispatched', '05-06 flood-1 drainage dispatched']);
  });

  it('gives the same state when the log is cut anywhere and resumed from a snapshot', () => {
    fc.assert(
      fc.property(
        storms,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(),
        ({ peak_mm, openFrom }, share, seed) => {
          const storm = asRecords(stormReports(peak_mm, openFrom));
          const log = [...townRecords(stormStart), ...withPeople(storm, seed)];
          const cut = Math.floor(share * log.length);
          const whole = new Fold(new CodecSandbox());
          const before = applyAll(whole, log.slice(0, cut));
          const resumed = new Fold(new CodecSandbox());
          resumed.restore(JSON.parse(JSON.stringify(whole.dump())));
          whole.takeEffects();
          applyAll(whole, log.slice(cut), before);
          applyAll(resumed, log.slice(cut), before);
          expect(resumed.dump()).toEqual(whole.dump());
          const [a, b] = [whole.takeEffects(), resumed.takeEffects()];
          expect(b.outbox).toEqual(a.outbox);
          expect([...b.alarms]).toEqual([...a.alarms]);
          expect([...b.cases]).toEqual([...a.cases]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('needs only the rows that changed since the last snapshot', () => {
    const log = [...townRecords(stormStart), ...asRecords(stormReports(200, 10))];
    const fold = new Fold(new CodecSandbox());
    const stored = new Map<string, { table: string; id: string; body: string | null }>();
    let position = 0;
    for (let start = 0; start < log.length; start += 17) {
      position = applyAll(fold, log.slice(start, start + 17), position);
      for (const row of fold.takeDirty()) stored.set(`${row.table} ${row.id}`, row);
    }
    const resumed = new Fold(new CodecSandbox());
    resumed.restore(stored.values());
    const sorted = (rows: ReturnType<Fold['dump']>) => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(resumed.dump())).toEqual(sorted(fold.dump()));
  });

  it('gives the same alarms for input that is shuffled within three minutes and repeated', () => {
    fc.assert(
      fc.property(storms, fc.nat(), ({ peak_mm, openFrom }, seed) => {
        const reports = stormReports(peak_mm, openFrom);
        const straight = outcomeOf(asRecords(reports));
        const jumbled = outcomeOf(asRecords(shuffled(reports, seed)));
        expect(jumbled.claims).toEqual(straight.claims);
        expect(jumbled.cases).toEqual(straight.cases);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same alarms where single reports are lost', () => {
    fc.assert(
      fc.property(storms, fc.nat(), ({ peak_mm, openFrom }, seed) => {
        const reports = stormReports(peak_mm, openFrom);
        const straight = outcomeOf(asRecords(reports));
        const gapped = outcomeOf(asRecords(thinned(reports, seed)));
        expect(gapped.claims).toEqual(straight.claims);
        expect(gapped.cases).toEqual(straight.cases);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same alarms where a device’s clock is ahead, behind or years away: no clock hides a flood', () => {
    const skews = fc.constantFrom(
      -400 * dayMs,
      -30 * dayMs,
      -3 * hourMs,
      -minuteMs,
      4 * minuteMs,
      hourMs,
      9 * dayMs,
    );
    fc.assert(
      fc.property(storms, skews, skews, ({ peak_mm, openFrom }, ofGauge, ofCover) => {
        const reports = stormReports(peak_mm, openFrom);
        const skewed = reports.map((report) => {
          const skewMs = report.deviceId.startsWith('gauge') ? ofGauge : ofCover;
          return { ...report, body: { ...report.body, ts: Number(report.body.ts) + skewMs } };
        });
        const straight = outcomeOf(asRecords(reports));
        const other = outcomeOf(asRecords(skewed));
        expect(other.claims).toEqual(straight.claims);
        expect(other.cases).toEqual(straight.cases);
      }),
      { numRuns: 40 },
    );
  });

  it('is not moved at all by repetition alone', () => {
    const records = asRecords(stormReports(300, 30));
    const twice = records.flatMap((record) => [record, record]);
    expect([...outcomeOf(twice).alarms]).toEqual([...outcomeOf(records).alarms]);
  });

  it('keeps a tick in place of a refused command that was the moment something fell due', () => {
    const fold = new Fold(new CodecSandbox());
    const last = applyAll(fold, [
      ...townRecords(stormStart),
      message(stormStart, 'gauge-1', 'heartbeat', {}),
    ]);
    const later = stormStart + 60 * minuteMs;
    const refused = command(later, 'alarm.act', { alarmId: 'A999999', action: 'acknowledge' });
    expect(fold.apply(last + 1, refused)).toMatchObject({ kept: 'tick', reply: { ok: false } });
    expect(fold.takeEffects().deviceStatuses.get('gauge-1')?.status).toBe('offline');
    expect(fold.apply(last + 2, refused).kept).toBe('nothing');
    expect(fold.apply(last + 2, tickRecord(later)).kept).toBe('nothing');
  });
});

/** People who act on what they see, in the middle of it all; some of what they ask is refused. */
function withPeople(storm: readonly JournalRecord[], seed: number): JournalRecord[] {
  let state = seed >>> 0;
  const draw = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return storm.flatMap((record, index) => {
    if (draw(12) > 0) return [record];
    const at = record.receivedAt;
    const alarmId = `A${String(1 + draw(3)).padStart(6, '0')}`;
    const caseId = `20260714-000${1 + draw(3)}`;
    const words = [
      command(at, 'alarm.act', { alarmId, action: 'acknowledge' }),
      command(at, 'alarm.act', {
        alarmId,
        action: 'shelve',
        until: at + draw(20) * minuteMs,
        reason: 'works',
      }),
      command(at, 'case.act', { caseId, action: 'accept' }),
      command(at, 'case.act', { caseId, action: 'handle', note: `done ${index}` }),
      command(at, 'device.maintenance', {
        deviceId: 'tilt-2',
        until: at + draw(30) * minuteMs,
        reason: 'repair',
      }),
      tickRecord(at),
    ];
    return [record, words[draw(words.length)] ?? tickRecord(at)];
  });
}

/** Without some of the reports, never two of a device in a row. */
function thinned(reports: readonly Report[], seed: number): Report[] {
  let state = (seed ^ 0x85ebca6b) >>> 0;
  const dropped = new Map<string, boolean>();
  return reports.filter(({ deviceId }) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const drop = state / 2 ** 32 < 0.3 && dropped.get(deviceId) !== true;
    dropped.set(deviceId, drop);
    return !drop;
  });
}

/** Each report up to three minutes late, some sent twice. */
function shuffled(reports: readonly Report[], seed: number): Report[] {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return reports
    .flatMap((report) => (draw() < 0.3 ? [report, report] : [report]))
    .map((report) => ({ report, at: report.minute + draw() * 3 }))
    .sort((a, b) => a.at - b.at)
    .map(({ report }) => report);
}
