// Who may read what: at the subscription, and again at every message, since what an account may read can change.
import type { Access } from './access.ts';
import type { Connection } from './connection.ts';
import type { MqttLimits } from './mqtt-limits.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';
import { identityOf } from './session-id.ts';
import { topicMatches } from './topic-filter.ts';

export class OutgoingGate {
  readonly #access: Access;
  readonly #limits: MqttLimits;

  constructor(access: Access, limits: MqttLimits) {
    this.#access = access;
    this.#limits = limits;
  }

  /** Whether the subscription is granted; a refused one is answered with 0x80. */
  maySubscribe(connection: Connection, filter: string, qos: number): boolean {
    const reason = this.#refusalOf(connection, filter);
    if (reason === null) {
      connection.subscribed(filter, qos);
      return true;
    }
    connection.noted('subscriptions_refused', { filter, reason }, 'subscription refused');
    return false;
  }

  /** The packet as it goes to the reader, or `null` where it is not for him. */
  forward<Packet extends BrokerPacket>(connection: Connection, packet: Packet): Packet | null {
    const { who, filters } = connection;
    const topic = packet.topic ?? '';
    const from = packet.clientId === undefined ? null : (identityOf(packet.clientId)?.name ?? null);
    if (who === null || !this.#access.mayReceive(who, topic, from)) return null;
    let granted = -1;
    for (const [filter, qos] of filters) {
      if (qos > granted && topicMatches(filter, topic)) granted = qos;
    }
    // No message comes at more than its subscription's QoS [MQTT-3.8.4-6]; aedes lowers it for exact topics only.
    if (granted >= 0 && (packet.qos ?? 0) > granted) packet.qos = granted;
    return packet;
  }

  #refusalOf({ who, filters }: Connection, filter: string): string | null {
    if (who === null) return 'not_logged_in';
    if (!this.#access.maySubscribe(who, filter)) return 'not_allowed';
    return filters.size >= this.#limits.subscriptions && !filters.has(filter) ? 'too_many' : null;
  }
}
