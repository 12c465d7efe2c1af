// Keeps the live store in step with the hub: one event stream that comes back by itself, and the lists anew each
// time it does, so that nothing is missed.
import { messageOf } from '../../../../core/error.ts';
import { type EpochMs, secondMs } from '../../../../core/time.ts';
import { hasCode, loginNeededCode } from '../api-client/request.ts';
import type { Connection, Loading } from './connection.ts';
import { liveEventKinds, parseLiveEvent } from './live-event.ts';
import type { LiveStore } from './live-store.ts';
import type { PlaceDesk } from './place-desk.ts';
import { readSnapshot, readTown } from './snapshot.ts';

/** What stands on the wall; other values are asked for where they are looked at. */
const metrics = ['depth_mm', 'rain_mm'] as const;
const address = `/api/v1/events?types=${liveEventKinds.join(',')}&metrics=${metrics.join(',')}`;

/** Between attempts to read the lists or to open a stream that the hub refused. */
const retryMs = 3 * secondMs;
/** A stream that is silent for so long may be dead without either side knowing: it is opened anew. */
const silenceMs = 90 * secondMs;
/** How often silence is looked for, and whether the registry has changed. */
const watchMs = 10 * secondMs;

export interface LiveFeedOptions {
  readonly store: LiveStore;
  readonly places: PlaceDesk;
  onConnection(connection: Connection): void;
  onLoading(loading: Loading): void;
  /** The session has ended. The feed has stopped. */
  onSignedOut(): void;
}

export class LiveFeed {
  readonly #options: LiveFeedOptions;
  #source: EventSource | null = null;
  #reading: AbortController | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #watch: ReturnType<typeof setInterval> | null = null;
  #heardAt: EpochMs | null = null;
  #hasLoaded = false;

  constructor(options: LiveFeedOptions) {
    this.#options = options;
  }

  start(): void {
    this.#options.onConnection({ state: 'connecting' });
    this.#options.onLoading({ state: 'loading' });
    this.#watch = setInterval(() => {
      this.#checkSilence();
      void this.#checkRegistry();
    }, watchMs);
    this.#open();
  }

  stop(): void {
    this.#source?.close();
    this.#source = null;
    this.#reading?.abort();
    this.#reading = null;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#watch = null;
  }

  /** Reads the lists now, for a person who does not want to wait. */
  reload(): void {
    void this.#load();
  }

  #open(): void {
    this.#source?.close();
    const source = new EventSource(address);
    this.#source = source;
    source.onopen = () => {
      this.#heard();
      this.#options.onConnection({ state: 'live' });
      void this.#load();
    };
    source.onerror = () => {
      this.#options.onConnection({ state: 'lost', heardAt: this.#heardAt });
      // Refused, not merely cut: the browser gives up. Reading the lists tells whether the session has ended.
      if (source.readyState === EventSource.CLOSED) void this.#load();
    };
    for (const kind of liveEventKinds) {
      source.addEventListener(kind, (message: MessageEvent<string>) => {
        this.#heard();
        const event = parseLiveEvent(kind, message.lastEventId, message.data);
        if (event !== null) this.#options.store.take(event);
      });
    }
  }

  async #load(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#options.store.snapshotAsked();
    try {
      const snapshot = await readSnapshot(reading.signal);
      if (this.#reading !== reading) return;
      const { store, places } = this.#options;
      const isChanged = (store.read().town?.version ?? snapshot.town.version) !== snapshot.town.version;
      store.snapshotCame(snapshot);
      if (isChanged) places.askAnew();
      this.#hasLoaded = true;
      this.#options.onLoading({ state: 'loaded' });
      if (this.#source?.readyState === EventSource.CLOSED) this.#later(() => this.#open());
    } catch (thrown) {
      if (this.#reading !== reading) return;
      this.#failed(thrown);
    }
  }

  #failed(thrown: unknown): void {
    if (hasCode(thrown, loginNeededCode)) {
      this.stop();
      this.#options.onSignedOut();
      return;
    }
    // What was read before is still there, with the connection's state beside it.
    if (!this.#hasLoaded) this.#options.onLoading({ state: 'failed', detail: messageOf(thrown) });
    this.#later(() => void this.#load());
  }

  /** The registry tells of no change by itself. */
  async #checkRegistry(): Promise<void> {
    const before = this.#options.store.read().town?.version;
    if (before === undefined || this.#source?.readyState !== EventSource.OPEN) return;
    try {
      const { version } = await readTown(AbortSignal.timeout(watchMs));
      if (version !== before && this.#watch !== null) await this.#load();
    } catch {
      // The next look tells, and the stream tells where the hub is gone.
    }
  }

  #later(work: () => void): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = setTimeout(work, retryMs);
  }

  #heard(): void {
    this.#heardAt = Date.now();
  }

  #checkSilence(): void {
    if (this.#source?.readyState !== EventSource.OPEN || this.#heardAt === null) return;
    if (Date.now() - this.#heardAt > silenceMs) this.#open();
  }
}
