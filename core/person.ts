// People and programs that may log in, and what their roles are.
import { z } from 'zod';
import { idSchema } from './registry.ts';

export const roles = ['viewer', 'crew', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The command line on the hub's own machine acts under this name; nobody else may have it. */
export const localUsername = 'local';
/** So do the flows, whose name and node are where a person's address would be. */
export const flowsUsername = 'flows';
/** Under this one come the reports of people without a login. */
export const publicUsername = 'public';

export const userSchema = z.strictObject({
  username: idSchema,
  role: z.enum(roles),
  unitId: idSchema.nullable(),
  /** `scrypt$…`, never the password. */
  passwordHash: z.string().min(1),
  disabled: z.boolean(),
  /** Rises with every change of password or role; older sessions end. */
  generation: z.number().int(),
});
export type User = z.infer<typeof userSchema>;

/** An MQTT account of an integration or a reader. */
export const accountSchema = z.strictObject({
  name: idSchema,
  publish: z.array(z.string().min(1)),
  subscribe: z.array(z.string().min(1)),
  secretHash: z.string().min(1),
});
export type Account = z.infer<typeof accountSchema>;

/** Who does something, as the journal keeps it. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  readonly unitId: string | null;
  /** Network address, or `local` for the command line. */
  readonly from: string;
}
