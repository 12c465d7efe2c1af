// What a decoder makes of a message: whose it is, what it reports, and what in it cannot be used.
import type { Rejection } from '../core/result.ts';
import type { EpochMs } from '../core/time.ts';

/** Values that were measured together. */
export interface Report {
  /** As the device says; `null` where it leaves that to the hub. */
  readonly ts: EpochMs | null;
  readonly seq: number | null;
  readonly values: readonly (readonly [metric: string, value: number])[];
}

export interface Decoded {
  readonly deviceId: string;
  readonly reports: readonly Report[];
  /** Whether the message is a sign of life, or says that its sender is gone. */
  readonly life: 'alive' | 'gone';
  readonly rejections: readonly Rejection[];
}

/** A topic family: which topics it understands, and how. Throws nothing; what it cannot read it rejects. */
export interface Decoder {
  readonly name: string;
  /** `null` where the topic is not of this family. */
  decode(topic: string, payload: Uint8Array, by: string): Decoded | null;
}
