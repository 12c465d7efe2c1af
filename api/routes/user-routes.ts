// People with a login. Changes come one at a time, so that two of them together cannot leave the hub without an
// administrator.
import { z } from 'zod';
import { roles, type User } from '../../core/person.ts';
import { idSchema } from '../../core/registry.ts';
import { actorOf, type Caller } from '../access.ts';
import { listOf, pageOfWhole, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { checkCrewUnit } from '../crew-unit.ts';
import { hashPassword, minPasswordLength } from '../password.ts';
import { conflict, notFound, unavailable } from '../problem.ts';
import { noQuery, optionalField, pageFields } from '../request-fields.ts';
import { runCommand } from '../run-command.ts';
import { Turnstile } from '../turnstile.ts';
import { userAnswer, userJson } from '../user-json.ts';
import { withoutSecrets } from '../without-secrets.ts';

const tags = ['users'];
const maxWaitingChanges = 50;
const busyRetryS = 5;

const passwordField = z
  .string()
  .min(minPasswordLength, `needs ${minPasswordLength} characters at least`)
  .max(1_000)
  .describe(`${minPasswordLength} characters at least`);
const unitField = idSchema.nullable().describe('A crew sees the cases of this unit');

const newUserBody = z.strictObject({
  username: idSchema,
  password: passwordField,
  role: z.enum(roles),
  unit_id: unitField.default(null),
});

const changeBody = z.strictObject({
  password: optionalField(passwordField),
  role: optionalField(z.enum(roles)),
  unit_id: unitField.optional().describe('`null` takes it away'),
  disabled: optionalField(z.boolean()).describe('`true` ends the user’s sessions and refuses further logins'),
});

function isWorkingAdmin(user: Pick<User, 'role' | 'disabled'> | undefined): boolean {
  return user !== undefined && user.role === 'admin' && !user.disabled;
}

export function userRoutes(api: ApiApp, { engine, views, credentials }: ApiOptions): void {
  const oneByOne = new Turnstile({ atOnce: 1, maxWaiting: maxWaitingChanges });

  function change<Value>(work: () => Promise<Value>): Promise<Value> {
    if (!oneByOne.hasRoom)
      throw unavailable(
        'busy',
        { zh: '同时修改用户的请求过多，请重试。', en: 'Too many changes of users at once. Try again.' },
        busyRetryS,
      );
    return oneByOne.pass(work);
  }

  async function put(actor: Caller, user: User) {
    await runCommand(engine, 'user.put', actor, user);
    return userJson(user);
  }

  async function hasOtherAdmin(username: string): Promise<boolean> {
    const names = (await views.users()).map((user) => String(user.username));
    return names.some((name) => name !== username && isWorkingAdmin(credentials.user(name)));
  }

  api.get(
    '/users',
    {
      // Whoever puts a duty roster has to know the names.
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'People with a login',
        querystring: z.strictObject(pageFields),
        response: { 200: listOf(shown(userAnswer)) },
      },
    },
    async ({ query }) => pageOfWhole((await views.users()).map(withoutSecrets), query),
  );

  api.post(
    '/users',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Add a person',
        querystring: noQuery,
        body: newUserBody,
        response: { 201: userAnswer },
      },
    },
    async (request, reply) => {
      const { username, password, role, unit_id: unitId } = request.body;
      checkCrewUnit({ role, unitId });
      const user = await change(async () => {
        if (credentials.user(username) !== undefined) {
          throw conflict({
            zh: `已有用户 ${username}。修改请用 PUT /api/v1/users/${username}。`,
            en: `There is a user ${username} already. Change it with PUT /api/v1/users/${username}.`,
          });
        }
        const passwordHash = await hashPassword(password);
        return put(actorOf(request), {
          username,
          role,
          unitId,
          passwordHash,
          disabled: false,
          generation: 1,
        });
      });
      return reply.code(201).send(user);
    },
  );

  api.put(
    '/users/:username',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Change a person’s password, role or unit, or lock the person out',
        description: 'What is left out stays. A new password or role ends the person’s sessions.',
        params: z.strictObject({ username: z.string().max(200) }),
        querystring: noQuery,
        body: changeBody,
        response: { 200: userAnswer },
      },
    },
    (request) =>
      change(async () => {
        const { username } = request.params;
        const { password, ...asked } = request.body;
        const before = credentials.user(username);
        if (before === undefined) throw notFound('user', username);
        const after = {
          ...before,
          role: asked.role ?? before.role,
          unitId: asked.unit_id === undefined ? before.unitId : asked.unit_id,
          disabled: asked.disabled ?? before.disabled,
          passwordHash: password === undefined ? before.passwordHash : await hashPassword(password),
        };
        checkCrewUnit(after);
        if (isWorkingAdmin(before) && !isWorkingAdmin(after) && !(await hasOtherAdmin(username))) {
          throw conflict({
            zh: `${username} 是最后一名管理员，请先添加另一名。`,
            en: `${username} is the last administrator. Make another one first.`,
          });
        }
        const endsSessions =
          password !== undefined || after.role !== before.role || after.disabled !== before.disabled;
        return put(actorOf(request), {
          ...after,
          generation: endsSessions ? before.generation + 1 : before.generation,
        });
      }),
  );
}
