import { afterEach, expect, test } from 'vitest';
import { sameInBoth } from '../../core/said.ts';
import { startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

test('the hub is alive as long as it answers, and ready as long as it commits', async () => {
  hub = await startTestHub();
  expect((await hub.app.inject('/healthz')).json()).toEqual({ status: 'ok' });
  expect((await hub.app.inject('/readyz')).json()).toEqual({ status: 'ready' });
  hub.health = { ready: false, reasons: ['the disk is full', 'the clock went back'].map(sameInBoth) };
  expect((await hub.app.inject('/healthz')).statusCode).toBe(200);
  const response = await hub.app.inject('/readyz');
  expect(response.statusCode).toBe(503);
  expect(response.json()).toMatchObject({
    type: 'urn:sluice:problem:not_ready',
    reasons: ['the disk is full', 'the clock went back'],
    detail: expect.stringContaining('the disk is full; the clock went back'),
  });
});

test('metrics come as Prometheus text, fresh each time', async () => {
  let scrapes = 0;
  hub = await startTestHub({
    metrics: async () => {
      scrapes += 1;
      return `sluice_scrapes ${scrapes}\n`;
    },
  });
  await hub.app.inject('/metrics');
  const response = await hub.app.inject('/metrics');
  expect(response.body).toBe('sluice_scrapes 2\n');
  expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
});
