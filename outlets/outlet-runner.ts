// Drives one outlet: reads on from its cursor, delivers, moves the cursor; again and again until it is taken. An
// outlet that fails or hangs delays itself and nobody else.
import { setTimeout as pause } from 'node:timers/promises';
import pRetry from 'p-retry';
import { messageOf, SluiceError, wordsOf } from '../core/error.ts';
import type { Label } from '../core/label.ts';
import {
  type Backlog,
  type Feed,
  type Numbered,
  type Outlet,
  type OutletAction,
  type OutletBook,
  OutletPause,
  type OutletState,
} from '../core/outlet.ts';
import type { EpochMs } from '../core/time.ts';

export interface OutletRunnerOptions<Item extends Numbered> {
  readonly outlet: Outlet<Item>;
  readonly feed: Feed<Item>;
  readonly book: OutletBook;
  /** Tells when there may be more to read; returns what ends that. */
  readonly onMore: (listener: () => void) => () => void;
  readonly now: () => EpochMs;
  /** Once for each failed attempt. */
  readonly onFailure: (reason: string, attempt: number) => void;
  /** Shortest and longest pause between attempts, ms; each is drawn between once and twice the one it doubles to. */
  readonly retryMs?: readonly [shortest: number, longest: number];
  /** Waited before reading on after an idle time, ms, so that what comes close together leaves together. */
  readonly lingerMs?: number;
}

/** How often what is pending is counted while it changes. */
const countEveryMs = 1_000;
/** Dead letters tried again in one go. */
const letterPage = 100;

export interface OutletRunner {
  state(): OutletState;
  act(action: OutletAction): void;
  /** Ends after the delivery that is under way, which is given up where it waits. */
  stop(): Promise<void>;
}

export function runOutlet<Item extends Numbered>(options: OutletRunnerOptions<Item>): OutletRunner {
  const { outlet, feed, book, now, onFailure, retryMs = [500, 60_000], lingerMs = 0 } = options;
  const { name } = outlet;
  const stop = new AbortController();
  const mark = book.mark(name);
  let { sent, paused, dead } = mark;
  let cursor = mark.cursor ?? 0;
  let failure: Label | null = null;
  let failingSince: EpochMs | null = null;
  let attempts = 0;
  let backlog: Backlog = { pending: 0, oldestAt: null, end: 0 };
  let isCounted = false;
  let wantsLetters = false;
  let isAwake = true;
  let wake: () => void = () => {};
  /** Ends what the loop waits for, when a person says so. */
  let nudge = new AbortController();

  const stir = (): void => {
    isAwake = true;
    isCounted = false;
    wake();
  };
  const stopListening = options.onMore(stir);
  const signal = () => AbortSignal.any([stop.signal, nudge.signal]);

  const failed = (error: unknown, attempt: number): void => {
    failure = wordsOf(error instanceof Error && error.cause instanceof SluiceError ? error.cause : error);
    failingSince ??= now();
    attempts = attempt;
    onFailure(failure.en, attempt);
  };
  const well = (): void => {
    failure = null;
    failingSince = null;
    attempts = 0;
  };

  const count = async (): Promise<void> => {
    if (isCounted) return;
    isCounted = true;
    backlog = await feed.backlog(cursor);
  };
  const counting = setInterval(() => void count().catch(() => {}), countEveryMs);
  counting.unref();

  /** Where an outlet that never ran begins; one whose log was put back to an older state goes on from its end. */
  const findStart = async (): Promise<void> => {
    const { end } = await feed.backlog(cursor);
    const { begins } = outlet;
    const first = begins === 'oldest' ? 0 : begins === 'now' ? end : begins;
    const start = Math.min(mark.cursor ?? first, end);
    if (start === mark.cursor) return;
    cursor = start;
    book.advance(name, { cursor, sent: 0, refused: [], at: now() });
  };

  const deliverNext = async (): Promise<number> => {
    try {
      const items = await feed.read(cursor, outlet.batchLength);
      const last = items.at(-1);
      if (last === undefined) return 0;
      const refused = await outlet.deliver(items, signal());
      book.advance(name, { cursor: last.id, sent: items.length, refused, at: now() });
      cursor = last.id;
      sent += items.length;
      if (refused.length > 0) dead = book.mark(name).dead;
      isCounted = false;
      return items.length;
    } catch (thrown) {
      // Whatever it was: p-retry would let a TypeError through as a bug of the caller's.
      throw new Error(messageOf(thrown), { cause: thrown });
    }
  };

  const redeliverLetters = async (): Promise<void> => {
    if (outlet.redeliver === undefined) return;
    let after: string | null = null;
    do {
      const page = book.deadLetters(name, { limit: letterPage, cursor: after });
      for (const letter of page.items) {
        if (stop.signal.aborted) return;
        const refused = await outlet.redeliver(letter, signal());
        if (refused === null) book.dropLetter(letter.id);
        else book.keepLetter(letter.id, refused.reason);
      }
      after = page.nextCursor;
    } while (after !== null);
    dead = book.mark(name).dead;
  };

  const step = async (): Promise<void> => {
    isAwake = false;
    if (wantsLetters) {
      wantsLetters = false;
      await redeliverLetters().catch((thrown: unknown) => failed(thrown, 1));
      dead = book.mark(name).dead;
    }
    const delivered = await pRetry(deliverNext, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: retryMs[0],
      maxTimeout: retryMs[1],
      randomize: true,
      signal: signal(),
      onFailedAttempt: async ({ error, attemptNumber }) => {
        if (nudge.signal.aborted || stop.signal.aborted) return;
        failed(error, attemptNumber);
        const { cause } = error;
        if (cause instanceof OutletPause) await pause(cause.retryAfterMs, undefined, { signal: signal() });
      },
    });
    well();
    if (delivered === outlet.batchLength || isAwake) return;
    await count();
    await sleepUntilMore();
    if (lingerMs > 0) await pause(lingerMs, undefined, { signal: signal() });
  };

  const sleepUntilMore = async (): Promise<void> => {
    if (isAwake || stop.signal.aborted) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  };

  const loop = async (): Promise<void> => {
    await pRetry(findStart, {
      retries: Number.POSITIVE_INFINITY,
      maxTimeout: retryMs[1],
      signal: stop.signal,
    });
    while (!stop.signal.aborted) {
      try {
        if (paused) {
          isAwake = false;
          await sleepUntilMore();
        } else await step();
      } catch (thrown) {
        if (stop.signal.aborted) return;
        if (!nudge.signal.aborted) throw thrown;
      }
      if (nudge.signal.aborted) nudge = new AbortController();
    }
  };

  const running = loop().catch((thrown: unknown) => {
    if (!stop.signal.aborted) throw thrown;
  });

  return {
    state() {
      const { pending, oldestAt: oldestPendingAt, end } = backlog;
      const takenTo = pending === 0 ? Math.max(cursor, end) : cursor;
      return { name, sent, pending, oldestPendingAt, dead, paused, failure, failingSince, attempts, takenTo };
    },
    act(action) {
      if (action === 'retry') wantsLetters = true;
      else {
        paused = action === 'pause';
        book.setPaused(name, paused);
      }
      nudge.abort();
      stir();
    },
    async stop() {
      stop.abort();
      stopListening();
      clearInterval(counting);
      wake();
      await running;
    },
  };
}
