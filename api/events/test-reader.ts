// What tests of streams stand on: a hub that commits, a store that answers when told to, and a reader that takes
// what comes when told to.
import type { CommittedEvent } from '../../core/ports.ts';
import { eventFrame } from './event-frame.ts';
import {
  type EventSink,
  EventStream,
  type EventStreamLimits,
  type EventStreamOptions,
} from './event-stream.ts';

export const testLimits: EventStreamLimits = {
  queueLength: 4,
  batchLength: 3,
  readingIntervalMs: 1_000,
  patienceBeats: 2,
};

interface TestReaderOptions extends Partial<EventStreamOptions> {
  /** Committed before the stream opens. */
  readonly past?: readonly CommittedEvent[];
  /** Where the store waits to be told to go on: before it reads, or with what it has read. */
  readonly storeWaits?: 'never' | 'before reading' | 'with the answer';
}

/** A hub that commits, a store that answers when told to, and a reader that takes when told to. */
export class TestReader {
  readonly log: CommittedEvent[] = [];
  readonly texts: string[] = [];
  readonly failures: unknown[] = [];
  readonly stream: EventStream;
  ended = false;
  wasCut = false;
  /** False while the reader takes no more. */
  reads = true;
  #drained = Promise.withResolvers<void>();
  #pendingReads: (() => void)[] = [];

  constructor({ past = [], storeWaits = 'never', ...options }: TestReaderOptions = {}) {
    this.log.push(...past);
    const sink: EventSink = {
      write: (text) => {
        this.texts.push(text);
        return this.reads;
      },
      drained: () => this.#drained.promise,
      end: () => {
        this.ended = true;
      },
      cut: () => {
        this.wasCut = true;
        this.drain();
      },
    };
    this.stream = new EventStream({
      kinds: ['alarm', 'case', 'device'],
      shows: () => true,
      readings: false,
      after: null,
      sink,
      limits: testLimits,
      onFailure: (thrown) => this.failures.push(thrown),
      views: {
        events: async (after, wanted, limit) => {
          const read = () =>
            this.log.filter(({ id, kind }) => id > after && wanted.includes(kind)).slice(0, limit);
          const atOnce = read();
          if (storeWaits === 'never') return atOnce;
          await new Promise<void>((resolve) => this.#pendingReads.push(resolve));
          return storeWaits === 'with the answer' ? atOnce : read();
        },
      },
      ...options,
    });
  }

  commit(...events: CommittedEvent[]): void {
    this.log.push(...events);
    this.stream.offer(events.map(eventFrame), []);
  }

  drain(): void {
    this.#drained.resolve();
    this.#drained = Promise.withResolvers();
  }

  answerStore(): void {
    for (const resolve of this.#pendingReads.splice(0)) resolve();
  }

  /** Lets everything that waits go on until nothing does. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 100; turn += 1) {
      this.drain();
      this.answerStore();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  get ids(): number[] {
    return [...this.texts.join('').matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  }
}
