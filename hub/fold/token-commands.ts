// Tokens of programs: made, and taken away.

import { type ApiToken, apiTokenJson, isTokenValid } from '../../core/api-token.ts';
import { noSuch } from '../../core/thing-names.ts';
import { done, type Handlers, refused } from './command-handler.ts';

/** Enough for every program of a city, few enough to be looked through. */
const maxTokens = 1_000;

export const tokenCommands: Handlers<'token.put' | 'token.revoke'> = {
  'token.put': (body, actor, { state, effects, now }) => {
    const known = state.apiTokens.get(body.name);
    if (known !== undefined && isTokenValid(known, now)) {
      const detail = {
        zh: `已有令牌 ${body.name}：请先吊销，或换一个名称`,
        en: `there is a token ${body.name} already: revoke it first, or choose another name`,
      };
      return refused({ kind: 'conflict', detail });
    }
    if (known === undefined && state.apiTokens.size >= maxTokens) {
      const detail = {
        zh: `令牌已有 ${maxTokens} 个：请使用已失效令牌的名称`,
        en: `there are ${maxTokens} tokens: use the name of one that has ended`,
      };
      return refused({ kind: 'conflict', detail });
    }
    if (body.unitId !== null && state.registry.unit(body.unitId) === undefined) {
      return refused({ kind: 'invalid', field: 'unitId', detail: noSuch('unit', body.unitId) });
    }
    if (body.expiresAt !== null && body.expiresAt <= now) {
      const detail = { zh: '令牌的失效时间应在将来', en: 'a token expires in the future' };
      return refused({ kind: 'invalid', field: 'expiresAt', detail });
    }
    const token: ApiToken = { ...body, createdAt: now, createdBy: actor.name, revokedAt: null };
    state.apiTokens.set(token.name, token);
    effects.apiTokens.set(token.name, token);
    return done(apiTokenJson(token));
  },
  'token.revoke': ({ name }, _actor, { state, effects, now }) => {
    const known = state.apiTokens.get(name);
    if (known === undefined) return refused({ kind: 'not_found', detail: noSuch('token', name) });
    if (known.revokedAt !== null) return { reply: { ok: true, value: apiTokenJson(known) }, changed: false };
    const token = { ...known, revokedAt: now };
    state.apiTokens.set(name, token);
    effects.apiTokens.set(name, token);
    return done(apiTokenJson(token));
  },
};
