// What holds for any samples, silences, rules and people, wherever the street is stored and put back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severityRank } from '../core/severity.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../core/time.ts';
import { now, person, rule, Street } from './test-street.ts';

const waits = [
  0,
  secondMs,
  3 * secondMs,
  20 * secondMs,
  minuteMs,
  5 * minuteMs,
  hourMs,
  13 * hourMs,
  4 * dayMs,
];
const devices = ['gauge', 'gauge-2', 'cover', 'cover-2', 'rain'] as const;
const values = {
  rain_mm: [0, 1, 20, 60],
  tilt_x_deg: [0, 4, 12, 40],
  tilt_y_deg: [90, 91, 75],
  tilt_z_deg: [2, 0, 30],
  depth_mm: [0, 29, 45, 55, 160, 260, 450],
  tilt_deg: [0, 7, 9, 15, 35, 95, -120],
  cover_open: [0, 1],
  battery_v: [3.6, 3.3, 3.2, 3.0],
  sensor_fault: [0, 0, 1, 4],
} as const;
type Metric = keyof typeof values;

const changes = [
  rule('flood-depth', { levels: { yellow: 40, red: 200 } }),
  rule('flood-depth', { enabled: false }),
  rule('flood-depth', { metric: 'well_level_mm' }),
  rule('flood-depth'),
  rule('device-offline', { offline_intervals: 1.5, severity: 'orange' }),
  rule('device-offline', { id: 'cover-offline', point_kinds: ['cover'] }),
  rule('device-offline', { id: 'cover-offline', enabled: false }),
  rule('cover-displaced', { confirm: { reports: 3, seconds: 90 } }),
  rule('cover-displaced', { levels_deg: { red: 8 } }),
  rule('cover-displaced', { measure: 'vector' }),
  rule('cover-displaced', { latching: true }),
  rule('flood-rise', { window_seconds: 3_600, latching: true }),
  rule('cover-silent-in-flood', { silent_intervals: 1 }),
  rule('flood-depth', { overrides: { gate: { levels: { blue: 250 } } }, latching: true }),
  rule('flood-depth', { schedule: [{ days: ['wed'], from: '19:00', to: '21:00' }] }),
];

const step = fc.record({
  wait: fc.nat({ max: waits.length - 1 }),
  kind: fc.constantFrom(
    ...([
      'sample',
      'sample',
      'sample',
      'sample',
      'sample',
      'seen',
      'tick',
      'gone',
      'rule',
      'act',
      'maintain',
      'move',
      'permit',
    ] as const),
  ),
  device: fc.constantFrom(...devices),
  metric: fc.constantFrom(...(Object.keys(values) as Metric[])),
  which: fc.nat({ max: 1_000 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Does a step. What it picks depends only on the step and the street's state, so equal streets do equal things. */
function take(street: Street, { kind, device, metric, which }: Step, at: number): void {
  street.until(at);
  const { engine } = street;
  switch (kind) {
    case 'sample': {
      const choice = values[metric];
      street.sample(device, metric, at, choice[which % choice.length] ?? 0);
      return;
    }
    case 'seen':
      street.seen(device, at);
      return;
    case 'gone':
      engine.gone(device, at);
      return;
    case 'tick':
      return;
    case 'rule':
      engine.putRule(changes[which % changes.length] ?? rule('flood-depth'), at);
      return;
    case 'maintain':
      engine.maintain(device, which % 3 === 0 ? null : at + (which % 100) * minuteMs, 'work', at);
      return;
    case 'move': {
      const known = street.devices.get(device);
      if (known === undefined) return;
      const pointId = [known.pointId, 'gate', 'hole', null][which % 4] ?? null;
      street.devices.set(device, { ...known, pointId, intervalS: which % 2 === 0 ? 60 : 3_600 });
      engine.deviceChanged(device, at);
      return;
    }
    case 'permit':
      if (which % 4 === 0) engine.endPermit('hole', at);
      else engine.permit('hole', at + (which % 3) * minuteMs, at + (which % 300) * minuteMs, 'work', at);
      return;
    case 'act': {
      const ids = [...engine.alarms.keys()].sort();
      const alarmId = ids[which % Math.max(1, ids.length)] ?? 'A9';
      const action = (['acknowledge', 'shelve', 'unshelve', 'comment'] as const)[which % 4] ?? 'comment';
      engine.act({ alarmId, action, until: at + hourMs, reason: 'x' }, person('operator'), at);
    }
  }
}

/** Each step with its time, which strictly rises: so it does for each device and metric. */
function timed(steps: readonly Step[]): { taken: Step; at: number }[] {
  let at = now;
  return steps.map((taken) => {
    at += (waits[taken.wait] ?? 0) + 1;
    return { taken, at };
  });
}

const steps = fc.array(step, { maxLength: 60 });

describe('any course of events', () => {
  it('cut anywhere and continued from what a snapshot keeps, it gives the same alarms and tells the same', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (events, cut) => {
        const all = timed(events);
        const at = cut % (all.length + 1);
        const whole = new Street();
        for (const { taken, at: time } of all.slice(0, at)) take(whole, taken, time);
        const resumed = whole.restored();
        expect(resumed.dump()).toBe(whole.dump());
        const [told, statuses] = [whole.changes.length, whole.statuses.length];
        for (const { taken, at: time } of all.slice(at)) {
          take(whole, taken, time);
          take(resumed, taken, time);
        }
        const end = (all.at(-1)?.at ?? now) + 9 * dayMs;
        whole.until(end);
        resumed.until(end);
        expect(resumed.changes).toEqual(whole.changes.slice(told));
        expect(resumed.statuses).toEqual(whole.statuses.slice(statuses));
        expect(resumed.dump()).toBe(whole.dump());
      }),
      { numRuns: 200 },
    );
  });

  it('an alarm is raised once, changes only while it is active, and clears once', () => {
    fc.assert(
      fc.property(steps, (events) => {
        const street = new Street();
        for (const { taken, at } of timed(events)) take(street, taken, at);
        const lives = new Map<string, string[]>();
        for (const { kind, alarm } of street.changes) {
          const life = lives.get(alarm.id) ?? [];
          lives.set(alarm.id, [...life, kind]);
          expect(life.length === 0).toBe(kind === 'raised');
          if (life.includes('cleared')) expect(['updated', 'handled']).toContain(kind);
          expect(severityRank(alarm.peakSeverity)).toBeGreaterThanOrEqual(severityRank(alarm.severity));
          expect(alarm.condition).toBe(life.includes('cleared') || kind === 'cleared' ? 'cleared' : 'active');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('there is one active alarm per rule and device at most, each held by the monitor of a rule in force', () => {
    fc.assert(
      fc.property(steps, (events) => {
        const street = new Street();
        for (const { taken, at } of timed(events)) {
          take(street, taken, at);
          const active = street.active().map(({ id, ruleId, deviceId }) => [id, `${ruleId}|${deviceId}`]);
          const held = [...street.engine.monitors.entries()]
            .filter(([, monitor]) => monitor.alarmId !== null)
            .map(([key, monitor]) => [monitor.alarmId, key]);
          expect(held.sort()).toEqual(active.sort());
          for (const { ruleId } of street.engine.monitors.values()) {
            expect(street.engine.rules.get(ruleId)?.rule.enabled).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
