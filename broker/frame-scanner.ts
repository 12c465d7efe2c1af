// Where an MQTT packet begins and ends, from its fixed header alone (MQTT 3.1.1, section 2.2), so that a packet too
// large is known by its first five bytes and nothing has to be kept to find that out.

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
/** What is wrong with a packet; the connection cannot go on. */
export type FrameProblem = (typeof frameProblems)[number];

export interface FrameLimits {
  /** Largest first packet, which must be CONNECT: bytes after the fixed header. */
  readonly connectBytes: number;
  /** Largest other packet: bytes after the fixed header. */
  readonly packetBytes: number;
}

/** Bytes that the remaining length may take. */
const lengthBytesMax = 4;

export class FrameScanner {
  readonly #limits: FrameLimits;
  #sawConnect = false;
  #firstByte = 0;
  #bodyAt = 0;
  #endAt = 0;

  constructor(limits: FrameLimits) {
    this.#limits = limits;
  }

  /** Type and flags of the packet that was looked at last. */
  get firstByte(): number {
    return this.#firstByte;
  }

  /** Where its fixed header ended, if that was whole. */
  get bodyAt(): number {
    return this.#bodyAt;
  }

  /** The index after its last byte or, where its length is not known yet, after the next byte that is needed. */
  get endAt(): number {
    return this.#endAt;
  }

  /** Looks at the packet that begins at `at`, where there is at least a byte; may be done again when more has come. */
  look(bytes: Uint8Array, at: number): 'whole' | 'partial' | FrameProblem {
    const firstByte = bytes[at] as number;
    const type = firstByte >> 4;
    this.#firstByte = firstByte;
    if (!this.#sawConnect && type !== packetTypes.connect) return 'not_connect';
    if (!mayBegin(firstByte)) return 'malformed';
    const most = this.#sawConnect ? this.#limits.packetBytes : this.#limits.connectBytes;
    // The remaining length: seven bits a byte, the lowest first.
    let length = 0;
    let weight = 1;
    for (let index = at + 1; index <= at + lengthBytesMax; index += 1) {
      const byte = bytes[index];
      if (byte === undefined) {
        this.#endAt = index + 1;
        return 'partial';
      }
      length += (byte & 0x7f) * weight;
      weight *= 128;
      if (length > most) return 'too_large';
      if ((byte & 0x80) === 0) return this.#measured(bytes, index + 1, length);
    }
    return 'malformed';
  }

  #measured(bytes: Uint8Array, bodyAt: number, length: number): 'whole' | 'partial' | 'malformed' {
    if (!fitsLength(this.#firstByte >> 4, length)) return 'malformed';
    this.#bodyAt = bodyAt;
    this.#endAt = bodyAt + length;
    if (this.#endAt > bytes.length) return 'partial';
    this.#sawConnect = true;
    return 'whole';
  }
}
