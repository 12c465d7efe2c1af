import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sessionCookie } from '../access.ts';
import { hashPassword } from '../password.ts';
import { startTestHub, type TestHub, testUser } from '../test-hub.ts';

const password = 'correct horse battery';
let passwordHash: string;
let hub: TestHub;
let waited: number[];

beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

beforeEach(async () => {
  waited = [];
  hub = await startTestHub({ wait: async (ms) => void waited.push(ms) });
  hub.users.set('wang', { ...testUser('crew'), username: 'wang', passwordHash });
});

afterEach(async () => {
  await hub.app.close();
});

interface LoginFrom {
  readonly headers?: Record<string, string>;
  readonly remoteAddress?: string;
}

function logIn(username: string, given = password, from: LoginFrom = {}) {
  const payload = { username, password: given };
  return hub.app.inject({ method: 'POST', url: '/api/v1/sessions', payload, ...from });
}

function current(token: string) {
  return hub.app.inject({ url: '/api/v1/sessions/current', headers: { authorization: `Bearer ${token}` } });
}

test('the right password gives a token, a cookie and the user', async () => {
  const response = await logIn('wang');
  expect(response.statusCode).toBe(201);
  const { token, user } = response.json();
  expect(user).toEqual({ username: 'wang', role: 'crew', unit_id: 'U-1', disabled: false });
  expect(response.cookies).toEqual([
    {
      name: sessionCookie,
      value: token,
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      maxAge: 12 * 60 * 60,
    },
  ]);
  expect((await current(token)).json()).toEqual({ user });
  expect(response.headers['cache-control']).toBe('no-store');
});

test('the cookie keeps to HTTPS where the login came that way', async () => {
  const response = await logIn('wang', password, { headers: { 'x-forwarded-proto': 'https' } });
  expect(response.cookies[0]).toMatchObject({ secure: true });
});

test('a wrong password, an unknown user and a disabled one get the same answer', async () => {
  hub.users.set('gone', { ...testUser('crew'), username: 'gone', passwordHash, disabled: true });
  const answers = [await logIn('wang', 'wrong horse'), await logIn('nobody'), await logIn('gone')];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
  expect(answers[0]?.json()).toMatchObject({ type: 'urn:sluice:problem:wrong_login' });
});

test('after five wrong passwords each try waits longer, the right one too', async () => {
  for (let tries = 0; tries < 6; tries += 1) await logIn('wang', 'wrong horse');
  expect(waited).toEqual([1_000]);
  expect((await logIn('wang')).statusCode).toBe(201);
  expect(waited).toEqual([1_000, 3_000]);
});

test('the right password lets the account start anew', async () => {
  for (let tries = 0; tries < 4; tries += 1) await logIn('wang', 'wrong horse');
  await logIn('wang');
  for (let tries = 0; tries < 5; tries += 1) {
    await logIn('wang', 'wrong horse', { remoteAddress: '10.0.0.2' });
  }
  expect(waited).toEqual([]);
});

test('tries beyond the longest wait are refused unchecked, and say when to come back', async () => {
  for (let tries = 0; tries < 9; tries += 1) await logIn('wang', 'wrong horse');
  const refused = await logIn('wang');
  expect(refused.statusCode).toBe(429);
  expect(refused.headers['retry-after']).toBe('30');
  expect(refused.json().detail).toContain('Try again in 30 s');
});

test('logging in beyond what may wait is refused at once', async () => {
  // Cheaper than a real one, and dear enough that none is checked before all have come.
  const salt = Buffer.alloc(16).toString('base64url');
  const cheapHash = `scrypt$16384$8$1$${salt}$${Buffer.alloc(32).toString('base64url')}`;
  const many = Array.from({ length: 50 }, (_, index) => {
    const username = `user-${index}`;
    hub.users.set(username, { ...testUser('viewer'), username, passwordHash: cheapHash });
    return logIn(username, password, { remoteAddress: `10.0.1.${index}` });
  });
  const first = await Promise.race(many);
  expect(first.statusCode).toBe(503);
  expect(first.json()).toMatchObject({ type: 'urn:sluice:problem:busy' });
  const statuses = (await Promise.all(many)).map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 401)).toHaveLength(42);
});

test('logging out ends the session and clears the cookie', async () => {
  const { token } = (await logIn('wang')).json();
  const other = (await logIn('wang')).json().token;
  const response = await hub.app.inject({
    method: 'DELETE',
    url: '/api/v1/sessions/current',
    cookies: { [sessionCookie]: token },
  });
  expect(response.statusCode).toBe(204);
  expect(response.body).toBe('');
  expect(response.cookies[0]).toMatchObject({ name: sessionCookie, value: '', path: '/' });
  expect(response.cookies[0]?.expires?.getTime()).toBe(0);
  expect((await current(token)).statusCode).toBe(401);
  expect((await current(other)).statusCode).toBe(200);
});

test('logging out without a session clears the cookie all the same', async () => {
  const response = await hub.app.inject({ method: 'DELETE', url: '/api/v1/sessions/current' });
  expect(response.statusCode).toBe(204);
  expect(response.cookies[0]).toMatchObject({ name: sessionCookie, value: '' });
});

test('a new generation of the user ends the session', async () => {
  const { token } = (await logIn('wang')).json();
  hub.users.set('wang', { ...testUser('crew'), username: 'wang', passwordHash, generation: 2 });
  expect((await current(token)).statusCode).toBe(401);
});

test('a login without a name or password says what is missing', async () => {
  const response = await hub.app.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { username: 'wang' },
  });
  expect(response.statusCode).toBe(422);
  expect(response.json().field).toBe('password');
});
