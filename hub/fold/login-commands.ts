// Who may log in: people, and the MQTT accounts of integrations and readers.
import type { Label } from '../../core/label.ts';
import { flowsUsername, localUsername, publicUsername } from '../../core/person.ts';
import { noSuch } from '../../core/thing-names.ts';
import { done, type Handlers, refused } from './command-handler.ts';

/** Names that no person may have, and who bears them. */
const reservedNames: ReadonlyMap<string, Label> = new Map([
  [localUsername, { zh: '平台命令行', en: "the hub's own command line" }],
  [flowsUsername, { zh: '平台流程', en: "the hub's own flows" }],
  [publicUsername, { zh: '未登录的公众上报', en: 'people who report without a login' }],
]);

export const loginCommands: Handlers<'user.put' | 'account.put' | 'account.delete'> = {
  'user.put': (body, _actor, { state, effects }) => {
    const owner = reservedNames.get(body.username);
    if (owner !== undefined) {
      const detail = {
        zh: `${body.username} 是${owner.zh}专用的名称`,
        en: `${body.username} is the name of ${owner.en}`,
      };
      return refused({ kind: 'conflict', detail });
    }
    if (body.unitId !== null && state.registry.unit(body.unitId) === undefined) {
      return refused({ kind: 'invalid', field: 'unitId', detail: noSuch('unit', body.unitId) });
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
        detail: {
          zh: `${body.name} 是设备，用自己的密钥登录；请换一个名称`,
          en: `${body.name} is a device, and logs in with its own secret; choose another name`,
        },
      });
    }
    state.accounts.set(body.name, body);
    effects.accounts.set(body.name, body);
    return done({ name: body.name, publish: body.publish, subscribe: body.subscribe });
  },
  'account.delete': ({ name }, _actor, { state, effects }) => {
    if (state.accounts.get(name) === undefined) {
      return refused({ kind: 'not_found', detail: noSuch('account', name) });
    }
    state.accounts.delete(name);
    effects.accounts.set(name, null);
    return done({ name });
  },
};
