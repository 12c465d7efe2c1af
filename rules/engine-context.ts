// What the rules need of the rest of the fold, and whom they tell.
import type { DueQueue } from '../core/due-queue.ts';
import type { DeviceStatus, StatusSpan } from '../core/effects.ts';
import type { Outage } from '../core/outage.ts';
import type { Rainstorm } from '../core/rainstorm.ts';
import type { Device, Registry } from '../core/registry.ts';
import type { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import type { AlarmChange } from './alarm-life.ts';

export interface RuleEngineContext {
  readonly registry: Registry;
  devices(): Iterable<Device>;
  /** The hub's clock, of the record that is applied. */
  now(): EpochMs;
  /** IANA name, for rules that have hours. */
  timezone(): string;
  /** Last number given, by what it counts. */
  readonly counters: Table<number>;
  /** Takes keys `presence|…`, `monitor|…`, `silence|…`, `permit|…`, `storm|…` and `alarm|…`. */
  readonly due: DueQueue;
  /** Returns the id of the case that the alarm belongs to from now on, where that is new. */
  alarmChanged(change: AlarmChange): string | null;
  statusChanged(status: DeviceStatus): void;
  /** A device is up, down or neither from now on, or from before where that came out now. */
  spanBegan(span: StatusSpan): void;
  outageChanged(outage: Outage): void;
  stormChanged(storm: Rainstorm): void;
  /** Sends a device the command to report each `interval_s`; false where it cannot be queued. */
  askInterval(deviceId: string, interval_s: number, now: EpochMs): boolean;
}
