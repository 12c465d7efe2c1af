// What is mended in aedes' clients beyond its published interface, in one place. Written against aedes 1.2.
import type { Client } from 'aedes';
import type { CommandForm } from './command-topics.ts';
import type { GuardedStream } from './guarded-stream.ts';
import { type BacklogReader, unkeptDelivery } from './paced-sessions.ts';
import { brokenRule, type ReadPacket } from './packet-rules.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';
import { PieceParser } from './piece-parser.ts';
import { Replay } from './replay.ts';
import { type SlowReaderLimits, SlowReaderQueue } from './slow-reader-queue.ts';

type Deliver = (packet: BrokerPacket, done: () => void) => void;

interface ClientParts {
  duplicates: Record<string, number>;
  _parser: Pick<NodeJS.EventEmitter, 'listeners'> | PieceParser;
  _parsingBatch: number;
  deliver0: Deliver;
  deliverQoS: Deliver;
  _nextId: number;
}

const largestMessageId = 65_535;
/** CONNACK: unacceptable protocol version. */
const wrongVersion = Buffer.from([0x20, 0x02, 0x00, 0x01]);

/** What the owner of a client is told. */
export interface ClientWatch {
  /** A message for a slow reader gave way to newer ones. */
  dropped(): void;
  /** The client sent a packet that breaks `rule`, which goes no further. */
  brokeRule(rule: string): void;
}

/** What only some clients need is made when they do: most only send. */
export class MendedClient implements BacklogReader {
  readonly #client: Client;
  readonly #stream: GuardedStream;
  readonly #limits: SlowReaderLimits;
  readonly #watch: ClientWatch;
  readonly #handle: (this: PieceParser, packet: ReadPacket) => void;
  readonly #deliver0: Deliver;
  readonly #deliverQoS: Deliver;
  readonly #parser: PieceParser;
  #readsFreely = false;
  #slow: SlowReaderQueue | null = null;
  #replay: Replay | null = null;
  #unacknowledged: Map<number, () => void> | null = null;

  /** `client` has read nothing yet. */
  constructor(client: Client, stream: GuardedStream, limits: SlowReaderLimits, watch: ClientWatch) {
    this.#client = client;
    this.#stream = stream;
    this.#limits = limits;
    this.#watch = watch;
    const parts = this.#parts;
    const [handle] = (parts._parser as NodeJS.EventEmitter).listeners('packet');
    this.#handle = handle as (packet: ReadPacket) => void;
    this.#parser = new PieceParser(
      client,
      (packet) => this.#take(packet),
      (error) => this.#fail(error),
    );
    this.#deliver0 = parts.deliver0;
    this.#deliverQoS = parts.deliverQoS;
    parts._parser = this.#parser;
    parts.duplicates = lastDeliveryOnly();
    parts.deliver0 = (packet, done) => this.#deliverAtMostOnce(packet, done);
    parts.deliverQoS = (packet, done) => this.#deliverAtLeastOnce(packet, done);
  }

  get replay(): Replay {
    this.#replay ??= new Replay();
    return this.#replay;
  }

  /**
   * From now on packets are read as the guard lets them in. aedes would read on only when all of the last chunk are
   * dealt with, and leave a PINGREQ unanswered while a message waits for its commit. To be called after CONNACK.
   */
  readFreely(): void {
    this.#readsFreely = true;
    this.#parts._parsingBatch = 0;
  }

  whenRoom(then: () => void): void {
    this.#stream.whenRoom(then);
  }

  messageIdInUse(messageId: number): void {
    this.#parts._nextId = idAfter(messageId);
  }

  acknowledged(messageId: number): boolean {
    const then = this.#unacknowledged?.get(messageId);
    this.#unacknowledged?.delete(messageId);
    then?.();
    return then !== undefined;
  }

  /**
   * Sends a message of the hub's own queue, of which aedes and the session keep nothing. `acknowledged` is called
   * when the client has it: at QoS 0 when it was written.
   */
  send(id: string, { topic, payload, qos }: CommandForm, acknowledged: () => void): void {
    const parts = this.#parts;
    const messageId = parts._nextId;
    parts._nextId = idAfter(messageId);
    if (qos > 0) {
      this.#unacknowledged ??= new Map();
      this.#unacknowledged.set(messageId, acknowledged);
    }
    const packet = { cmd: 'publish', topic, payload: Buffer.from(payload), qos, retain: false, dup: false };
    const own = { brokerId: unkeptDelivery + id, brokerCounter: 1, clientId: this.#client.id, messageId };
    this.#deliverQoS({ ...packet, ...own }, () => {
      if (qos === 0) acknowledged();
    });
  }

  get #parts(): ClientParts {
    return this.#client as unknown as ClientParts;
  }

  /** Stands before aedes' own handler of packets, which takes what MQTT forbids. */
  #take(packet: ReadPacket): void {
    if (this.#client.closed) return;
    const rule = brokenRule(packet);
    if (rule !== null) {
      this.#watch.brokeRule(rule);
      return;
    }
    this.#handle.call(this.#parser, packet);
    if (this.#readsFreely) this.#parts._parsingBatch = 0;
  }

  #fail(error: Error): void {
    // The parser stops at a level that it does not know; the client is to be told [MQTT-3.1.2-2].
    if (error.message === 'Invalid protocol version') this.#client.conn.write(wrongVersion);
    this.#client.emit('error', error);
  }

  #deliverAtMostOnce(packet: BrokerPacket, done: () => void): void {
    if (this.#slow === null && this.#stream.hasRoom) {
      this.#deliver0(packet, done);
      return;
    }
    this.#slow ??= new SlowReaderQueue(this.#limits, this.#stream, this.#deliver0, () =>
      this.#watch.dropped(),
    );
    this.#slow.take(packet, done);
  }

  #deliverAtLeastOnce(packet: BrokerPacket, done: () => void): void {
    const delivery = packet.brokerId ?? '';
    // Retained messages for a new subscription have none: a thousand of them come as fast as they are read.
    if (delivery === '') this.#deliverQoS(packet, () => this.#stream.whenRoom(done));
    else if ((packet.qos ?? 0) > 0 && this.#replay?.takesLive(delivery) === false) setImmediate(done);
    else this.#deliverQoS(packet, done);
  }
}

function idAfter(messageId: number): number {
  return messageId >= largestMessageId ? 1 : messageId + 1;
}

interface LastDelivery {
  delivery: string;
  counter: number;
}

const lastDelivery: ProxyHandler<LastDelivery> = {
  get: (last, delivery) => (delivery === last.delivery ? last.counter : 0),
  set(last, delivery, value: number) {
    last.delivery = String(delivery);
    last.counter = value;
    return true;
  },
};

/**
 * aedes takes a message for a repetition where its counter is below the last one delivered, and so loses those that
 * were overtaken on the way, as QoS 0 overtakes QoS 1. Here every message has a broker id of its own, and only
 * the same message again, for another filter of the same client, is a repetition; those come one right after the
 * other.
 */
function lastDeliveryOnly(): Record<string, number> {
  return new Proxy({ delivery: '', counter: 0 }, lastDelivery) as unknown as Record<string, number>;
}
