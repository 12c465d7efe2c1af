import { expect, test } from 'vitest';
import { uptimeRowsMax } from '../../core/figure-requests.ts';
import { hourMs } from '../../core/time.ts';
import { byId, device, midnight } from '../test-batch.ts';
import { opened } from './test-views.ts';

const span = { from: midnight - hourMs, to: midnight };

test('uptime of more devices than fit into an answer names those that were up least', async () => {
  const { views, commit } = opened();
  const count = uptimeRowsMax + 2;
  const devices = Array.from({ length: count }, (_, i) => device(`d-${String(i).padStart(5, '0')}`));
  const began = midnight - hourMs;
  const down = `d-${count - 1}`;
  commit({
    devices: byId(...devices),
    statusSpans: devices.map(({ id }) => ({
      ...{ deviceId: id, fromAt: began, condition: id === down ? ('down' as const) : ('up' as const) },
      ...{ reason: 'reporting' as const, upMs: 0, downMs: 0, failures: 0, repairs: 0, repairMs: 0 },
    })),
  });
  const { total, items } = await views.uptime({ ...span, group: 'device' });
  expect(total).toBe(count);
  expect(items).toHaveLength(uptimeRowsMax);
  expect(items).toMatchObject([{ id: down, uptime: 0 }, ...Array(uptimeRowsMax - 1).fill({ uptime: 1 })]);
});
