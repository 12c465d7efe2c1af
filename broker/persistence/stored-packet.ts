// A packet as two columns: its payload as it is, the other fields as JSON.
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';

/** Fields as mqtt-packet and aedes name them. */
export interface BrokerPacket {
  cmd?: string;
  topic?: string;
  payload?: string | Buffer;
  qos?: number;
  retain?: boolean;
  dup?: boolean;
  messageId?: number | undefined;
  brokerId?: string;
  brokerCounter?: number;
  clientId?: string;
  [field: string]: unknown;
}

export interface PacketColumns {
  readonly head: string;
  readonly payload: SQLInputValue;
}

export function toColumns(packet: BrokerPacket): PacketColumns {
  const { payload, ...head } = packet;
  return { head: JSON.stringify(head), payload: payload ?? null };
}

export function fromColumns(row: Record<string, SQLOutputValue>): BrokerPacket {
  const packet = JSON.parse(row.head as string) as BrokerPacket;
  const payload = row.payload;
  if (typeof payload === 'string') packet.payload = payload;
  if (payload instanceof Uint8Array) {
    packet.payload = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  }
  return packet;
}

/** What a packet takes in a queue, bytes: about right, and never nothing. */
export function packetBytes(packet: BrokerPacket): number {
  return 64 + Buffer.byteLength(packet.topic ?? '') + Buffer.byteLength(packet.payload ?? '');
}

/**
 * A copy with the fields that a packet in a queue has: those that belong to the connection it came over are
 * left out, as aedes' own `Packet` does it.
 */
export function queuedPacket(packet: BrokerPacket): BrokerPacket {
  const queued: BrokerPacket = {
    cmd: packet.cmd ?? 'publish',
    topic: packet.topic ?? '',
    payload: packet.payload ?? Buffer.alloc(0),
    qos: packet.qos ?? 0,
    retain: packet.retain ?? false,
    dup: packet.dup ?? false,
  };
  if (packet.brokerId !== undefined) queued.brokerId = packet.brokerId;
  if (packet.brokerCounter !== undefined) queued.brokerCounter = packet.brokerCounter;
  return queued;
}
