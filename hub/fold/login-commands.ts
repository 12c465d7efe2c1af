// Who may log in: people, and the MQTT accounts of integrations and readers.
import { flowsUsername, localUsername, publicUsername } from '../../core/person.ts';
import { done, type Handlers, refused } from './command-handler.ts';

/** Names that no person may have, and who bears them. */
const reservedNames: ReadonlyMap<string, string> = new Map([
  [localUsername, "the hub's own command line"],
  [flowsUsername, "the hub's own flows"],
  [publicUsername, 'people who report without a login'],
]);

export const loginCommands: Handlers<'user.put' | 'account.put'> = {
  'user.put': (body, _actor, { state, effects }) => {
    const owner = reservedNames.get(body.username);
    if (owner !== undefined) {
      return refused({ kind: 'conflict', detail: `${body.username} is the name of ${owner}` });
    }
    if (body.unitId !== null && state.registry.unit(body.unitId) === undefined) {
      return refused({ kind: 'invalid', field: 'unitId', detail: `there is no unit ${body.unitId}` });
    }
    state.users.set(body.username, body);
    effects.users.set(body.username, body);
    const { passwordHash: _hash, generation: _generation, ...shown } = body;
    return done({
      username: shown.username,
      role: shown.role,
      unit_id: shown.unitId,
      disabled: shown.disabled,
    });
  },
  'account.put': (body, _actor, { state, effects }) => {
    if (state.registry.device(body.name) !== undefined) {
      return refused({
        kind: 'conflict',
        detail: `${body.name} is a device, and logs in with its own secret; choose another name`,
      });
    }
    state.accounts.set(body.name, body);
    effects.accounts.set(body.name, body);
    return done({ name: body.name, publish: body.publish, subscribe: body.subscribe });
  },
};
