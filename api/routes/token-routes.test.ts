import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newApiTokenSchema } from '../../core/api-token.ts';
import { dayMs } from '../../core/time.ts';
import { startTestHub, type TestHub, testNow } from '../test-hub.ts';

let hub: TestHub;
let now: number;

beforeEach(async () => {
  now = testNow;
  hub = await startTestHub({ now: () => now });
});

afterEach(() => hub.app.close());

async function made(body: object): Promise<string> {
  const answer = await hub.call('admin', 'POST', '/tokens', body);
  expect(answer.status).toBe(201);
  return String(answer.body.token);
}

const devices = (token: string) =>
  hub.app.inject({ url: '/api/v1/devices', headers: { authorization: `Bearer ${token}` } });

describe('a token', () => {
  test('opens what its role opens, and leaves its hash alone in the journal', async () => {
    const token = await made({ name: 'traffic-police' });
    expect((await devices(token)).statusCode).toBe(200);
    const headers = { authorization: `Bearer ${token}` };
    expect((await hub.app.inject({ url: '/api/v1/users', headers })).statusCode).toBe(403);
    const { body } = hub.commands.find(({ name }) => name === 'token.put') ?? {};
    expect(newApiTokenSchema.parse(body)).toMatchObject({
      name: 'traffic-police',
      role: 'viewer',
      unitId: null,
    });
    expect(JSON.stringify(hub.commands)).not.toContain(token);
  });

  test('acts under a name that no person can have', async () => {
    const token = await made({ name: 'patrol-app', role: 'operator' });
    const headers = { authorization: `Bearer ${token}` };
    const payload = { category: '05-06', point_id: 'P-1', title: 'water' };
    await hub.app.inject({ method: 'POST', url: '/api/v1/cases', headers, payload });
    expect(hub.commands.at(-1)?.actor).toMatchObject({ name: 'token/patrol-app', role: 'operator' });
  });

  test('ends after a year, or when it was asked to', async () => {
    const year = await made({ name: 'a' });
    const week = await made({ name: 'b', expires_at: testNow + 7 * dayMs });
    const ever = await made({ name: 'c', expires_at: null });
    const open = async () =>
      Promise.all([year, week, ever].map(async (token) => (await devices(token)).statusCode === 200));
    expect(await open()).toEqual([true, true, true]);
    now = testNow + 8 * dayMs;
    expect(await open()).toEqual([true, false, true]);
    now = testNow + 366 * dayMs;
    expect(await open()).toEqual([false, false, true]);
  });

  test('that is a character off opens nothing', async () => {
    const token = await made({ name: 'a' });
    const other = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await devices(other)).statusCode).toBe(401);
  });

  test('of a crew belongs to a unit', async () => {
    const answer = await hub.call('admin', 'POST', '/tokens', { name: 'crew-app', role: 'crew' });
    expect([answer.status, answer.body.field]).toEqual([422, 'unit_id']);
  });
});
