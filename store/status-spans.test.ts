import { expect, test } from 'vitest';
import type { StatusSpan } from '../core/effects.ts';
import { dayMs, minuteMs } from '../core/time.ts';
import { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { StatusSpans } from './status-spans.ts';

const oldest = 2_000 * dayMs;

function span(deviceId: string, daysBefore: number): StatusSpan {
  const sums = { upMs: minuteMs, downMs: 0, failures: 0, repairs: 0, repairMs: 0 };
  return { deviceId, fromAt: oldest - daysBefore * dayMs, condition: 'up', reason: 'reporting', ...sums };
}

test('spans go a year after the readings, but for the one of each device that goes on from then', () => {
  const db = new Database(':memory:', { readOnly: false });
  migrate(db, migrations);
  const spans = new StatusSpans(db);
  spans.write([span('a', 900), span('a', 800), span('a', 10), span('b', 900)]);
  while (spans.dropSome(oldest));
  const left = db.prepare<{ device_id: string; from_at: number }>(
    'SELECT device_id, from_at FROM status_spans ORDER BY device_id, from_at',
  );
  expect(left.all().map(({ device_id, from_at }) => [device_id, (oldest - from_at) / dayMs])).toEqual([
    ['a', 800],
    ['a', 10],
    ['b', 900],
  ]);
  db.close();
});
