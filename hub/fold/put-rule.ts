// Puts a rule in force and tells the store.
import type { Actor } from '../../core/person.ts';
import type { Rule } from '../../rules/rule-definition.ts';
import type { CommandContext } from './command-handler.ts';

/** Whether that changed anything. */
export function putRule(
  rule: Rule,
  actor: Actor,
  { state, effects, now }: Pick<CommandContext, 'state' | 'effects' | 'now'>,
  reason?: string,
): boolean {
  const inForce = state.rules.putRule(rule, now);
  if (inForce === null) return false;
  const { version } = inForce;
  effects.rules.set(`${rule.id} ${version}`, {
    ...{ id: rule.id, version, changedAt: now, changedBy: actor.name, reason },
    definition: { ...inForce.rule },
  });
  return true;
}
