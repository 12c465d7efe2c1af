import { afterEach, expect, test } from 'vitest';
import { startTestHub, type TestHub } from './test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

function comment(key: string) {
  return hub.app.inject({
    method: 'POST',
    url: '/api/v1/cases/C-1/actions',
    headers: { ...hub.login('operator'), 'idempotency-key': key },
    payload: { action: 'comment', note: 'on the way' },
  });
}

test('the key of a request goes with its command, and not with the one who asks', async () => {
  hub = await startTestHub();
  expect((await comment('k-1')).statusCode).toBe(200);
  expect(hub.commands).toMatchObject([{ name: 'case.act', key: 'k-1' }]);
  expect(hub.commands[0]?.actor).not.toHaveProperty('key');
});

test('a key that is too long is refused with the mend', async () => {
  hub = await startTestHub();
  const response = await comment('k'.repeat(201));
  expect(response.statusCode).toBe(400);
  expect(response.json().type).toBe('urn:sluice:problem:bad_idempotency_key');
  expect(hub.commands).toEqual([]);
});
