// One connection from its first byte to its last: who it is, what it may send now, and what it still waits for.
import type { Duplex } from 'node:stream';
import type { Identity } from './access.ts';
import type { DeviceRates } from './device-rates.ts';
import type { EdgeCounters } from './edge-counters.ts';
import { type FrameProblem, packetTypes } from './frame-scanner.ts';
import { GuardedStream, type GuardedStreamOptions } from './guarded-stream.ts';
import type { InFlight } from './in-flight.ts';
import type { LoginFailure } from './login.ts';
import type { MqttLimits } from './mqtt-limits.ts';
import { brokenRule, type ReadPacket } from './packet-rules.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';
import type { TokenBucket } from './token-bucket.ts';

export interface ConnectionOptions {
  readonly limits: MqttLimits;
  readonly stream: GuardedStreamOptions;
  readonly inFlight: InFlight;
  readonly rates: DeviceRates;
  readonly counters: EdgeCounters;
  readonly monotonicMs: () => number;
  /** Takes a message of QoS 0 or 1 to the engine, and answers it. */
  readonly carry: (connection: Connection, packet: BrokerPacket) => void;
  /** Its stream is closed. */
  readonly closed: (connection: Connection) => void;
}

/** What CONNECT said and what came of it. */
export type Login =
  | { readonly ok: true; readonly who: Identity; readonly sessionId: string; readonly isPersistent: boolean }
  | {
      readonly ok: false;
      readonly reason: LoginFailure;
      /** How long the answer is to wait, ms. */
      readonly delayMs: number;
    };

/** A wait for tokens takes this long at least, so that a fast device costs no timer per packet, ms. */
const rateStepMs = 50;

const noFilters: ReadonlyMap<string, number> = new Map();

const acknowledgements: ReadonlySet<number> = new Set([
  packetTypes.puback,
  packetTypes.pubrec,
  packetTypes.pubrel,
  packetTypes.pubcomp,
]);

export class Connection {
  readonly address: string;
  readonly certifiedName: string | null;
  readonly stream: GuardedStream;
  login: Login | null = null;
  will: BrokerPacket | null = null;
  /** How long the client may say nothing, by its own word, ms. */
  keepaliveMs = Number.POSITIVE_INFINITY;
  /** Whether the client said DISCONNECT, which makes its will void. */
  saidGoodbye = false;
  /** Whether it closes because of a refusal that was counted. */
  wasRefused = false;
  readonly #options: ConnectionOptions;
  #filters: Map<string, number> | null = null;
  #bucket: TokenBucket | null = null;
  #state: 'connecting' | 'open' | 'draining' = 'connecting';
  /** Messages that were let in and whose commit is not decided. */
  #admitted = 0;
  /** Those of them that have come whole, and their payloads. */
  #submitted = 0;
  #submittedBytes = 0;
  #rateTimer: NodeJS.Timeout | null = null;

