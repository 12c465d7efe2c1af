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

export interface FamilyDecoded {
  /** Name of the topic family. */
  readonly family: string;
  readonly decoded: Decoded;
}

/** What the first family that knows the topic makes of the message; `null` where none does. */
export function decodeByFamily(
  topic: string,
  payload: Uint8Array,
  by: string,
  receivedAt: EpochMs,
): FamilyDecoded | null {
  for (const decoder of decoders) {
    const decoded = decoder.decode(topic, payload, by, receivedAt);
    if (decoded !== null) return { family: decoder.name, decoded };
  }
  return null;
}
