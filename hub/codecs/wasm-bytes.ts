// Reads and writes the numbers and names of a WebAssembly binary (Core Specification 2.0, section 5.2).
import { assert } from '../../core/error.ts';

export class ByteReader {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get atEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.at];
    assert(byte !== undefined, 'the WebAssembly binary is whole');
    this.at += 1;
    return byte;
  }

  /** A view of the next bytes. */
  take(count: number): Uint8Array {
    const taken = this.#bytes.subarray(this.at, this.at + count);
    assert(taken.length === count, 'the WebAssembly binary is whole');
    this.at += count;
    return taken;
  }

  unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  /** Past a number of any size and sign. */
  skipNumber(): void {
    while (this.byte() >= 0x80);
  }
}

export function encodeUnsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) {
      bytes.push(rest);
      return bytes;
    }
    bytes.push((rest % 128) + 128);
  }
}

/** With its length before it; letters of ASCII only. */
export function encodeName(name: string): number[] {
  return [...encodeUnsigned(name.length), ...Array.from(name, (letter) => letter.charCodeAt(0))];
}
