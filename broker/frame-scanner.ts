// Where each MQTT packet begins and ends, from the fixed headers alone (MQTT 3.1.1, section 2.2), so that a
// packet too large is known by its first five bytes and nothing has to be kept to find that out.

import { fitsLength, mayBegin } from './packet-rules.ts';

/** Control packet types that the edge tells apart. */
export const packetTypes = {
  connect: 1,
  publish: 3,
  puback: 4,
  pubrec: 5,
  pubrel: 6,
  pubcomp: 7,
  disconnect: 14,
} as const;

export const frameProblems = ['not_connect', 'too_large', 'malformed'] as const;
export type FrameProblem = (typeof frameProblems)[number];

export interface FrameLimits {
  /** Largest first packet, which must be CONNECT: bytes after the fixed header. */
  readonly connectBytes: number;
  /** Largest other packet: bytes after the fixed header. */
  readonly packetBytes: number;
}

export interface Scanned {
  /** Index after the last byte that belongs to a packet which was let in. */
  readonly to: number;
  /** What is wrong with the packet that follows; the connection cannot go on. */
  readonly problem: FrameProblem | null;
}

export class FrameScanner {
  readonly #limits: FrameLimits;
  #state: 'start' | 'length' | 'body' = 'start';
  #sawConnect = false;
  #type = 0;
  #length = 0;
  #lengthBytes = 0;
  #bodyLeft = 0;

  constructor(limits: FrameLimits) {
    this.#limits = limits;
  }

  /** Whether a packet was let in that has not come to its end. */
  get isInFrame(): boolean {
    return this.#state !== 'start';
  }

  /**
   * Goes on through `bytes` from index `from`, packet after packet, until the end or until `admit` refuses
   * the type of the next one; call again from `to` when it may be let in.
   */
  scan(bytes: Uint8Array, from: number, admit: (packetType: number) => boolean): Scanned {
    let at = from;
    while (at < bytes.length) {
      if (this.#state === 'body') {
        const taken = Math.min(this.#bodyLeft, bytes.length - at);
        at += taken;
        this.#bodyLeft -= taken;
        if (this.#bodyLeft === 0) this.#state = 'start';
        continue;
      }
      const byte = bytes[at] as number;
      if (this.#state === 'start') {
        const type = byte >> 4;
        if (!this.#sawConnect && type !== packetTypes.connect) return { to: at, problem: 'not_connect' };
        if (!mayBegin(byte)) return { to: at, problem: 'malformed' };
        if (!admit(type)) return { to: at, problem: null };
        this.#type = type;
        this.#state = 'length';
        this.#length = 0;
        this.#lengthBytes = 0;
        at += 1;
        continue;
      }
      const problem = this.#takeLength(byte);
      if (problem !== null) return { to: at, problem };
      at += 1;
    }
    return { to: at, problem: null };
  }

  /** One byte of the remaining length: seven bits each, the lowest first, four bytes at most. */
  #takeLength(byte: number): FrameProblem | null {
    this.#length += (byte & 0x7f) * 128 ** this.#lengthBytes;
    this.#lengthBytes += 1;
    const most = this.#sawConnect ? this.#limits.packetBytes : this.#limits.connectBytes;
    if (this.#length > most) return 'too_large';
    if ((byte & 0x80) !== 0) return this.#lengthBytes === 4 ? 'malformed' : null;
    if (!fitsLength(this.#type, this.#length)) return 'malformed';
    this.#sawConnect = true;
    this.#bodyLeft = this.#length;
    this.#state = this.#length === 0 ? 'start' : 'body';
    return null;
  }
}
