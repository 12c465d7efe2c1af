import { expect, test } from 'vitest';
import type { AlarmLoadRequest } from '../../core/figure-requests.ts';
import { dayMs } from '../../core/time.ts';
import { startTestHub, testNow } from '../test-hub.ts';

test('the alarm load is of the last seven local days unless others are asked for, and never of the future', async () => {
  const asked: AlarmLoadRequest[] = [];
  const alarmLoad = async (request: AlarmLoadRequest) => {
    asked.push(request);
    return [];
  };
  const hub = await startTestHub({ given: { alarmLoad } });
  expect((await hub.call('viewer', 'GET', '/alarm-load')).body).toEqual({ items: [], next_cursor: null });
  const span = `from=${testNow - 2 * dayMs}&to=${testNow + 9 * dayMs}`;
  await hub.call('viewer', 'GET', `/alarm-load?${span}`);
  expect(asked.map(({ now, days }) => [now, days.length, days.at(-1)?.date])).toEqual([
    [testNow, 7, '2026-07-01'],
    [testNow, 3, '2026-07-01'],
  ]);
  for (const query of [`from=${testNow}&to=${testNow}`, `from=${testNow - 93 * dayMs}`]) {
    expect((await hub.call('viewer', 'GET', `/alarm-load?${query}`)).status).toBe(422);
  }
  await hub.app.close();
});
