import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Committed } from '../core/ports.ts';
import { startHealthPing } from './health-ping.ts';
import { hubLog } from './hub-log.ts';

/** A watcher outside that counts, and an engine that says what it is told to. */
async function watched(status = 200) {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.writeHead(status).end('ok');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const engine = { ready: true, commit: () => {} };
  let nowMs = 0;
  const log = hubLog('silent');
  const warnings: unknown[] = [];
  log.warn = ((fields: unknown) => void warnings.push(fields)) as typeof log.warn;
  const ping = startHealthPing({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret-of-the-watcher`,
    intervalMs: 20,
    engine: {
      health: () => ({ ready: engine.ready, reasons: [] }),
      onCommitted(listener) {
        engine.commit = () => listener({} as Committed);
        return () => {};
      },
    },
    log,
    monotonicMs: () => nowMs,
  });
  onTestFinished(() => ping.stop());
  return {
    engine,
    warnings,
    calls: () => calls,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

/** Long enough that several calls would have come. */
async function quiet(calls: () => number): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 60));
  const before = calls();
  await new Promise((resolve) => setTimeout(resolve, 120));
  return calls() === before;
}

test('the watcher is called while the hub commits, and from the first commit on', async () => {
  const { engine, calls } = await watched();
  expect(await quiet(calls)).toBe(true);
  expect(calls()).toBe(0);
  engine.commit();
  await expect.poll(calls).toBeGreaterThan(2);
});

test('the calls stop where nothing is committed any more, or the hub says that it cannot, and come again', async () => {
  const { engine, calls, pass } = await watched();
  engine.commit();
  await expect.poll(calls).toBeGreaterThan(1);
  pass(121_000);
  expect(await quiet(calls)).toBe(true);
  engine.commit();
  const before = calls();
  await expect.poll(calls).toBeGreaterThan(before);
  engine.ready = false;
  expect(await quiet(calls)).toBe(true);
});

test('a watcher that refuses is told of once, without its address', async () => {
  const { engine, calls, warnings } = await watched(500);
  engine.commit();
  await expect.poll(calls).toBeGreaterThan(3);
  expect(warnings).toEqual([{ part: 'health ping', reason: 'it answered 500' }]);
});
