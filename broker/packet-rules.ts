// What MQTT 3.1.1 forbids in packets that can be read all the same: by their fixed headers, before anything is kept
// of them, and by their fields, once they are read.

/** Lengths after the fixed header, bytes: of the shortest packet of a type, and whether none may be longer. */
interface PacketShape {
  readonly flags: number;
  readonly leastBytes: number;
  readonly isExact: boolean;
}

const shapes: Readonly<Record<number, PacketShape>> = {
  1: { flags: 0, leastBytes: 12, isExact: false },
  // PUBLISH: flags of its own, looked at below; a topic has one character at least.
  3: { flags: 0, leastBytes: 3, isExact: false },
  4: { flags: 0, leastBytes: 2, isExact: true },
  5: { flags: 0, leastBytes: 2, isExact: true },
  6: { flags: 2, leastBytes: 2, isExact: true },
  7: { flags: 0, leastBytes: 2, isExact: true },
  8: { flags: 2, leastBytes: 6, isExact: false },
  10: { flags: 2, leastBytes: 5, isExact: false },
  12: { flags: 0, leastBytes: 0, isExact: true },
  14: { flags: 0, leastBytes: 0, isExact: true },
};

const publishType = 3;
const qosBits = 0b0110;

/** Whether a client may begin a packet with `firstByte` [MQTT-2.2.2-2, MQTT-3.3.1-4]. */
export function mayBegin(firstByte: number): boolean {
  const shape = shapes[firstByte >> 4];
  if (shape === undefined) return false;
  if (firstByte >> 4 === publishType) return (firstByte & qosBits) !== qosBits;
  return (firstByte & 0x0f) === shape.flags;
}

/** Whether a packet of a type may have so many bytes after its fixed header. */
export function fitsLength(packetType: number, bytes: number): boolean {
  const shape = shapes[packetType];
  if (shape === undefined) return false;
  return shape.isExact ? bytes === shape.leastBytes : bytes >= shape.leastBytes;
}

/** As much of a packet that was read as is looked at. */
export interface ReadPacket {
  readonly cmd: string;
  readonly qos?: number;
  readonly messageId?: number;
  readonly topic?: string;
  readonly clientId?: string;
  readonly username?: string;
  readonly will?: { readonly topic?: string; readonly qos?: number };
  readonly subscriptions?: readonly { readonly topic: string }[];
  readonly unsubscriptions?: readonly string[];
}

/** What a packet breaks, with the clause; `null` where nothing. */
export function brokenRule(packet: ReadPacket): string | null {
  const { cmd, qos = 0, messageId, will } = packet;
  const needsId = cmd === 'subscribe' || cmd === 'unsubscribe' || (cmd === 'publish' && qos > 0);
  if (needsId && messageId === 0) return 'packet id 0 [MQTT-2.3.1-1]';
  if ((will?.qos ?? 0) > 2) return 'a will of QoS 3 [MQTT-3.1.2-14]';
  if (cmd === 'publish') return brokenText(packet.topic ?? '');
  if (cmd === 'connect') return brokenText(packet.clientId, packet.username, will?.topic);
  return brokenText(
    ...(packet.subscriptions ?? []).map(({ topic }) => topic),
    ...(packet.unsubscriptions ?? []),
  );
}

/** What bytes that are no UTF-8 are read as; nobody sends it on purpose. */
const unreadable = '\u{fffd}';

function brokenText(...texts: readonly (string | undefined)[]): string | null {
  for (const text of texts) {
    if (text?.includes('\0')) return 'a NUL in a text [MQTT-1.5.3-2]';
    if (text?.includes(unreadable)) return 'a text that is no UTF-8 [MQTT-1.5.3-1]';
  }
  return null;
}
