// Why each rule is or is not in alarm over the devices of one point: told from the state of the rules, which it only
// reads.

import type { AlarmSample } from '../core/alarm.ts';
import type { Device } from '../core/registry.ts';
import type { EpochMs } from '../core/time.ts';
import type { AlarmBook } from './alarm-book.ts';
import { explainRule, type RuleExplanation } from './explain-rule.ts';
import type { RuleStateName } from './explanation-words.ts';
import type { MonitorBook } from './monitor-book.ts';
import type { PresenceWatch } from './presence-watch.ts';
import { metricsOf, type RuleBook } from './rule-book.ts';
import type { RuleInForce } from './rule-definition.ts';

/** States in which there is nothing to tell of a device. */
const silentStates: ReadonlySet<RuleStateName> = new Set(['not_watching', 'no_reading', 'disabled']);

export type ReadingsOf = (device: Device, metric: string) => readonly AlarmSample[];

export class RuleExplainer {
  readonly #rules: RuleBook;
  readonly #monitors: MonitorBook;
  readonly #alarms: AlarmBook;
  readonly #presence: PresenceWatch;

  constructor(rules: RuleBook, monitors: MonitorBook, alarms: AlarmBook, presence: PresenceWatch) {
    this.#rules = rules;
    this.#monitors = monitors;
    this.#alarms = alarms;
    this.#presence = presence;
  }

  /** At `now`. `readingsOf` gives the last readings of a device's metric, oldest first. */
  explain(devices: readonly Device[], now: EpochMs, readingsOf: ReadingsOf): RuleExplanation[] {
    const { rules } = this.#rules;
    return rules.sortedKeys().flatMap((ruleId) => {
      const inForce = rules.get(ruleId);
      if (inForce === undefined) return [];
      const all = devices.map((device) => this.#explain(inForce, device, now, readingsOf));
      // Of devices with nothing to say about the rule one is enough.
      const telling = all.filter(({ state }) => !silentStates.has(state));
      return telling.length > 0 ? telling : all.slice(0, 1);
    });
  }

  #explain(inForce: RuleInForce, device: Device, now: EpochMs, readingsOf: ReadingsOf): RuleExplanation {
    const { rule } = inForce;
    const monitor = this.#monitors.get(rule.id, device.id);
    const alarmId = monitor?.alarmId ?? null;
    return explainRule({
      inForce,
      device,
      watches: this.#rules.watches(rule.id, device),
      monitor,
      alarm: alarmId === null ? null : (this.#alarms.alarms.get(alarmId) ?? null),
      readings: metricsOf(rule).flatMap((metric) => readingsOf(device, metric)),
      silence: this.#presence.silence(device.id, now),
    });
  }
}
