// A street with a gauge, covers and the default rules, for the tests of this folder. Its clock is what it is told.

import { readFileSync } from 'node:fs';
import type { Alarm } from '../core/alarm.ts';
import { DueQueue } from '../core/due-queue.ts';
import type { DeviceStatus, StatusSpan } from '../core/effects.ts';
import { assert } from '../core/error.ts';
import type { Outage } from '../core/outage.ts';
import type { Actor, Role } from '../core/person.ts';
import type { Rainstorm } from '../core/rainstorm.ts';
import type { Device, DeviceProfile, Point, Registry } from '../core/registry.ts';
import type { Sample } from '../core/sample.ts';
import { Table } from '../core/table.ts';
import { testDevice, testPoint } from '../core/test-registry.ts';
import type { EpochMs } from '../core/time.ts';
import type { AlarmChange } from './alarm-life.ts';
import { parseCatalogue } from './catalogue.ts';
import { type Rule, ruleSchema } from './rule-definition.ts';
import { RuleEngine } from './rule-engine.ts';

export const now = Date.UTC(2026, 6, 1, 12);

const catalogue = parseCatalogue(
  'default.yaml',
  readFileSync(new URL('./catalogue/default.yaml', import.meta.url), 'utf8'),
);
assert(catalogue.ok, 'the default catalogue has no mistakes');
export const defaultRules: readonly Rule[] = catalogue.value;

/** A default rule with some keys changed. */
export function rule(id: string, over: Readonly<Record<string, unknown>> = {}): Rule {
  const known = defaultRules.find((each) => each.id === id);
  return ruleSchema.parse({ ...known, ...over });
}

function device(id: string, profile: string, pointId: string, intervalS: number): Device {
  return testDevice(id, { profile, pointId, intervalS });
}

function point(id: string, kind: Point['kind']): Point {
  return testPoint(id, { kind });
}

export function person(role: Role): Actor {
  return { name: role, role, unitId: null, from: 'local' };
}

export class Street {
  readonly devices = new Map(
    [
      device('gauge', 'flood-gauge', 'gate', 60),
      device('gauge-2', 'flood-gauge', 'gate', 60),
      device('cover', 'tilt', 'hole', 43_200),
      device('cover-2', 'tilt', 'hole-2', 43_200),
      device('rain', 'rain-gauge', 'roof', 600),
    ].map((each) => [each.id, each]),
  );
  readonly points = new Map(
    [point('gate', 'flood'), point('hole', 'cover'), point('hole-2', 'cover'), point('roof', 'rain')].map(
      (each) => [each.id, each],
    ),
  );
  readonly counters = new Table<number>('counters');
  readonly due = new DueQueue();
  readonly engine: RuleEngine;
  /** What was told, in order. */
  readonly changes: AlarmChange[] = [];
  readonly statuses: DeviceStatus[] = [];
  readonly profiles = new Map<string, DeviceProfile>();
  readonly outages: Outage[] = [];
  readonly spans: StatusSpan[] = [];
  readonly storms: Rainstorm[] = [];
  readonly intervals: string[] = [];
  #clock: EpochMs = 0;

  constructor(rules: readonly Rule[] = defaultRules) {
    const registry: Registry = {
      unitsOfKind: () => [],
      unit: () => undefined,
      point: (id) => this.points.get(id),
      device: (id) => this.devices.get(id),
      profile: (id) => this.profiles.get(id),
    };
    this.engine = new RuleEngine({
      registry,
      devices: () => this.devices.values(),
      timezone: () => 'Asia/Shanghai',
      counters: this.counters,
      due: this.due,
      alarmChanged: (change) => {
        this.changes.push(change);
        return change.kind === 'raised' ? `case of ${change.alarm.id}` : null;
      },
      statusChanged: (status) => this.statuses.push(status),
      spanBegan: (span) => this.spans.push(span),
      now: () => this.#clock,
      stormChanged: (storm) => this.storms.push(storm),
      askInterval: (deviceId, interval_s) => {
        this.intervals.push(`${deviceId} ${interval_s}`);
        return true;
      },
      outageChanged: (outage) => this.outages.push(outage),
    });
    for (const each of rules) this.engine.putRule(each, 0);
  }

  /** The street as a snapshot keeps it. */
  restored(): Street {
    const again = new Street([]);
    const { engine } = again;
    const tables = [...this.engine.tables(), this.counters];
    for (const [n, table] of [...engine.tables(), again.counters].entries()) {
      for (const { id, body } of tables[n]?.dump() ?? []) table.restore(id, body ?? '');
    }
    for (const [id, each] of this.devices) again.devices.set(id, each);
    for (const [id, each] of this.points) again.points.set(id, each);
    for (const [id, each] of this.profiles) again.profiles.set(id, each);
    engine.restored(0);
    again.#clock = this.#clock;
    return again;
  }

  /** The hub's clock comes to `at`, and on the way to each instant at which something is due. */
  until(at: EpochMs): void {
    for (let next = this.due.nextAt(); next !== null && next <= at; next = this.due.nextAt()) {
      this.#clock = Math.max(this.#clock, next);
      for (let key = this.due.take(this.#clock); key !== null; key = this.due.take(this.#clock)) {
        this.engine.due(key, this.#clock);
      }
    }
    this.#clock = Math.max(this.#clock, at);
  }

  /** A sample, received `lagMs` after it was measured. */
  sample(deviceId: string, metric: string, measuredAt: EpochMs, value: number, flags = 0, lagMs = 0): void {
    const receivedAt = measuredAt + lagMs;
    this.until(receivedAt);
    const known = this.devices.get(deviceId);
    assert(known !== undefined, `${deviceId} stands in the street`);
    const taken: Sample = {
      deviceId,
      pointId: known.pointId,
      metric,
      measuredAt,
      receivedAt,
      value,
      flags,
    };
    this.engine.sample(taken, known, receivedAt);
  }

  /** A message of a device that says nothing but that it lives. */
  seen(deviceId: string, at: EpochMs): void {
    this.until(at);
    this.engine.seen(deviceId, at);
  }

  /** The kinds of alarm changes so far, with severity, those of values left out. */
  story(): string[] {
    return this.changes
      .filter(({ kind }) => kind !== 'updated' && kind !== 'moved')
      .map(({ kind, alarm }) => `${alarm.ruleId} ${kind} ${alarm.severity}`);
  }

  alarms(): Alarm[] {
    return [...this.engine.alarms.values()];
  }

  active(): Alarm[] {
    return this.alarms().filter((alarm) => alarm.condition === 'active');
  }

  dump(): string {
    return JSON.stringify([...this.engine.tables(), this.counters].map((table) => table.dump()));
  }
}
