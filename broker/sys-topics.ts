// What the broker says of itself below `$SYS/broker/`, for accounts that may read it: each counter and gauge by its
// name, as text. Sent every few seconds and never retained, so that no disk is worn for it.
import type { BrokerPacket } from './persistence/stored-packet.ts';

export const sysPrefix = '$SYS/broker/';

/** `counters`: by names in snake case. `uptimeMs`: since the start of the broker. */
export function sysPackets(counters: Readonly<Record<string, number>>, uptimeMs: number): BrokerPacket[] {
  const values = { ...counters, uptime_s: Math.floor(uptimeMs / 1_000) };
  return Object.entries(values).map(([name, value]) => ({
    cmd: 'publish',
    topic: sysPrefix + name,
    payload: Buffer.from(String(value)),
    qos: 0,
    retain: false,
    dup: false,
  }));
}
