// Which devices a question is about, in which order they are given, and whose past is asked for.
import type { StatusReason } from './effects.ts';
import type { PointKind } from './registry.ts';
import type { EpochMs } from './time.ts';

/** Which devices; filters are exact matches but for `search`, and an absent one matches all. */
export interface DeviceChoice {
  readonly reason?: StatusReason | undefined;
  readonly profile?: string | undefined;
  /** A unit that maintains, owns or supervises the device's point. */
  readonly unit?: string | undefined;
  readonly pointId?: string | undefined;
  /** What stands at its point. */
  readonly pointKind?: PointKind | undefined;
  readonly basin?: string | undefined;
  readonly gateway?: string | undefined;
  /** The outage that explains its silence. */
  readonly outageId?: string | undefined;
  /** A part of its id or DevEUI. */
  readonly search?: string | undefined;
}

/** By id; silent ones first, those longest unheard before others; those first whose battery is empty soonest. */
export const deviceOrders = ['id', 'silence', 'battery'] as const;
export type DeviceOrder = (typeof deviceOrders)[number];

export interface StatusHistoryRequest {
  readonly deviceId: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}
