// The way of a client's message: may he publish it, then to the engine, and only after its commit on to the
// readers and back as an acknowledgement. A refusal or a failed commit closes the connection.
import type { SluiceError } from '../core/error.ts';
import type { Engine } from '../core/ports.ts';
import type { EpochMs } from '../core/time.ts';
import type { Access, Identity } from './access.ts';
import type { CommandDesk } from './command-desk.ts';
import { isReplyTopic } from './command-topics.ts';
import type { Connection } from './connection.ts';
import type { Deliveries } from './deliveries.ts';
import type { EdgeCounters } from './edge-counters.ts';
import type { LiveReaders } from './live-readers.ts';
import type { MqttLimits } from './mqtt-limits.ts';
import type { PacedSessions } from './paced-sessions.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';

export interface IncomingGateOptions {
  readonly engine: Pick<Engine, 'submit'>;
  readonly access: Access;
  readonly sessions: PacedSessions;
  readonly readers: Pick<LiveReaders, 'has'>;
  readonly deliveries: Deliveries;
  readonly counters: EdgeCounters;
  readonly desk: Pick<CommandDesk, 'replyBegan' | 'replyDecided'>;
  readonly limits: MqttLimits;
  readonly now: () => EpochMs;
}

type Decided = (error: Error | null) => void;

export class IncomingGate {
  readonly #options: IncomingGateOptions;
  /** QoS 2 messages that wait for their commit, by session and message id: one that is sent again joins the first. */
  readonly #pending = new Map<string, Decided[]>();

  constructor(options: IncomingGateOptions) {
    this.#options = options;
  }

  /** The whole way of a message of QoS 0 or 1; aedes only has to do with it where it has readers. */
  carry(connection: Connection, packet: BrokerPacket): void {
    this.#decide(connection, packet, (error) => {
      if (error !== null) {
        connection.stream.destroy(error);
        return;
      }
      if (packet.qos === 1) connection.stream.acknowledge(packet.messageId ?? 0);
      this.#passOn(connection, packet);
    });
  }

  /** Of a message that aedes is to acknowledge and pass on. Calls `decided` once: with an error where it may not. */
  take(connection: Connection, packet: BrokerPacket, decided: Decided): void {
    packet.brokerId = this.#options.deliveries.newId();
    this.#decide(connection, packet, decided);
  }

  /** Gives a message to the engine, whoever it came from. */
  submit(who: Identity, packet: BrokerPacket, done: (error: SluiceError | null) => void): void {
    const { engine, now } = this.#options;
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    engine.submit(
      {
        kind: 'message',
        receivedAt: now(),
        by: who.name,
        topic: packet.topic ?? '',
        payload: payload ?? new Uint8Array(0),
      },
      done,
    );
  }

  #decide(connection: Connection, packet: BrokerPacket, decided: Decided): void {
    const bytes = packet.payload?.length ?? 0;
    connection.submitted(bytes);
    const finish: Decided = (error) => {
      decided(error);
      connection.decided(bytes);
    };
    const refusal = this.#refusalOf(connection, packet);
    if (refusal !== null) {
      connection.refused('messages_refused', { topic: packet.topic, reason: refusal }, 'publish refused');
      finish(new Error(`publish refused: ${refusal}`));
      return;
    }
    // Whether the sender repeats himself is between him and the hub [MQTT-3.3.1-3].
    packet.dup = false;
    this.#limitRetained(connection, packet);
    if (packet.qos === 2) this.#takeOnce(connection, packet, finish);
    else this.#commit(connection, packet, finish);
  }

  /** To those who subscribed; to nobody at no cost. */
  #passOn({ login }: Connection, packet: BrokerPacket): void {
    const { readers, sessions, deliveries, counters } = this.#options;
    const { topic = '', retain } = packet;
    if (login?.ok !== true) return;
    if (retain !== true && !readers.has(topic) && !sessions.subscriptions.hasFor(topic)) return;
    deliveries.passOn({ ...packet, clientId: login.sessionId }).catch(() => {
      counters.add('messages_not_delivered');
    });
  }

  #commit(connection: Connection, packet: BrokerPacket, decided: Decided): void {
    const { counters, desk } = this.#options;
    const { who } = connection;
    if (who === null) {
      decided(new Error('not logged in'));
      return;
    }
    counters.add('messages_received');
    const isReply = who.kind === 'device' && isReplyTopic(who.name, packet.topic ?? '');
    if (isReply) desk.replyBegan(who.name);
    this.submit(who, packet, (error) => {
      if (isReply) desk.replyDecided(who.name);
      if (error !== null) {
        const fields = { topic: packet.topic, code: error.code };
        connection.refused(
          'messages_not_committed',
          fields,
          'connection closed: a message was not committed',
        );
      }
      decided(error);
    });
  }

  /** A QoS 2 message that is known is not taken twice: aedes answers it again [MQTT-4.3.3]. */
  #takeOnce(connection: Connection, packet: BrokerPacket, decided: Decided): void {
    const { login } = connection;
    const { messageId = 0 } = packet;
    if (login?.ok === true && this.#options.sessions.incoming.get(login.sessionId, messageId) !== undefined) {
      decided(null);
      return;
    }
    const key = `${login?.ok === true ? login.sessionId : ''} ${messageId}`;
    const pending = this.#pending.get(key);
    if (pending !== undefined) {
      pending.push(decided);
      return;
    }
    const waiting = [decided];
    this.#pending.set(key, waiting);
    this.#commit(connection, packet, (error) => {
      this.#pending.delete(key);
      for (const decide of waiting) decide(error);
    });
  }

  #refusalOf(connection: Connection, packet: BrokerPacket): string | null {
    const { access, limits } = this.#options;
    if (connection.who === null) return 'not_logged_in';
    if ((packet.payload?.length ?? 0) > limits.payloadBytes) return 'payload_too_large';
    return access.mayPublish(connection.who, packet.topic ?? '') ? null : 'not_allowed';
  }

  /** A device cannot fill the store with retained topics, nor leave one on a topic that all devices share. */
  #limitRetained(connection: Connection, packet: BrokerPacket): void {
    const { access, sessions, limits, counters } = this.#options;
    const { who } = connection;
    const topic = packet.topic ?? '';
    if (packet.retain !== true || who?.kind !== 'device' || packet.payload?.length === 0) return;
    if (!access.isShared(topic)) {
      if (sessions.retained.countBelow(`devices/${who.name}/`) < limits.retainedPerDevice) return;
      if (sessions.retained.has(topic)) return;
    }
    counters.add('retained_refused');
    packet.retain = false;
  }
}
