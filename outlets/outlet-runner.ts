// Drives one outlet: reads on from its cursor, delivers, moves the cursor; again and again until it is taken. An
// outlet that fails delays itself and nobody else.
import pRetry from 'p-retry';
import { messageOf } from '../core/error.ts';
import type { Outlet, OutletCursors } from '../core/outlet.ts';
import type { CommittedEvent, Engine, Views } from '../core/ports.ts';

export interface OutletRunnerOptions {
  readonly outlet: Outlet;
  readonly cursors: OutletCursors;
  readonly views: Pick<Views, 'events'>;
  readonly engine: Pick<Engine, 'onCommitted'>;
  /** Once for each failed attempt. */
  readonly onFailure: (reason: string, attempt: number) => void;
  /** Shortest and longest pause between attempts, ms; each is drawn between once and twice the one it doubles to. */
  readonly retryMs?: readonly [shortest: number, longest: number];
}

/** Events of one delivery. */
const batchLength = 200;

export interface OutletState {
  readonly name: string;
  /** Events delivered since the start. */
  readonly sent: number;
  /** Why the last attempt failed; `null` while all goes well. */
  readonly failure: string | null;
  /** Id of the last event delivered. */
  readonly cursor: number;
}

export interface OutletRunner {
  state(): OutletState;
  /** Ends after the delivery that is under way, which is given up where it waits to be tried again. */
  stop(): Promise<void>;
}

export function runOutlet(options: OutletRunnerOptions): OutletRunner {
  const { outlet, cursors, views, engine, onFailure, retryMs = [500, 60_000] } = options;
  const stop = new AbortController();
  let cursor = cursors.get(outlet.name);
  let sent = 0;
  let failure: string | null = null;
  let wake: () => void = () => {};
  let isAwake = true;

  const stopListening = engine.onCommitted(({ events }) => {
    if (events.length === 0) return;
    isAwake = true;
    wake();
  });

  const deliverNext = async (): Promise<readonly CommittedEvent[]> => {
    try {
      const events = await views.events(cursor, outlet.kinds, batchLength);
      if (events.length > 0) await outlet.deliver(events, stop.signal);
      return events;
    } catch (thrown) {
      // Whatever it was: p-retry would let a TypeError through as a bug of the caller's.
      throw new Error(messageOf(thrown), { cause: thrown });
    }
  };

  const loop = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      isAwake = false;
      const events = await pRetry(deliverNext, {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: retryMs[0],
        maxTimeout: retryMs[1],
        randomize: true,
        signal: stop.signal,
        onFailedAttempt: ({ error, attemptNumber }) => {
          failure = messageOf(error);
          onFailure(failure, attemptNumber);
        },
      });
      failure = null;
      const last = events.at(-1);
      if (last !== undefined) {
        cursor = last.id;
        cursors.set(outlet.name, cursor);
        sent += events.length;
      }
      if (events.length === batchLength || isAwake || stop.signal.aborted) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };

  const running = loop().catch((thrown: unknown) => {
    if (!stop.signal.aborted) throw thrown;
  });

  return {
    state: () => ({ name: outlet.name, sent, failure, cursor }),
    async stop() {
      stop.abort();
      stopListening();
      wake();
      await running;
    },
  };
}
