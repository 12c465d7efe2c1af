// Which role may do more, reckoned without core's validators, which no browser needs; the type check holds the two
// together.
import type { Role } from '../../../../core/person.ts';

const ranks = { viewer: 1, crew: 2, operator: 3, admin: 4 } as const satisfies Record<Role, number>;

/** Whether who holds one role may do what another is needed for. */
export function roleAdmits(held: Role, needed: Role): boolean {
  return ranks[held] >= ranks[needed];
}
