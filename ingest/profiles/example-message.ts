// A message that a person pasted: what it is, on which topic it was most likely published, and what its family reads.
import { payloadJson } from '../../core/record.ts';
import type { EpochMs } from '../../core/time.ts';
import { decodeByFamily, type FamilyDecoded } from '../decoders.ts';
import { guessTopic } from './guess-topic.ts';

export interface ExampleMessage {
  /** `undefined` where it is no JSON. */
  readonly json: unknown;
  /** As given, or guessed. */
  readonly topic: string;
  /** `null` where no family knows the topic. */
  readonly found: FamilyDecoded | null;
}

export function exampleMessage(
  payload: Uint8Array,
  topic: string | null,
  receivedAt: EpochMs,
): ExampleMessage {
  const json = parsed(payload);
  const assumed = topic ?? guessTopic(json);
  return { json, topic: assumed, found: decodeByFamily(assumed, payload, 'example', receivedAt) };
}

function parsed(payload: Uint8Array): unknown {
  try {
    return payloadJson(payload);
  } catch {
    return undefined;
  }
}
