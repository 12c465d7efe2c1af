// Which figures are asked for: periods and what they are counted by.
import type { EpochMs } from './time.ts';

export interface IndicatorRequest {
  readonly from: EpochMs;
  /** Not in the period any more. */
  readonly to: EpochMs;
  /** One unit's row alone; the total stays that of all. */
  readonly unit: string | undefined;
  readonly category: string | undefined;
}

export const uptimeGroups = ['device', 'profile', 'unit'] as const;
/** Rows of one answer: more would keep messages waiting while they cross from thread to thread. */
export const uptimeRowsMax = 10_000;

export interface AlarmLoadRequest {
  /** Local days, rising. */
  readonly days: readonly { readonly date: string; readonly from: EpochMs; readonly to: EpochMs }[];
  readonly now: EpochMs;
}

export interface UptimeRequest {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly group: (typeof uptimeGroups)[number];
  /** Only so many, those that were up least first; unless given all in the order of ids, where that is not too many. */
  readonly worst?: number | undefined;
}
