import { afterEach, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;
afterEach(() => hub.app.close());

test('an operator puts a roster; times come with their zone', async () => {
  hub = await startTestHub();
  const span = { from: '2026-07-01T08:00:00+08:00', to: '2026-07-02T08:00:00+08:00' };
  const body = {
    first: 'zhang',
    deputy: 'li',
    shifts: [{ username: 'zhao', ...span }],
    absences: [{ username: 'zhang', ...span, reason: '休假' }],
    version: 3,
  };
  expect((await hub.call('crew', 'PUT', '/units/U-1/roster', body)).status).toBe(403);
  expect((await hub.call('operator', 'PUT', '/units/U-1/roster', body)).status).toBe(200);
  const at = { from: Date.UTC(2026, 6, 1), to: Date.UTC(2026, 6, 2) };
  expect(hub.commands).toMatchObject([
    {
      name: 'roster.put',
      body: {
        roster: {
          unitId: 'U-1',
          first: 'zhang',
          deputy: 'li',
          shifts: [{ username: 'zhao', ...at }],
          absences: [{ username: 'zhang', ...at, reason: '休假' }],
        },
        version: 3,
      },
    },
  ]);
});

test('a crew sees its own unit’s roster only', async () => {
  hub = await startTestHub();
  expect((await hub.call('crew', 'GET', '/units/U-1/roster')).status).toBe(200);
  expect((await hub.call('crew', 'GET', '/units/U-2/roster')).status).toBe(404);
  expect((await hub.call('viewer', 'GET', '/units/U-2/roster')).status).toBe(200);
});
