// What the MQTT edge did since the start, by name, for `/metrics` and the log. Refusals are logged too, but not
// more than a few a second: nobody outside can fill the disk with the log of what was refused.
import type { EdgeLog } from './edge-log.ts';
import { TokenBucket } from './token-bucket.ts';

const logsPerSecond = 20;

/** Names that are there from the start, so that a missing series never hides a zero. */
const names = [
  'connections_total',
  'connections_refused_limit',
  'connections_refused_throttled',
  'logins',
  'messages_received',
  'messages_refused',
  'messages_not_committed',
  'messages_not_delivered',
  'subscriptions_refused',
  'packets_refused_not_connect',
  'packets_refused_too_large',
  'packets_refused_malformed',
  'slow_readers_closed',
  'slow_reader_messages_dropped',
  'slow_senders_closed',
  'idle_clients_closed',
  'keepalives_missed',
  'protocol_errors',
  'connections_lost',
  'takeovers',
  'clients_banned',
  'wills_published',
  'commands_sent',
  'commands_acknowledged',
  'retained_refused',
] as const;

export class EdgeCounters {
  readonly #log: EdgeLog;
  readonly #monotonicMs: () => number;
  readonly #counts = new Map<string, number>(names.map((name) => [name, 0]));
  readonly #logs: TokenBucket;
  #unlogged = 0;

  constructor(log: EdgeLog, monotonicMs: () => number) {
    this.#log = log;
    this.#monotonicMs = monotonicMs;
    this.#logs = new TokenBucket(logsPerSecond, logsPerSecond * 5, monotonicMs());
  }

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** Counts a refusal and logs who was refused and why. */
  refused(name: string, fields: Readonly<Record<string, unknown>>, message: string): void {
    this.add(name);
    if (!this.#logs.take(this.#monotonicMs())) {
      this.#unlogged += 1;
      return;
    }
    const more = this.#unlogged === 0 ? {} : { unlogged_before: this.#unlogged };
    this.#unlogged = 0;
    this.#log.warn({ ...fields, refusal: name, ...more }, message);
  }

  all(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
