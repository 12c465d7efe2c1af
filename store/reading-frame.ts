// How the reading log packs a reading: 36 bytes, names as ids, numbers as they are.
//
//   u32 device | u32 metric | f64 measured at | f64 received at | f64 value | u32 flags
import type { Reading } from '../core/reading.ts';

export const frameBytes = 36;

export interface LoggedReading extends Omit<Reading, 'deviceId' | 'metric'> {
  /** Id in `device_ids`. */
  readonly device: number;
  /** Id in `metric_ids`. */
  readonly metric: number;
}

export function putFrame(view: DataView, at: number, device: number, metric: number, reading: Reading): void {
  view.setUint32(at, device);
  view.setUint32(at + 4, metric);
  view.setFloat64(at + 8, reading.measuredAt);
  view.setFloat64(at + 16, reading.receivedAt);
  view.setFloat64(at + 24, reading.value);
  view.setUint32(at + 32, reading.flags);
}

export function frameAt(view: DataView, at: number): LoggedReading {
  return {
    device: view.getUint32(at),
    metric: view.getUint32(at + 4),
    measuredAt: view.getFloat64(at + 8),
    receivedAt: view.getFloat64(at + 16),
    value: view.getFloat64(at + 24),
    flags: view.getUint32(at + 32),
  };
}
