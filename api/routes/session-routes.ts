// Logging in, who one is, logging out. Guessing passwords is slow, and an answer never tells who exists.
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { secondMs } from '../../core/time.ts';
import { loginOf, sessionCookie } from '../access.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { LoginGate } from '../login-gate.ts';
import { decoyHash, verifyPassword } from '../password.ts';
import { Problem, tooMany, unavailable } from '../problem.ts';
import { noQuery } from '../request-fields.ts';
import { type Sessions, sessionMs } from '../sessions.ts';
import { Turnstile } from '../turnstile.ts';
import { userAnswer, userJson } from '../user-json.ts';

const tags = ['sessions'];

/** Half of Node's four pool threads: the other half stays for files and names. */
const checksAtOnce = 2;
/** The last of them waits some five seconds. */
const maxWaitingChecks = 40;
const busyRetryS = 5;

const loginBody = z.strictObject({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(1_000),
});

function wrongLogin(): Problem {
  return new Problem({
    status: 401,
    code: 'wrong_login',
    detail: {
      zh: '用户名或密码不正确。管理员可以重设密码。',
      en: 'The user name or the password is wrong. An administrator can set a new password.',
    },
    headers: { 'www-authenticate': 'Bearer realm="sluice"' },
  });
}

/** Through TLS, here or at a proxy. A made-up header only keeps its sender's own cookie from plain HTTP. */
function cameByHttps(request: FastifyRequest): boolean {
  const forwarded = [request.headers['x-forwarded-proto'] ?? []].flat().join(',');
  return request.protocol === 'https' || forwarded.split(',')[0]?.trim().toLowerCase() === 'https';
}

function cookieOptions(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: cameByHttps(request) } as const;
}

export function sessionRoutes(api: ApiApp, options: ApiOptions, sessions: Sessions): void {
  const { credentials, now } = options;
  const wait = options.wait ?? ((ms: number) => pause(ms));
  const gate = new LoginGate();
  const checks = new Turnstile({ atOnce: checksAtOnce, maxWaiting: maxWaitingChecks });
  const nobodysHash = decoyHash();

  /** Resolves when the password may be checked. */
  async function takeTurn(username: string, address: string): Promise<void> {
    const decision = gate.enter(username, address, now());
    if (decision.kind === 'refuse') {
      const { retryAfterS } = decision;
      const detail = {
        zh: `该用户或该地址输错密码次数过多，请在 ${retryAfterS} 秒后重试。`,
        en: `Too many wrong passwords for this user or from this address. Try again in ${retryAfterS} s.`,
      };
      throw tooMany('too_many_logins', detail, retryAfterS);
    }
    if (decision.waitMs > 0) await wait(decision.waitMs);
    if (!checks.hasRoom) {
      const detail = { zh: '同时登录的人过多，请重试。', en: 'Too many people log in at once. Try again.' };
      throw unavailable('busy', detail, busyRetryS);
    }
  }

  api.post(
    '/sessions',
    {
      config: { access: 'anyone' },
      schema: {
        tags,
        summary: 'Log in',
        description:
          `The token is good for ${sessionMs / 3_600_000} hours, as a bearer token or as the cookie that comes ` +
          'with it. After five wrong passwords each further try waits longer.',
        querystring: noQuery,
        body: loginBody,
        response: { 201: z.object({ token: z.string(), user: userAnswer }) },
      },
    },
    async (request, reply) => {
      const { username, password } = request.body;
      await takeTurn(username, request.ip);
      const user = credentials.user(username);
      const isRight = await checks.pass(() => verifyPassword(password, user?.passwordHash ?? nobodysHash));
      if (user === undefined || user.disabled || !isRight) {
        request.log.warn({ user: username, from: request.ip }, 'login refused');
        throw wrongLogin();
      }
      gate.succeeded(username, request.ip, now());
      request.log.info({ user: username, from: request.ip }, 'logged in');
      const token = sessions.begin(user);
      return reply
        .code(201)
        .setCookie(sessionCookie, token, { ...cookieOptions(request), maxAge: sessionMs / secondMs })
        .send({ token, user: userJson(user) });
    },
  );

  api.get(
    '/sessions/current',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Who is logged in',
        querystring: noQuery,
        response: { 200: z.object({ user: userAnswer }) },
      },
    },
    async (request) => ({ user: userJson(loginOf(request).user) }),
  );

  api.delete(
    '/sessions/current',
    {
      config: { access: 'anyone' },
      schema: {
        tags,
        summary: 'Log out',
        description: 'Ends the session and clears the cookie; without a session there is nothing to end.',
        querystring: noQuery,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      if (request.login !== null) sessions.end(request.login.token);
      return reply.code(204).clearCookie(sessionCookie, cookieOptions(request)).send(null);
    },
  );
}
