// One reader's stream. Changes reach it once and in order, however slow it reads: what does not fit its queue is
// read again from the store, so that a slow reader costs a bounded amount of memory and delays nobody.
import type { CommittedEvent, LatestValue, Views } from '../../core/ports.ts';
import { type EventFrame, eventFrame, heartbeatFrame, latestFrame } from './event-frame.ts';

/** Where the frames go. */
export interface EventSink {
  /** False where the reader should be given time; see `drained`. */
  write(text: string): boolean;
  /** Resolves when more may be written, or the reader is gone. */
  drained(): Promise<void>;
  /** Ends the connection after what was written. */
  end(): void;
  /** Cuts the connection. */
  cut(): void;
}

export interface EventStreamLimits {
  /** Live changes that wait for the reader; above it they come from the store. */
  readonly queueLength: number;
  /** Changes read from the store, or written, at a time. */
  readonly batchLength: number;
  /** Newest values are sent at most this often, ms. */
  readonly readingIntervalMs: number;
  /** A reader that took nothing for so many heartbeats is cut off. */
  readonly patienceBeats: number;
}

export interface EventStreamOptions {
  /** Kinds of change that are kept. */
  readonly kinds: readonly CommittedEvent['kind'][];
  /** Whether the reader may see it. Called for changes of `kinds`. */
  readonly shows: (event: CommittedEvent) => boolean;
  /** Whether newest values are wanted too. */
  readonly readings: boolean;
  /** Whether this newest value is; all of them unless given. */
  readonly showsReading?: (latest: LatestValue) => boolean;
  /** Resume after this position; `null` starts with what comes. */
  readonly after: number | null;
  readonly sink: EventSink;
  readonly views: Pick<Views, 'events'>;
  readonly limits: EventStreamLimits;
  readonly onFailure: (thrown: unknown) => void;
}

export class EventStream {
  readonly #options: EventStreamOptions;
  readonly #kinds: ReadonlySet<string>;
  #queue: EventFrame[] = [];
  /** Where to read on from in the store; `null` while the queue has all that comes. */
  #readAfter: number | null;
  /** Whether something was dropped from the queue since the last read of the store began. */
  #dropped = false;
  readonly #latest = new Map<string, LatestValue>();
  #readingsDue = false;
  #readingTimer: NodeJS.Timeout | null = null;
  #pumping = false;
  #stalledBeats = 0;
  #stalled = false;
  #closed = false;

  constructor(options: EventStreamOptions) {
    this.#options = options;
    this.#kinds = new Set(options.kinds);
    this.#readAfter = options.after;
    this.#wake();
  }

  /** Takes what was committed. Returns at once. */
  offer(frames: readonly EventFrame[], latest: readonly LatestValue[]): void {
    if (this.#closed) return;
    for (const frame of frames) if (this.#wants(frame.event)) this.#enqueue(frame);
    if (this.#options.readings && latest.length > 0) this.#conflate(latest);
    this.#wake();
  }

  /** Shows that the stream lives, or cuts off a reader that has stopped reading. */
  beat(): void {
    if (!this.#stalled) {
      this.#options.sink.write(heartbeatFrame);
      return;
    }
    this.#stalledBeats += 1;
    if (this.#stalledBeats >= this.#options.limits.patienceBeats) this.#options.sink.cut();
  }

  /** Ends the stream; the reader may come back and resume. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#readingTimer !== null) clearTimeout(this.#readingTimer);
    this.#queue = [];
    this.#latest.clear();
    this.#options.sink.end();
  }

  #wants(event: CommittedEvent): boolean {
    return this.#kinds.has(event.kind) && this.#options.shows(event);
  }

  #enqueue(frame: EventFrame): void {
    if (this.#queue.length >= this.#options.limits.queueLength) {
      const first = this.#queue[0] ?? frame;
      this.#readAfter ??= first.event.id - 1;
      this.#dropped = true;
      this.#queue = [];
    }
    this.#queue.push(frame);
  }

  #conflate(latest: readonly LatestValue[]): void {
    const { showsReading } = this.#options;
    for (const value of latest) {
      if (showsReading?.(value) === false) continue;
      this.#latest.set(`${value.deviceId} ${value.metric}`, value);
    }
    if (this.#readingTimer === null) this.#releaseReadings();
  }

  /** Sends what has gathered, and again after the interval as long as something gathers. */
  #releaseReadings(): void {
    this.#readingTimer = null;
    if (this.#latest.size === 0) return;
    this.#readingsDue = true;
    this.#readingTimer = setTimeout(() => this.#releaseReadings(), this.#options.limits.readingIntervalMs);
    this.#wake();
  }

  #wake(): void {
    if (this.#pumping) return;
    this.#pump().catch((thrown: unknown) => {
      this.#options.onFailure(thrown);
      this.close();
    });
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    try {
      while (!this.#closed) {
        if (this.#readAfter !== null) {
          await this.#readOn(this.#readAfter);
          continue;
        }
        const text = this.#takeLive();
        // No await between this look and the end of pumping, so that nothing is offered unseen.
        if (text === '') return;
        await this.#write(text);
      }
    } finally {
      this.#pumping = false;
    }
  }

  /** Writes the next batch from the store, and goes live where it was the last one. */
  async #readOn(after: number): Promise<void> {
    const { views, kinds, limits, shows } = this.#options;
    this.#dropped = false;
    const events = kinds.length === 0 ? [] : await views.events(after, kinds, limits.batchLength);
    if (this.#closed) return;
    const readTo = events.at(-1)?.id ?? after;
    this.#readAfter = readTo;
    const text = events.filter(shows).map((event) => eventFrame(event).text);
    if (text.length > 0) await this.#write(text.join(''));
    if (events.length === limits.batchLength || this.#dropped) return;
    // All that was committed before the read is written, all that came after it began is in the queue.
    this.#queue = this.#queue.filter((frame) => frame.event.id > readTo);
    this.#readAfter = null;
  }

  #takeLive(): string {
    const frames = this.#queue.splice(0, this.#options.limits.batchLength);
    let text = frames.map((frame) => frame.text).join('');
    if (this.#readingsDue) {
      this.#readingsDue = false;
      for (const latest of this.#latest.values()) text += latestFrame(latest);
      this.#latest.clear();
    }
    return text;
  }

  async #write(text: string): Promise<void> {
    if (this.#closed || this.#options.sink.write(text)) return;
    this.#stalled = true;
    await this.#options.sink.drained();
    this.#stalled = false;
    this.#stalledBeats = 0;
  }
}
