// Reads PUBLISH (MQTT 3.1.1, section 3.3) where it lies in what came: nearly all that comes is of this kind, so it
// is worth a reader of its own before the one that reads everything.
import type { BrokerPacket } from './persistence/stored-packet.ts';

/** Of the topic's length, and of the packet id. */
const shortBytes = 2;

/** The QoS that the first byte of a PUBLISH says. */
export function qosOf(firstByte: number): number {
  return (firstByte >> 1) & 0b11;
}

/**
 * The packet whose body lies from `bodyAt` to `endAt`, its payload a view into `bytes`; `null` where topic or packet
 * id reach beyond its end.
 */
export function readPublish(
  firstByte: number,
  bytes: Buffer,
  bodyAt: number,
  endAt: number,
): BrokerPacket | null {
  const qos = qosOf(firstByte);
  const topicAt = bodyAt + shortBytes;
  if (topicAt > endAt) return null;
  const topicEndAt = topicAt + bytes.readUInt16BE(bodyAt);
  const payloadAt = qos === 0 ? topicEndAt : topicEndAt + shortBytes;
  if (payloadAt > endAt) return null;
  return {
    cmd: 'publish',
    topic: bytes.toString('utf8', topicAt, topicEndAt),
    payload: bytes.subarray(payloadAt, endAt),
    qos,
    retain: (firstByte & 0b0001) !== 0,
    dup: (firstByte & 0b1000) !== 0,
    messageId: qos === 0 ? undefined : bytes.readUInt16BE(topicEndAt),
  };
}
