// All open streams: one listener to the engine and one heartbeat serve them, and together they are bounded.
import type { FastifyBaseLogger } from 'fastify';
import type { Committed, Engine, Views } from '../../core/ports.ts';
import { secondMs } from '../../core/time.ts';
import { eventFrame, positionFrame } from './event-frame.ts';
import {
  type EventSink,
  EventStream,
  type EventStreamLimits,
  type EventStreamOptions,
} from './event-stream.ts';

const maxStreams = 500;
const heartbeatMs = 15 * secondMs;

const limits: EventStreamLimits = {
  queueLength: 1_000,
  batchLength: 200,
  readingIntervalMs: secondMs,
  patienceBeats: 4,
};

export interface EventFeedOptions {
  readonly engine: Pick<Engine, 'onCommitted'>;
  readonly views: Pick<Views, 'events'>;
  readonly log: FastifyBaseLogger;
}

export interface EventSubscription
  extends Pick<EventStreamOptions, 'kinds' | 'shows' | 'readings' | 'showsReading' | 'after'> {
  readonly sink: EventSink;
  /** Asked at each heartbeat; the stream ends when it says no. */
  readonly mayRead: () => boolean;
}

export class EventFeed {
  readonly #options: EventFeedOptions;
  readonly #streams = new Map<EventStream, EventSubscription>();
  readonly #stopListening: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  /** The newest position seen; `null` before the first commit. */
  #newestId: number | null = null;
  #closed = false;

  constructor(options: EventFeedOptions) {
    this.#options = options;
    this.#stopListening = options.engine.onCommitted((committed) => this.#take(committed));
    this.#heartbeat = setInterval(() => this.beat(), heartbeatMs).unref();
  }

  get hasRoom(): boolean {
    return !this.#closed && this.#streams.size < maxStreams;
  }

  get size(): number {
    return this.#streams.size;
  }

  /** Opens a stream to `subscription.sink`; the function that is returned forgets it. */
  open(subscription: EventSubscription): () => void {
    // A reader that sees nothing before its connection breaks still knows where to resume.
    if (subscription.after === null && this.#newestId !== null) {
      subscription.sink.write(positionFrame(this.#newestId));
    }
    const stream = new EventStream({
      ...subscription,
      views: this.#options.views,
      limits,
      onFailure: (thrown) => this.#options.log.error({ err: thrown }, 'event stream ended'),
    });
    this.#streams.set(stream, subscription);
    return () => {
      this.#streams.delete(stream);
      stream.close();
    };
  }

  /** What is due every 15 s: signs of life, and the end of streams whose reader may no longer read. */
  beat(): void {
    for (const [stream, { mayRead }] of this.#streams) {
      if (mayRead()) stream.beat();
      else stream.close();
    }
  }

  close(): void {
    this.#closed = true;
    this.#stopListening();
    clearInterval(this.#heartbeat);
    for (const stream of this.#streams.keys()) stream.close();
    this.#streams.clear();
  }

  #take({ events, latest }: Committed): void {
    const newest = events.at(-1);
    if (newest !== undefined) this.#newestId = newest.id;
    if (this.#streams.size === 0) return;
    const frames = events.map(eventFrame);
    for (const stream of this.#streams.keys()) stream.offer(frames, latest);
  }
}
