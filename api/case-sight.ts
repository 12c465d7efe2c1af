// Which cases a person sees: a crew those of its own unit, everyone else all.
import type { User } from '../core/person.ts';

/** @param unitId the case's unit, as its JSON has it. */
export function seesCaseOf(user: Pick<User, 'role' | 'unitId'>, unitId: unknown): boolean {
  return user.role !== 'crew' || (user.unitId !== null && user.unitId === unitId);
}
