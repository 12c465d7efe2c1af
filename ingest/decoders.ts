// The topic families in the order they are tried. A new one is one file and one line here.
import type { EpochMs } from '../core/time.ts';
import type { Decoded, Decoder } from './decoded.ts';
import { chirpstackDecoder } from './decoders/chirpstack.ts';
import { nativeDecoder } from './decoders/native.ts';
import { senmlDecoder } from './decoders/senml.ts';
import { thingsStackDecoder } from './decoders/things-stack.ts';
import { thingsboardDecoder } from './decoders/thingsboard.ts';

const decoders: readonly Decoder[] = [
  nativeDecoder,
  thingsboardDecoder,
  chirpstackDecoder,
  thingsStackDecoder,
  senmlDecoder,
];

/** What the first family that knows the topic makes of the message; `null` where none does. */
export function decodeMessage(
  topic: string,
  payload: Uint8Array,
  by: string,
  receivedAt: EpochMs,
): Decoded | null {
  for (const decoder of decoders) {
    const decoded = decoder.decode(topic, payload, by, receivedAt);
    if (decoded !== null) return decoded;
  }
  return null;
}
