// A battery is low at another voltage for each kind of it: where the profile of a device says at which, the levels of
// a rule on its voltage are those.
import type { BatteryScale } from '../core/registry.ts';
import { severities } from '../core/severity.ts';
import type { DeviceRule } from './rule-definition.ts';

export const batteryMetric = 'battery_v';

/** The rule with the voltage of `low` for its mildest level and that of `critical` for the graver ones. */
export function onBatteryScale<Rule extends DeviceRule>(rule: Rule, scale: BatteryScale): Rule {
  if (rule.kind !== 'threshold' || rule.metric !== batteryMetric || rule.direction !== 'below') return rule;
  const named = severities.filter((severity) => rule.levels[severity] !== undefined);
  const levels = named.map((severity, index) => [severity, index === 0 ? scale.low : scale.critical]);
  return { ...rule, levels: Object.fromEntries(levels) };
}
