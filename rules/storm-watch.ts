// The rainstorm mode: begins by rain warning or floods, tells gauges to report faster, holds low alarms back, and
// undoes all that when it has been calm for long enough.
import type { Alarm } from '../core/alarm.ts';
import { type Rainstorm, rainstormIdOf } from '../core/rainstorm.ts';
import { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import type { RuleEngineContext } from './engine-context.ts';
import type { PresenceBook } from './presence-book.ts';
import { metricsOf, type RuleBook } from './rule-book.ts';
import { calmMs, isHeldBack, type StormRule, stormSign, stormTrigger } from './storm.ts';
import { rainMetric, waterMetric } from './surroundings.ts';

const row = 'storm';

export class StormWatch {
  readonly storms = new Table<Rainstorm>('storms');
  /** Gauges that were told to report faster, and how often they did before, s. */
  readonly hastened = new Table<number>('hastened_gauges');
  readonly #context: RuleEngineContext;
  readonly #rules: RuleBook;
  readonly #book: PresenceBook;
  /** Derived from the alarms: those of rain, and places with water, each with its alarms. */
  readonly #rain = new Set<string>();
  readonly #floods = new Map<string, Set<string>>();
  #isNews = false;

  constructor(context: RuleEngineContext, rules: RuleBook, book: PresenceBook) {
    this.#context = context;
    this.#rules = rules;
    this.#book = book;
  }

  /** Finds the signs again, after tables were restored or a rule changed, and schedules what is due. */
  rebuild(alarms: Iterable<Alarm>): void {
    this.#rain.clear();
    this.#floods.clear();
    for (const alarm of alarms) this.note(alarm);
    // Where conclusions were due still, they are drawn now; where not, there are none.
    this.#isNews = true;
    this.#schedule();
  }

  /** The id of the storm that holds an alarm back, or `null`. */
  holderOf(alarm: Alarm): string | null {
    const storm = this.#storm;
    const rule = this.#rules.storm()?.rule;
    return storm !== undefined && rule !== undefined && isHeldBack(rule, alarm) ? storm.id : null;
  }

  /** Takes note of what an alarm says about the weather; `follow` draws the conclusions. */
  note(alarm: Alarm): void {
    const rule = this.#rules.storm()?.rule;
    if (rule === undefined) return;
    const watched = this.#rules.rules.get(alarm.ruleId)?.rule;
    const sign = stormSign(rule, alarm, watched === undefined ? null : (metricsOf(watched)[0] ?? null));
    const before = this.#trigger(rule);
    if (sign === 'rain') this.#rain.add(alarm.id);
    else this.#rain.delete(alarm.id);
    const place = alarm.pointId ?? alarm.deviceId;
    const alarms = this.#floods.get(place) ?? new Set();
    if (sign === 'flood') alarms.add(alarm.id);
    else alarms.delete(alarm.id);
    if (alarms.size > 0) this.#floods.set(place, alarms);
    else this.#floods.delete(place);
    if (before !== this.#trigger(rule)) this.#isNews = true;
  }

  /** Begins, keeps up or ends the storm; whether it has to be settled anew which alarms are held back. */
  follow(now: EpochMs): boolean {
    if (!this.#isNews) return false;
    this.#isNews = false;
    const rule = this.#rules.storm()?.rule;
    const storm = this.#storm;
    if (rule === undefined) {
      if (storm !== undefined) this.#end(storm, now);
      return storm !== undefined;
    }
    const trigger = this.#trigger(rule);
    if (storm === undefined) {
      if (trigger !== null) this.#begin(rule, trigger, now);
      return trigger !== null;
    }
    const isCalm = trigger === null;
    if (isCalm !== (storm.calmSinceAt !== null)) this.#put({ ...storm, calmSinceAt: isCalm ? now : null });
    this.#schedule();
    return false;
  }

  /** The calm may have lasted long enough; whether the storm is over with that. */
  due(now: EpochMs): boolean {
    const storm = this.#storm;
    const rule = this.#rules.storm()?.rule;
    if (storm === undefined || rule === undefined || storm.calmSinceAt === null) return false;
    if (now < storm.calmSinceAt + calmMs(rule)) {
      this.#schedule();
      return false;
    }
    this.#end(storm, now);
    return true;
  }

  get isOn(): boolean {
    return this.#storm !== undefined;
  }

  get #storm(): Rainstorm | undefined {
    return this.storms.get(row);
  }

  #trigger(rule: StormRule): Rainstorm['trigger'] | null {
    return stormTrigger(rule, this.#rain.size, this.#floods.size);
  }

  #begin(rule: StormRule, trigger: Rainstorm['trigger'], now: EpochMs): void {
    const { counters } = this.#context;
    const number = (counters.get('storm') ?? 0) + 1;
    counters.set('storm', number);
    const hastened = this.#hasten(rule.gauge_interval_s, now);
    this.#put({
      id: rainstormIdOf(number),
      trigger,
      beganAt: now,
      calmSinceAt: null,
      endedAt: null,
      hastened,
    });
  }

  #end(storm: Rainstorm, now: EpochMs): void {
    this.storms.delete(row);
    this.#context.stormChanged({ ...storm, endedAt: now });
    for (const deviceId of this.hastened.sortedKeys()) {
      const interval_s = this.hastened.get(deviceId) ?? 0;
      this.hastened.delete(deviceId);
      this.#context.askInterval(deviceId, interval_s, now);
    }
  }

  /** Tells every gauge that reports less often to report each `interval_s`; how many these are. */
  #hasten(interval_s: number, now: EpochMs): number {
    const gauges = [...this.#context.devices()].filter((device) => {
      const primary = this.#context.registry.profile(device.profile)?.primaryMetric;
      return primary === waterMetric || primary === rainMetric;
    });
    for (const { id } of gauges.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const usual_s = this.#book.declared_s(id);
      if (usual_s <= interval_s || !this.#context.askInterval(id, interval_s, now)) continue;
      this.hastened.set(id, usual_s);
    }
    return this.hastened.size;
  }

  #put(storm: Rainstorm): void {
    this.storms.set(row, storm);
    this.#context.stormChanged(storm);
  }

  #schedule(): void {
    const calmSinceAt = this.#storm?.calmSinceAt ?? null;
    const rule = this.#rules.storm()?.rule;
    if (calmSinceAt !== null && rule !== undefined) {
      this.#context.due.add('storm|calm', calmSinceAt + calmMs(rule));
    }
  }
}
