import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Numbered, type Outlet, OutletPause } from '../core/outlet.ts';
import { openOutletBook, type StoredOutletBook } from '../store/outlet-book.ts';
import { type OutletRunner, runOutlet } from './outlet-runner.ts';

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A log of items that grows, with whoever listens to it told. */
function itemLog() {
  const log: Numbered[] = [];
  const listeners = new Set<() => void>();
  return {
    log,
    feed: {
      read: async (after: number, limit: number) => log.filter(({ id }) => id > after).slice(0, limit),
      async backlog(after: number) {
        const pending = log.filter(({ id }) => id > after).length;
        return { pending, oldestAt: pending === 0 ? null : 1_000, end: log.at(-1)?.id ?? 0 };
      },
    },
    onMore(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(count: number) {
      const first = log.length + 1;
      log.push(...Array.from({ length: count }, (_, i) => ({ id: first + i })));
      for (const listener of listeners) listener();
    },
  };
}

function newBook(): StoredOutletBook {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-outlets-'));
  const book = openOutletBook(folder);
  cleanUps.push(() => {
    book.close();
    rmSync(folder, { recursive: true });
  });
  return book;
}

interface Started {
  readonly runner: OutletRunner;
  readonly book: StoredOutletBook;
  readonly failures: string[];
}

function start(
  outlet: Outlet<Numbered>,
  log: ReturnType<typeof itemLog>,
  { book = newBook(), retryMs = [1, 2] as readonly [number, number] } = {},
): Started {
  const failures: string[] = [];
  const runner = runOutlet({
    ...{ outlet, book, retryMs, feed: log.feed, onMore: log.onMore, now: () => 2_000 },
    onFailure: (reason) => failures.push(reason),
  });
  cleanUps.push(() => runner.stop());
  return { runner, book, failures };
}

function collector(over: Partial<Outlet<Numbered>> = {}) {
  const taken: number[] = [];
  const outlet: Outlet<Numbered> = {
    ...{ name: 'test', batchLength: 200, begins: 'oldest' },
    deliver: async (items) => {
      taken.push(...items.map(({ id }) => id));
      return [];
    },
    ...over,
  };
  return { taken, outlet };
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('runOutlet', () => {
  it('delivers what was there before it and what comes, in order', async () => {
    const log = itemLog();
    log.add(450);
    const { taken, outlet } = collector();
    const { runner, book } = start(outlet, log);
    await expect.poll(() => taken.length).toBe(450);
    log.add(3);
    await expect.poll(() => taken).toEqual(upTo(453));
    await expect.poll(() => runner.state()).toMatchObject({ sent: 453, pending: 0, takenTo: 453 });
    expect(book.mark('test')).toEqual({ cursor: 453, sent: 453, paused: false, dead: 0 });
  });

  it('tries again until it is taken, and says meanwhile what is wrong and how much waits', async () => {
    const log = itemLog();
    log.add(3);
    const { taken, outlet } = collector();
    let refusals = 4;
    const flaky: Outlet<Numbered> = {
      ...outlet,
      async deliver(items, signal) {
        refusals -= 1;
        // A TypeError too is only a failure to deliver.
        if (refusals >= 0) throw refusals % 2 === 0 ? new TypeError('away') : new Error('away');
        return outlet.deliver(items, signal);
      },
    };
    const { failures, runner } = start(flaky, log);
    await expect.poll(() => taken).toEqual([1, 2, 3]);
    expect(failures).toEqual(['away', 'away', 'away', 'away']);
    await expect.poll(() => runner.state()).toMatchObject({ sent: 3, failure: null, failingSince: null });
  });

  it('says how much waits and since when while it fails', async () => {
    const log = itemLog();
    log.add(7);
    const { outlet } = collector({ deliver: () => Promise.reject(new Error('away')) });
    const { runner } = start(outlet, log);
    await expect
      .poll(() => runner.state(), { timeout: 5_000 })
      .toMatchObject({
        pending: 7,
        oldestPendingAt: 1_000,
        failure: { zh: 'away', en: 'away' },
        failingSince: 2_000,
        takenTo: 0,
      });
  });

  it('goes on from its cursor after a restart', async () => {
    const log = itemLog();
    log.add(5);
    const { runner, book } = start(collector().outlet, log);
    await expect.poll(() => book.mark('test').cursor).toBe(5);
    await runner.stop();
    log.add(2);
    const second = collector();
    start(second.outlet, log, { book });
    await expect.poll(() => second.taken).toEqual([6, 7]);
  });

  it('an outlet that tells people begins with what comes after it was set up', async () => {
    const log = itemLog();
    log.add(5);
    const { taken, outlet } = collector({ begins: 'now' });
    const { book } = start(outlet, log);
    await expect.poll(() => book.mark('test').cursor).toBe(5);
    log.add(1);
    await expect.poll(() => taken).toEqual([6]);
  });

  it('goes on with what is new where the log was put back to an older state', async () => {
    const log = itemLog();
    log.add(3);
    const book = newBook();
    book.advance('test', { cursor: 900, sent: 900, refused: [], at: 0 });
    const { taken, outlet } = collector();
    start(outlet, log, { book });
    await expect.poll(() => book.mark('test').cursor).toBe(3);
    log.add(1);
    await expect.poll(() => taken).toEqual([4]);
  });

  it('keeps what was refused for good, goes on, and delivers it when a person says so', async () => {
    const log = itemLog();
    let isMended = false;
    const redelivered: string[] = [];
    const { taken, outlet } = collector({
      deliver: async (items) => {
        taken.push(...items.map(({ id }) => id));
        return items
          .filter(({ id }) => id % 2 === 0)
          .map(({ id }) => ({ key: `${id}`, payload: `item ${id}`, reason: 'even' }));
      },
      redeliver: async (letter) => {
        if (!isMended) return { ...letter, reason: 'still even' };
        redelivered.push(letter.payload);
        return null;
      },
    });
    log.add(4);
    const { runner, book } = start(outlet, log);
    await expect.poll(() => runner.state()).toMatchObject({ sent: 4, dead: 2, pending: 0 });
    runner.act('retry');
    const letters = () => book.deadLetters('test', { limit: 10, cursor: null }).items;
    await expect.poll(() => letters().map(({ reason }) => reason)).toEqual(['still even', 'still even']);
    expect(letters()[0]).toMatchObject({ key: '2', payload: 'item 2', attempts: 2, at: 2_000 });
    isMended = true;
    runner.act('retry');
    await expect.poll(() => runner.state().dead).toBe(0);
    expect(redelivered).toEqual(['item 2', 'item 4']);
    expect(taken).toEqual([1, 2, 3, 4]);
  });

  it('a pause lasts over a restart, and a resume ends it', async () => {
    const log = itemLog();
    const book = newBook();
    const first = start(collector().outlet, log, { book });
    first.runner.act('pause');
    await first.runner.stop();
    log.add(2);
    const { taken, outlet } = collector();
    const { runner } = start(outlet, log, { book });
    await expect.poll(() => runner.state(), { timeout: 5_000 }).toMatchObject({ paused: true, pending: 2 });
    expect(taken).toEqual([]);
    runner.act('resume');
    await expect.poll(() => taken).toEqual([1, 2]);
  });

  it('a pause and a stop end a delivery that hangs; a retry does not wait for the next attempt', async () => {
    const log = itemLog();
    log.add(1);
    let attempts = 0;
    const { outlet } = collector({
      deliver: (_items, signal) => {
        attempts += 1;
        if (attempts === 1) return Promise.reject(new Error('away'));
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    });
    const { runner, failures } = start(outlet, log, { retryMs: [600_000, 600_000] });
    await expect.poll(() => failures).toEqual(['away']);
    runner.act('retry');
    await expect.poll(() => attempts).toBe(2);
    runner.act('pause');
    runner.act('resume');
    await expect.poll(() => attempts).toBe(3);
    await runner.stop();
    expect(failures).toEqual(['away']);
  });

  it('waits at least as long as the far side says', async () => {
    const log = itemLog();
    log.add(1);
    let attempts = 0;
    const { outlet } = collector({
      deliver: async () => {
        attempts += 1;
        throw new OutletPause({ zh: '太多', en: 'too many' }, 600_000);
      },
    });
    const { runner, failures } = start(outlet, log);
    await expect.poll(() => failures).toEqual(['too many']);
    await expect.poll(() => runner.state().pending, { timeout: 5_000 }).toBe(1);
    expect(attempts).toBe(1);
  });
});
