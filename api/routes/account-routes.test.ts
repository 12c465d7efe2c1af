import { afterEach, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

const integration = {
  name: 'chirpstack',
  publish: ['application/#'],
  subscribe: ['application/+/device/+/command/down'],
};

test('an account gets a secret, shown once and kept as a hash', async () => {
  hub = await startTestHub();
  const { status, body } = await hub.call('admin', 'POST', '/accounts', integration);
  expect(status).toBe(201);
  expect(body).toEqual({ ...integration, secret: 'secret-1' });
  expect(hub.commands[0]).toMatchObject({
    name: 'account.put',
    body: { ...integration, secretHash: 'hash of secret-1' },
  });
});

test('a name that is taken is refused', async () => {
  hub = await startTestHub();
  await hub.call('admin', 'POST', '/accounts', integration);
  const { status, body } = await hub.call('admin', 'POST', '/accounts', { name: 'chirpstack' });
  expect(status).toBe(409);
  expect(body.detail).toContain('chirpstack');
  expect(hub.commands).toHaveLength(1);
});

test('a new secret takes the place of the old, and other filters leave the secret alone', async () => {
  hub = await startTestHub();
  await hub.call('admin', 'POST', '/accounts', integration);
  const renewed = await hub.call('admin', 'POST', '/accounts/chirpstack/secret');
  expect(renewed).toMatchObject({ status: 200, body: { ...integration, secret: 'secret-2' } });
  const changed = await hub.call('admin', 'PUT', '/accounts/chirpstack', { publish: ['application/7/#'] });
  expect(changed.body).toEqual({ name: 'chirpstack', publish: ['application/7/#'], subscribe: [] });
  expect(hub.accounts.get('chirpstack')).toEqual({ ...changed.body, secretHash: 'hash of secret-2' });
  expect((await hub.call('admin', 'POST', '/accounts/none/secret')).status).toBe(404);
});

test('an account that is deleted is gone, and deleted once', async () => {
  hub = await startTestHub();
  await hub.call('admin', 'POST', '/accounts', integration);
  expect((await hub.call('admin', 'DELETE', '/accounts/chirpstack')).status).toBe(204);
  expect(hub.accounts.size).toBe(0);
  expect((await hub.call('admin', 'POST', '/accounts/chirpstack/secret')).status).toBe(404);
});

test('a list shows no secret, whatever the view gives', async () => {
  hub = await startTestHub({
    given: { accounts: async () => [{ ...integration, secretHash: 'h', secret_hash: 'h' }] },
  });
  expect((await hub.call('admin', 'GET', '/accounts')).body).toEqual({
    items: [integration],
    next_cursor: null,
  });
});

test.each(['hub/#', '#', '+', '+/x/+', 'a b/温', '/leading', 'trailing/'])(
  '"%s" is a filter',
  async (filter) => {
    hub = await startTestHub();
    expect((await hub.call('admin', 'POST', '/accounts', { name: 'a', subscribe: [filter] })).status).toBe(
      201,
    );
  },
);

test.each(['', 'a/#/b', 'a#', 'a+/b', 'a/+b', '#/a', 'a\u0000b'])('"%s" is no filter', async (filter) => {
  hub = await startTestHub();
  const { status, body } = await hub.call('admin', 'POST', '/accounts', { name: 'a', publish: [filter] });
  expect(status).toBe(422);
  expect(body.field).toBe('publish.0');
});
