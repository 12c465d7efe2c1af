// The last words of connections that end without DISCONNECT. They are on disk before CONNACK; they go to the engine
// like any message; and those of connections that ended with the hub are published after its next start, unless
// their clients have come back by then.
import type { SluiceError } from '../core/error.ts';
import { secondMs } from '../core/time.ts';
import type { Access, Identity } from './access.ts';
import type { EdgeCounters } from './edge-counters.ts';
import type { PacedSessions } from './paced-sessions.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';
import { identityOf } from './session-id.ts';

/** How long a will waits that could not be committed, ms. */
const retryMs = 5 * secondMs;

export interface WillsOptions {
  readonly sessions: PacedSessions;
  readonly access: Access;
  readonly counters: EdgeCounters;
  readonly commit: (who: Identity, packet: BrokerPacket, done: (error: SluiceError | null) => void) => void;
  readonly deliver: (packet: BrokerPacket) => Promise<void>;
}

export class Wills {
  readonly #options: WillsOptions;
  /** Of the connections that are there, by session. */
  readonly #armed = new Map<string, BrokerPacket>();
  #isClosed = false;

  constructor(options: WillsOptions) {
    this.#options = options;
  }

  /** Keeps the will of a new connection, or notes that it has none. Rejects where it cannot be kept. */
  async arm(sessionId: string, will: BrokerPacket | null): Promise<void> {
    const { sessions } = this.#options;
    if (will === null) {
      this.#armed.delete(sessionId);
      await sessions.dropWill(sessionId);
      return;
    }
    this.#armed.set(sessionId, will);
    await sessions.keepWill(sessionId, will);
  }

  /** The connection ended with a DISCONNECT [MQTT-3.14.4-3]. */
  discard(sessionId: string): void {
    if (this.#isClosed || !this.#armed.delete(sessionId)) return;
    this.#forget(sessionId);
  }

  /** The connection ended without one. */
  fire(sessionId: string): void {
    const will = this.#armed.get(sessionId);
    if (this.#isClosed || will === undefined) return;
    this.#armed.delete(sessionId);
    this.#publish(sessionId, will);
  }

  /** Publishes what an earlier run left behind and nobody came back for. */
  fireOrphans(): void {
    for (const sessionId of this.#options.sessions.wills.clientIds()) {
      const will = this.#options.sessions.wills.get(sessionId);
      if (will !== undefined && !this.#armed.has(sessionId)) this.#publish(sessionId, will);
    }
  }

  /** From now on wills stay where they are, for the next start. */
  close(): void {
    this.#isClosed = true;
  }

  #publish(sessionId: string, will: BrokerPacket): void {
    if (this.#isClosed) return;
    const { access, commit, counters, deliver } = this.#options;
    const who = identityOf(sessionId);
    if (who === null || !access.mayPublish(who, will.topic ?? '')) {
      counters.refused('messages_refused', { client: who?.name, topic: will.topic }, 'will refused');
      this.#forget(sessionId);
      return;
    }
    commit(who, will, (error) => {
      if (error !== null) {
        setTimeout(() => {
          // A client that is back says itself how it is.
          if (!this.#armed.has(sessionId)) this.#publish(sessionId, will);
        }, retryMs).unref();
        return;
      }
      counters.add('wills_published');
      const { topic, payload, qos, retain } = will;
      const packet = { cmd: 'publish', topic, payload, qos, retain, dup: false, clientId: sessionId };
      deliver(packet as BrokerPacket).catch(() => counters.add('messages_not_delivered'));
      this.#forget(sessionId);
    });
  }

  #forget(sessionId: string): void {
    // A newer connection has its own in the same place.
    if (this.#armed.has(sessionId)) return;
    this.#options.sessions.dropWill(sessionId).catch(() => {});
  }
}
