// A person with a login as the API shows one: never a hash.
import { z } from 'zod';
import { roles, type User } from '../core/person.ts';

export const userAnswer = z
  .object({
    username: z.string(),
    role: z.enum(roles),
    unit_id: z.string().nullable(),
    disabled: z.boolean(),
  })
  .meta({ id: 'User' });

export function userJson(user: User): z.infer<typeof userAnswer> {
  return { username: user.username, role: user.role, unit_id: user.unitId, disabled: user.disabled };
}
