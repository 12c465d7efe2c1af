// What a decoder makes of a message: whose it is, what it reports, and what in it cannot be used.
import type { DeviceReply } from '../core/device-command.ts';
import type { Rejection } from '../core/result.ts';
import type { EpochMs } from '../core/time.ts';

/** Values that were measured together. */
export interface Report {
  /** As the device says; `null` where it leaves that to the hub. */
  readonly ts: EpochMs | null;
  readonly seq: number | null;
  readonly values: readonly (readonly [metric: string, value: number])[];
}

/**
 * What a LoRaWAN network server passes on of a frame. What its bytes or fields mean is the business of the
 * device's profile, so it becomes a report only where the device is known.
 */
export interface Uplink {
  /** When the network server received it; `null` where it does not say. */
  readonly at: EpochMs | null;
  /** Changes when the device joins anew and counts its frames from 0 again. */
  readonly session: string;
  readonly frameCounter: number;
  /** The network server's own mark of this frame; `null` where it gives none. */
  readonly deduplicationId: string | null;
  readonly fPort: number;
  readonly bytes: Uint8Array;
  /** As the network server's codec decoded them; `null` where it has none for the device. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  /** What the network server itself knows in native metrics, such as the best gateway's signal. */
  readonly values: Report['values'];
}

/** What a device says to a command of the hub. */
export interface DecodedReply extends DeviceReply {
  readonly commandId: string;
}

export interface Decoded {
  readonly deviceId: string;
  /** 16 small hexadecimal digits: the device is the one that is registered with them. */
  readonly devEui?: string | null;
  readonly reports: readonly Report[];
  readonly uplink?: Uplink | null;
  /** Ids of the gateways that heard it; an EUI in small letters where it has one. */
  readonly gateways?: readonly string[];
  /** Whether the message is a sign of life, says that its sender is gone, or tells of neither. */
  readonly life: 'alive' | 'gone' | 'unheard';
  readonly rejections: readonly Rejection[];
  readonly reply?: DecodedReply;
}

/** A topic family: which topics it understands, and how. Throws nothing; what it cannot read it rejects. */
export interface Decoder {
  readonly name: string;
  /** `null` where the topic is not of this family. */
  decode(topic: string, payload: Uint8Array, by: string, receivedAt: EpochMs): Decoded | null;
}
