import { expect, test } from 'vitest';
import type { UptimeRequest } from '../../core/figure-requests.ts';
import { dayMs } from '../../core/time.ts';
import { startTestHub, testNow } from '../test-hub.ts';

test('uptime is asked for between two instants, of devices in the last month unless something else is named', async () => {
  const asked: UptimeRequest[] = [];
  const hub = await startTestHub({
    given: {
      uptime: async (request) => {
        asked.push(request);
        return { items: [] };
      },
    },
  });
  const span = 'from=2026-07-01T00:00:00Z&to=2026-07-02T00:00:00Z';
  expect((await hub.call('viewer', 'GET', `/uptime?${span}`)).status).toBe(200);
  expect((await hub.call('viewer', 'GET', `/uptime?${span}&group=unit&worst=9`)).status).toBe(200);
  const [from, to] = [Date.UTC(2026, 6, 1), Date.UTC(2026, 6, 2)];
  expect((await hub.call('viewer', 'GET', '/uptime')).status).toBe(200);
  expect(asked.splice(0)).toEqual([
    { from, to, group: 'device' },
    { from, to, group: 'unit', worst: 9 },
    { from: testNow - 30 * dayMs, to: testNow, group: 'device' },
  ]);
  for (const query of ['from=yesterday', `${span}&group=town`, `${span}&worst=0`]) {
    expect((await hub.call('viewer', 'GET', `/uptime?${query}`)).status).toBe(400);
  }
  expect((await hub.call('viewer', 'GET', `/uptime?from=${to}&to=${from}`)).status).toBe(422);
  expect(asked).toEqual([]);
  await hub.app.close();
});
