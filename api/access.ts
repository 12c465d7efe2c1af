// Who is asking, and whether they may: each route declares the role it needs, and one that declares none does
// not start.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { assert } from '../core/error.ts';
import { type Actor, localUsername, type Role, roles, type User } from '../core/person.ts';
import { roleLabels } from '../core/role-labels.ts';
import { Problem } from './problem.ts';
import { isSameOrigin } from './same-origin.ts';
import type { Sessions } from './sessions.ts';

/** `anyone` needs no login; a role admits itself and those above it. */
export type Access = 'anyone' | Role;

interface Login {
  readonly user: User;
  readonly token: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    login: Login | null;
  }
}

export const sessionCookie = 'sluice_session';

export function roleAdmits(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed);
}

export function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** The token that came with a request; a bearer token stands before the cookie. */
export function tokenOf(request: FastifyRequest): string | undefined {
  return bearerToken(request) ?? request.cookies[sessionCookie];
}

export function loginNeeded(token: string | undefined): Problem {
  const why =
    token === undefined
      ? { zh: '此接口需要登录', en: 'This call needs a login' }
      : { zh: '登录已失效或无效', en: 'The session has ended or is not valid' };
  return new Problem({
    status: 401,
    code: 'login_needed',
    detail: {
      zh: `${why.zh}。请将用户名和密码 POST 到 /api/v1/sessions，并以 Bearer 方式携带返回的令牌。`,
      en: `${why.en}. POST a user name and password to /api/v1/sessions and send the token as a bearer token.`,
    },
    headers: { 'www-authenticate': 'Bearer realm="sluice"' },
  });
}

export function crossOrigin(): Problem {
  return new Problem({
    status: 403,
    code: 'cross_origin',
    detail: {
      zh: '其他网站的页面不能使用此登录。请使用平台自己的页面或 Bearer 令牌；如有代理，请让它转发 Host 头。',
      en:
        'A page of another site may not act with this login. Use the hub’s own console, or a bearer token. ' +
        'Behind a proxy, let it pass the Host header on.',
    },
  });
}

export function roleMissing(held: Role, needed: Role): Problem {
  return new Problem({
    status: 403,
    code: 'forbidden',
    detail: {
      zh: `此操作需要“${roleLabels[needed].zh}”角色，您是“${roleLabels[held].zh}”。请联系平台管理员。`,
      en: `This needs the role ${needed}; you have ${held}. Ask an administrator of the hub.`,
    },
  });
}

export function installAccess(app: FastifyInstance, sessions: Sessions): void {
  app.decorateRequest('login', null);
  app.addHook('onRoute', (route) => {
    assert(route.config?.access !== undefined, `route ${route.method} ${route.url} says who may use it`);
  });
  app.addHook('onRequest', async (request) => {
    if (bearerToken(request) === undefined && !isSameOrigin(request.method, request.headers))
      throw crossOrigin();
    const token = tokenOf(request);
    const user = token === undefined ? null : sessions.user(token);
    request.login = user === null || token === undefined ? null : { user, token };
    const needed = request.routeOptions.config.access ?? 'admin';
    if (needed === 'anyone') return;
    if (request.login === null) throw loginNeeded(token);
    if (!roleAdmits(request.login.user.role, needed)) throw roleMissing(request.login.user.role, needed);
  });
}

/** The session of a route that needs one. */
export function loginOf(request: FastifyRequest): Login {
  assert(request.login !== null, 'a route that needs a login was reached with one');
  return request.login;
}

/** Who asks, and under which key, so that a request sent again acts once. */
export interface Caller extends Actor {
  /** Of the header `Idempotency-Key`. */
  readonly key: string | undefined;
}

/** Longest key of a request, characters. */
const keyMax = 200;

/** Who asks, as the journal keeps it. */
export function actorOf(request: FastifyRequest): Caller {
  const { user } = loginOf(request);
  const from = user.username === localUsername ? 'local' : request.ip;
  return { name: user.username, role: user.role, unitId: user.unitId, from, key: keyOf(request) };
}

/** Of the header `Idempotency-Key`; throws a 400 for one that is none. */
export function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && key.length > 0 && key.length <= keyMax) return key;
  throw new Problem({
    status: 400,
    code: 'bad_idempotency_key',
    detail: {
      zh: `Idempotency-Key 应为 1 到 ${keyMax} 个字符的单个值，每次请求不同，例如 UUID。`,
      en: `Idempotency-Key is one value of 1 to ${keyMax} characters, new for each request, such as a UUID.`,
    },
  });
}
