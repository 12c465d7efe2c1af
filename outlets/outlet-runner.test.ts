import { afterEach, describe, expect, it } from 'vitest';
import type { Outlet, OutletCursors } from '../core/outlet.ts';
import type { Committed, CommittedEvent } from '../core/ports.ts';
import { type OutletRunner, runOutlet } from './outlet-runner.ts';

const running: OutletRunner[] = [];
afterEach(async () => {
  for (const runner of running.splice(0)) await runner.stop();
});

/** A log of events that grows, with whoever listens to it told. */
function eventLog() {
  const log: CommittedEvent[] = [];
  const listeners = new Set<(committed: Committed) => void>();
  return {
    views: {
      events: async (after: number, kinds: readonly string[], limit: number) =>
        log.filter(({ id, kind }) => id > after && kinds.includes(kind)).slice(0, limit),
    },
    engine: {
      onCommitted(listener: (committed: Committed) => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    add(count: number, kind: CommittedEvent['kind'] = 'alarm') {
      const events = Array.from({ length: count }, (_, i) => {
        const id = log.length + 1 + i;
        return { id, kind, subjectId: `s-${id}`, at: 0, body: {} };
      });
      log.push(...events);
      const committed = { position: 0, records: 1, readings: 0, commitMs: 0, latest: [], events };
      for (const listener of listeners) listener(committed);
    },
  };
}

function memoryCursors(): OutletCursors & { readonly stored: Map<string, number> } {
  const stored = new Map<string, number>();
  return { stored, get: (name) => stored.get(name) ?? 0, set: (name, id) => stored.set(name, id) };
}

function start(outlet: Outlet, log: ReturnType<typeof eventLog>, cursors = memoryCursors()) {
  const failures: string[] = [];
  const runner = runOutlet({
    ...{ outlet, cursors, views: log.views, engine: log.engine, retryMs: [1, 2] },
    onFailure: (reason) => failures.push(reason),
  });
  running.push(runner);
  return { runner, cursors, failures };
}

function collector() {
  const taken: number[] = [];
  const outlet: Outlet = {
    name: 'test',
    kinds: ['alarm'],
    deliver: async (events) => {
      taken.push(...events.map(({ id }) => id));
    },
  };
  return { taken, outlet };
}

describe('runOutlet', () => {
  it('delivers what was there before it and what comes, in order, of its kinds only', async () => {
    const log = eventLog();
    log.add(450);
    const { taken, outlet } = collector();
    const { cursors } = start(outlet, log);
    await expect.poll(() => taken.length).toBe(450);
    log.add(2, 'device');
    log.add(3);
    await expect.poll(() => taken.length).toBe(453);
    expect(taken).toEqual([...Array.from({ length: 450 }, (_, i) => i + 1), 453, 454, 455]);
    await expect.poll(() => cursors.stored.get('test')).toBe(455);
  });

  it('tries again until it is taken, and says meanwhile what is wrong', async () => {
    const log = eventLog();
    log.add(3);
    const { taken, outlet } = collector();
    let refusals = 4;
    const flaky: Outlet = {
      ...outlet,
      async deliver(events, signal) {
        refusals -= 1;
        // A TypeError too is only a failure to deliver.
        if (refusals >= 0) throw refusals % 2 === 0 ? new TypeError('away') : new Error('away');
        await outlet.deliver(events, signal);
      },
    };
    const { failures, runner } = start(flaky, log);
    await expect.poll(() => taken).toEqual([1, 2, 3]);
    expect(failures).toEqual(['away', 'away', 'away', 'away']);
    await expect.poll(() => runner.state()).toMatchObject({ sent: 3, failure: null, cursor: 3 });
  });

  it('goes on from its cursor after a restart', async () => {
    const log = eventLog();
    log.add(5);
    const first = collector();
    const { cursors, runner } = start(first.outlet, log);
    await expect.poll(() => cursors.stored.get('test')).toBe(5);
    await runner.stop();
    log.add(2);
    const second = collector();
    start(second.outlet, log, cursors);
    await expect.poll(() => second.taken).toEqual([6, 7]);
  });

  it('stops while it waits for another try', async () => {
    const log = eventLog();
    log.add(1);
    const outlet: Outlet = {
      name: 'test',
      kinds: ['alarm'],
      deliver: () => Promise.reject(new Error('away')),
    };
    const failures: string[] = [];
    const runner = runOutlet({
      ...{
        outlet,
        cursors: memoryCursors(),
        views: log.views,
        engine: log.engine,
        retryMs: [60_000, 60_000],
      },
      onFailure: (reason) => failures.push(reason),
    });
    await expect.poll(() => failures).toEqual(['away']);
    await runner.stop();
    expect(runner.state()).toMatchObject({ sent: 0, failure: 'away', cursor: 0 });
  });
});