  /** `certifiedName`: the device that a verified client certificate names; `null` where there is none. */
  constructor(raw: Duplex, address: string, certifiedName: string | null, options: ConnectionOptions) {
    this.address = address;
    this.certifiedName = certifiedName;
    this.#options = options;
    this.stream = new GuardedStream(raw, options.stream, this);
    this.stream.on('close', () => this.#closed());
  }

  /** The QoS of each filter that is subscribed to. */
  get filters(): ReadonlyMap<string, number> {
    return this.#filters ?? noFilters;
  }

  get who(): Identity | null {
    return this.login?.ok === true ? this.login.who : null;
  }

  /** CONNACK went out: what waits behind CONNECT may come. */
  opened(): void {
    const { rates, monotonicMs } = this.#options;
    if (this.who?.kind === 'device') this.#bucket = rates.bucketOf(this.who.name, monotonicMs());
    if (this.#state === 'connecting') this.#state = 'open';
    this.stream.proceed();
  }

  subscribed(filter: string, qos: number): void {
    this.#filters ??= new Map();
    this.#filters.set(filter, qos);
  }

  unsubscribed(filter: string): void {
    this.#filters?.delete(filter);
  }

  /** Lets nothing more in, so that what is under way can end. */
  drain(): void {
    this.#state = 'draining';
  }

  admit(packetType: number): boolean {
    if (packetType === packetTypes.connect) return true;
    if (this.#state !== 'open') return false;
    if (acknowledgements.has(packetType)) return true;
    if (packetType === packetTypes.disconnect) {
      // aedes closes at once: what was sent before is acknowledged first.
      if (this.#admitted > 0) return false;
      this.saidGoodbye = true;
      return true;
    }
    const { inFlight, limits } = this.#options;
    const isMessage = packetType === packetTypes.publish;
    if (isMessage && this.#admitted >= limits.inFlightPerClient) return false;
    if (isMessage && this.#submittedBytes >= limits.inFlightBytesPerClient) return false;
    if (isMessage && !inFlight.hasRoomFor(this)) return false;
    if (!this.#takeToken()) return false;
    if (isMessage) {
      this.#admitted += 1;
      inFlight.began();
    }
    return true;
  }

  published(packet: BrokerPacket): void {
    const rule = brokenRule(packet as ReadPacket);
    if (rule === null) this.#options.carry(this, packet);
    else this.brokeRule(rule);
  }

  /** The peer sent a packet that can be read and breaks `rule`. */
  brokeRule(rule: string): void {
    this.malformed('malformed', rule);
    this.stream.destroy(new Error(rule));
  }

  proceed(): void {
    this.stream.proceed();
  }

  /** A message has come whole and goes to be committed. */
  submitted(bytes: number): void {
    this.#submitted += 1;
    this.#submittedBytes += bytes;
    this.#options.inFlight.submitted(bytes);
  }

  /** Its commit is decided. */
  decided(bytes: number): void {
    this.#submitted -= 1;
    this.#submittedBytes -= bytes;
    this.#admitted -= 1;
    this.#options.inFlight.ended(1, bytes);
    this.stream.proceed();
  }

  /** `rule`: what it breaks, where that is known. */
  malformed(problem: FrameProblem, rule?: string): void {
    // A DISCONNECT that is none takes no leave.
    this.saidGoodbye = false;
    const fields = rule === undefined ? {} : { rule };
    this.refused(`packets_refused_${problem}`, fields, 'connection closed: not a packet that is taken here');
  }

  dropped(): void {
    this.#options.counters.add('slow_reader_messages_dropped');
  }

  overflowed(): void {
    this.refused('slow_readers_closed', {}, 'connection closed: the reader does not read');
  }

  /** Counts and logs a refusal that closes the connection. */
  refused(name: string, fields: Readonly<Record<string, unknown>>, message: string): void {
    this.wasRefused = true;
    this.noted(name, fields, message);
  }

  /** Counts and logs a refusal after which the connection goes on. */
  noted(name: string, fields: Readonly<Record<string, unknown>>, message: string): void {
    const client = this.who?.name ?? null;
    this.#options.counters.refused(name, { client, address: this.address, ...fields }, message);
  }

  /** aedes gives it up because of an error: of the line's, or of the peer's where nothing was refused before. */
  failed(error: Error): void {
    if ('syscall' in error) {
      this.#options.counters.add('connections_lost');
      return;
    }
    if (!this.wasRefused) this.refused('protocol_errors', { error: error.message }, 'connection closed');
  }

  /** Closes it where it has been too slow. Called now and then. */
  closeIfStuck(nowMs: number): void {
    const { drainTimeoutMs, frameTimeoutMs, idleTimeoutMs } = this.#options.limits;
    const { fullSinceMs, frameSinceMs, heardAtMs } = this.stream;
    if (fullSinceMs !== null && nowMs - fullSinceMs > drainTimeoutMs) {
      this.overflowed();
      this.stream.destroy(new Error('the peer does not read'));
    } else if (frameSinceMs !== null && nowMs - frameSinceMs > frameTimeoutMs) {
      this.refused('slow_senders_closed', {}, 'connection closed: a packet did not come to its end');
      this.stream.destroy(new Error('a packet did not come to its end'));
    } else if (nowMs - heardAtMs > this.keepaliveMs && !this.stream.isHeld) {
      this.refused('keepalives_missed', {}, 'connection closed: its keepalive ran out');
      this.stream.destroy(new Error('the keepalive ran out'));
    } else if (nowMs - heardAtMs > idleTimeoutMs) {
      this.refused('idle_clients_closed', {}, 'connection closed: nothing was heard for long');
      this.stream.destroy(new Error('nothing was heard for long'));
    }
  }

  #takeToken(): boolean {
    const now = this.#options.monotonicMs();
    const bucket = this.#bucket;
    if (bucket === null || bucket.take(now)) return true;
    this.#rateTimer ??= setTimeout(() => {
      this.#rateTimer = null;
      this.stream.proceed();
    }, bucket.waitMs(rateStepMs));
    return false;
  }

  #closed(): void {
    const { inFlight } = this.#options;
    if (this.#rateTimer !== null) clearTimeout(this.#rateTimer);
    inFlight.forget(this);
    // Those that never came whole will not be decided.
    const lost = this.#admitted - this.#submitted;
    this.#admitted = this.#submitted;
    if (lost > 0) inFlight.ended(lost, 0);
    this.#options.closed(this);
  }
}
