// What is mended in aedes' clients beyond its published interface, in one place. Written against aedes 1.2.
import type { Client } from 'aedes';
import type { CommandForm } from './command-topics.ts';
import type { GuardedStream } from './guarded-stream.ts';
import { type BacklogReader, unkeptDelivery } from './paced-sessions.ts';
import { brokenRule, type ReadPacket } from './packet-rules.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';
import { Replay } from './replay.ts';
import { type SlowReaderLimits, SlowReaderQueue } from './slow-reader-queue.ts';

interface ClientParts {
  duplicates: Record<string, number>;
  _parser: NodeJS.EventEmitter;
  deliver0: (packet: BrokerPacket, done: () => void) => void;
  deliverQoS: (packet: BrokerPacket, done: () => void) => void;
  _nextId: number;
}

const largestMessageId = 65_535;

export interface MendedClient extends BacklogReader {
  /**
   * From now on packets are read as the guard lets them in. aedes would read on only when all of the last chunk are
   * dealt with, and leave a PINGREQ unanswered while a message waits for its commit. To be called after CONNACK.
   */
  readFreely(): void;
  /**
   * Sends a message of the hub's own queue, of which aedes and the session keep nothing. `acknowledged` is called
   * when the client has it: at QoS 0 when it was written.
   */
  send(id: string, message: CommandForm, acknowledged: () => void): void;
}

/** What the owner of a client is told. */
export interface ClientWatch {
  /** A message for a slow reader gave way to newer ones. */
  dropped(): void;
  /** The client sent a packet that breaks `rule`, which goes no further. */
  brokeRule(rule: string): void;
}

/** Mends a client that has read nothing yet. */
export function mendClient(
  client: Client,
  stream: GuardedStream,
  limits: SlowReaderLimits,
  watch: ClientWatch,
): MendedClient {
  const parts = client as unknown as ClientParts;
  const { dropped } = watch;
  obeyRules(client, parts._parser, watch);
  const slow = new SlowReaderQueue(limits, stream, parts.deliver0, dropped);
  parts.deliver0 = (packet, done) => slow.take(packet, done);
  const replay = new Replay();
  parts.duplicates = lastDeliveryOnly();
  const unacknowledged = new Map<number, () => void>();
  const deliver = parts.deliverQoS;
  parts.deliverQoS = (packet, done) => {
    const delivery = packet.brokerId ?? '';
    // Retained messages for a new subscription have none: a thousand of them come as fast as they are read.
    if (delivery === '') deliver(packet, () => stream.whenRoom(done));
    else if ((packet.qos ?? 0) > 0 && !replay.takesLive(delivery)) setImmediate(done);
    else deliver(packet, done);
  };
  return {
    replay,
    whenRoom: (then) => stream.whenRoom(then),
    readFreely() {
      Object.defineProperty(client, '_parsingBatch', { get: () => 0, set: () => {} });
    },
    messageIdInUse(messageId) {
      parts._nextId = idAfter(messageId);
    },
    acknowledged(messageId) {
      const then = unacknowledged.get(messageId);
      unacknowledged.delete(messageId);
      then?.();
      return then !== undefined;
    },
    send(id, { topic, payload, qos }, acknowledged) {
      const messageId = parts._nextId;
      parts._nextId = idAfter(messageId);
      if (qos > 0) unacknowledged.set(messageId, acknowledged);
      const packet = { cmd: 'publish', topic, payload: Buffer.from(payload), qos, retain: false, dup: false };
      const own = { brokerId: unkeptDelivery + id, brokerCounter: 1, clientId: client.id, messageId };
      deliver({ ...packet, ...own }, () => {
        if (qos === 0) acknowledged();
      });
    },
  };
}

/** CONNACK: unacceptable protocol version. */
const wrongVersion = Buffer.from([0x20, 0x02, 0x00, 0x01]);

/** Stands before aedes' own handler of packets, which takes what MQTT forbids. */
function obeyRules(client: Client, parser: NodeJS.EventEmitter, watch: ClientWatch): void {
  const handlers = parser.listeners('packet') as ((packet: ReadPacket) => void)[];
  parser.removeAllListeners('packet');
  parser.on('packet', (packet: ReadPacket) => {
    if (client.closed) return;
    const rule = brokenRule(packet);
    if (rule !== null) watch.brokeRule(rule);
    else for (const handle of handlers) handle.call(parser, packet);
  });
  // The parser stops at a level that it does not know; the client is to be told [MQTT-3.1.2-2].
  parser.prependListener('error', ({ message }: Error) => {
    if (message === 'Invalid protocol version') client.conn.write(wrongVersion);
  });
}

function idAfter(messageId: number): number {
  return messageId >= largestMessageId ? 1 : messageId + 1;
}

/**
 * aedes takes a message for a repetition where its counter is below the last one delivered, and so loses those that
 * were overtaken on the way, as QoS 0 overtakes QoS 1. Here every message has a broker id of its own, and only
 * the same message again, for another filter of the same client, is a repetition; those come one right after the
 * other.
 */
function lastDeliveryOnly(): Record<string, number> {
  let last = '';
  let counter = 0;
  return new Proxy<Record<string, number>>(
    {},
    {
      get: (_, delivery) => (delivery === last ? counter : 0),
      set(_, delivery, value: number) {
        last = String(delivery);
        counter = value;
        return true;
      },
    },
  );
}
