// The topic families in the order they are tried. A new one is one file and one line here.
import type { Decoded, Decoder } from './decoded.ts';
import { nativeDecoder } from './decoders/native.ts';
import { thingsboardDecoder } from './decoders/thingsboard.ts';

const decoders: readonly Decoder[] = [nativeDecoder, thingsboardDecoder];

/** What the first family that knows the topic makes of the message; `null` where none does. */
export function decodeMessage(topic: string, payload: Uint8Array, by: string): Decoded | null {
  for (const decoder of decoders) {
    const decoded = decoder.decode(topic, payload, by);
    if (decoded !== null) return decoded;
  }
  return null;
}
