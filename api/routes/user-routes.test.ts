import { afterEach, beforeEach, expect, test } from 'vitest';
import type { User } from '../../core/person.ts';
import { verifyPassword } from '../password.ts';
import { startTestHub, type TestHub, testUser } from '../test-hub.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(async () => {
  await hub.app.close();
});

const put = (username: string, change: object) => hub.call('admin', 'PUT', `/users/${username}`, change);

test('a person is added, with a password that is kept as a hash only', async () => {
  const { status, body } = await hub.call('admin', 'POST', '/users', {
    username: 'wang',
    password: 'correct horse',
    role: 'crew',
    unit_id: 'U-1',
  });
  expect(status).toBe(201);
  expect(body).toEqual({ username: 'wang', role: 'crew', unit_id: 'U-1', disabled: false });
  const sent = hub.commands[0]?.body as User;
  expect(sent).toMatchObject({
    username: 'wang',
    role: 'crew',
    unitId: 'U-1',
    disabled: false,
    generation: 1,
  });
  expect(await verifyPassword('correct horse', sent.passwordHash)).toBe(true);
});

test('a user name that is taken is refused, and says how to change the user', async () => {
  const body = { username: 'viewer', password: 'correct horse', role: 'viewer' };
  const answer = await hub.call('admin', 'POST', '/users', body);
  expect(answer.status).toBe(409);
  expect(answer.body.detail).toContain('PUT /api/v1/users/viewer');
  expect(hub.commands).toEqual([]);
});

test.each([
  [{ username: 'wang', password: 'short', role: 'viewer' }, 'password'],
  [{ username: 'wang', password: 'correct horse', role: 'chief' }, 'role'],
  [{ username: 'wa/ng', password: 'correct horse', role: 'viewer' }, 'username'],
  [{ username: 'wang', password: 'correct horse', role: 'crew' }, 'unit_id'],
  [{ username: 'wang', password: 'correct horse' }, 'role'],
])('%o is refused for its %s', async (body, field) => {
  const answer = await hub.call('admin', 'POST', '/users', body);
  expect(answer.status).toBe(422);
  expect(answer.body.field).toBe(field);
});

test('the list shows no hash, whatever the view gives', async () => {
  const { body } = await hub.call('admin', 'GET', '/users');
  expect(body.items).toHaveLength(4);
  expect(JSON.stringify(body)).not.toMatch(/hash|scrypt/i);
});

test('what is left out of a change stays, and sessions go on where nothing of theirs changed', async () => {
  hub.users.set('crew', { ...testUser('crew'), generation: 5 });
  const { status, body } = await put('crew', { unit_id: 'U-2' });
  expect(status).toBe(200);
  expect(body).toEqual({ username: 'crew', role: 'crew', unit_id: 'U-2', disabled: false });
  expect(hub.commands[0]?.body).toEqual({ ...testUser('crew'), unitId: 'U-2', generation: 5 });
});

test.each([{ role: 'operator' }, { disabled: true }, { password: 'another horse' }])(
  '%o ends the user’s sessions',
  async (change) => {
    const headers = hub.login('viewer');
    const look = () => hub.app.inject({ url: '/api/v1/units', headers });
    expect((await look()).statusCode).toBe(200);
    expect((await put('viewer', change)).status).toBe(200);
    expect((await look()).statusCode).toBe(401);
    expect(hub.users.get('viewer')?.generation).toBe(2);
  },
);

test('a password that is changed is the new one', async () => {
  await put('viewer', { password: 'another horse' });
  expect(await verifyPassword('another horse', hub.users.get('viewer')?.passwordHash ?? '')).toBe(true);
});

test('a user that is not there is not changed', async () => {
  expect((await put('nobody', { disabled: true })).status).toBe(404);
});

test('a crew keeps a unit', async () => {
  expect(await put('crew', { unit_id: null })).toMatchObject({ status: 422, body: { field: 'unit_id' } });
  expect(await put('viewer', { role: 'crew' })).toMatchObject({ status: 422, body: { field: 'unit_id' } });
  expect((await put('viewer', { role: 'crew', unit_id: 'U-1' })).status).toBe(200);
});

test.each([{ disabled: true }, { role: 'operator' }])(
  'the last administrator stays one: %o is refused',
  async (change) => {
    hub.users.set('former', { ...testUser('admin'), username: 'former', disabled: true });
    const { status, body } = await put('admin', change);
    expect(status).toBe(409);
    expect(body.detail).toContain('last administrator');
    expect(hub.commands).toEqual([]);
  },
);

test('of two administrators who lock each other out at once, one stays', async () => {
  hub.users.set('second', { ...testUser('admin'), username: 'second' });
  const answers = await Promise.all([put('admin', { disabled: true }), put('second', { disabled: true })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect([...hub.users.values()].filter(({ role, disabled }) => role === 'admin' && !disabled)).toHaveLength(
    1,
  );
});

test('an administrator may get a new password though the last', async () => {
  expect((await put('admin', { password: 'another horse' })).status).toBe(200);
});
