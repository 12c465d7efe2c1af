// Whether what a gauge showed may be water: a rainstorm goes on, rain fell near it, or an alarm spoke of water there.

import type { Alarm } from '../core/alarm.ts';
import { distance_m } from '../core/distance.ts';
import type { Label } from '../core/label.ts';
import type { Device, Point, Registry } from '../core/registry.ts';
import type { EpochMs } from '../core/time.ts';
import type { AlarmBook } from './alarm-book.ts';
import { metricsOf, type RuleBook } from './rule-book.ts';
import type { StormWatch } from './storm-watch.ts';
import { type Surroundings, waterMetric } from './surroundings.ts';

/** Rain and floods farther away say nothing about a place. */
const within_m = 5_000;

export class Wetness {
  readonly #registry: Registry;
  readonly #rules: RuleBook;
  readonly #alarms: AlarmBook;
  readonly #surroundings: Surroundings;
  readonly #storm: StormWatch;

  constructor(
    registry: Registry,
    rules: RuleBook,
    alarms: AlarmBook,
    surroundings: Surroundings,
    storm: StormWatch,
  ) {
    this.#registry = registry;
    this.#rules = rules;
    this.#alarms = alarms;
    this.#surroundings = surroundings;
    this.#storm = storm;
  }

  /** In words for a person; `null` where nothing speaks for water at the gauge since `since`. */
  at(device: Device, since: EpochMs): Label | null {
    if (this.#storm.isOn) return { zh: '正在降雨', en: 'a rainstorm goes on' };
    const point = device.pointId === null ? undefined : this.#registry.point(device.pointId);
    if (point === undefined) return { zh: '积水计没有登记点位', en: 'the gauge stands at no known point' };
    if ((this.#surroundings.rainNear(point, within_m, since) ?? 0) > 0) {
      return { zh: '附近下过雨', en: 'it rained near it' };
    }
    for (const alarm of this.#alarms.alarms.values()) {
      const isOver = alarm.condition === 'cleared' && (alarm.clearedAt ?? 0) < since;
      if (!isOver && this.#speaksOfWater(alarm, device, point)) {
        return { zh: `告警 ${alarm.id} 表明有积水`, en: `alarm ${alarm.id} speaks of water` };
      }
    }
    return null;
  }

  #speaksOfWater(alarm: Alarm, device: Device, point: Point): boolean {
    const rule = this.#rules.rules.get(alarm.ruleId)?.rule;
    if (rule === undefined || !metricsOf(rule).includes(waterMetric)) return false;
    if (alarm.deviceId === device.id || alarm.pointId === point.id) return true;
    const other = alarm.pointId === null ? undefined : this.#registry.point(alarm.pointId);
    return alarm.confident && other !== undefined && distance_m(point, other) <= within_m;
  }
}
