// Which alarm speaks in the place of another at the same point: a graver one of the same thing, or one of a rule
// that says more. Pure.
import type { Alarm } from '../core/alarm.ts';
import { severityRank } from '../core/severity.ts';
import type { DeviceRule } from './rule-definition.ts';

/** The id of the one that speaks in its place, the first by id; `null` where it speaks for itself. */
export function supersederOf(alarm: Alarm, rule: DeviceRule, others: readonly Alarm[]): string | null {
  const found = others.find((other) => {
    // Of two that would each give way, one speaks; and what is in doubt silences nothing that is not.
    if (other.id === alarm.id || other.suppressedBy === alarm.id) return false;
    if (alarm.confident && !other.confident) return false;
    const above = severityRank(other.severity) - severityRank(alarm.severity);
    if (rule.superseded_by?.includes(other.ruleId) === true) return above >= 0;
    if (!rule.one_per_point || other.ruleId !== alarm.ruleId) return false;
    return above > 0 || (above === 0 && other.id < alarm.id);
  });
  return found?.id ?? null;
}
