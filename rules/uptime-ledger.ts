// How long a device was up and down: what its uptime and its time to repair are counted from. Planned work, outages
// of its path and the hub's own absence are in neither.
import type { DeviceStatus, StatusReason, StatusSpan } from '../core/effects.ts';
import type { EpochMs } from '../core/time.ts';

/** A span that goes on, with the sums of all before it. */
export interface Ledger {
  condition: StatusSpan['condition'];
  reason: StatusReason;
  fromAt: EpochMs;
  upMs: number;
  downMs: number;
  failures: number;
  repairs: number;
  repairMs: number;
  /** How long it was down in the failure that goes on; `null` where there is none. */
  failedMs: number | null;
}

export function initialLedger(at: EpochMs): Ledger {
  const nothing = { upMs: 0, downMs: 0, failures: 0, repairs: 0, repairMs: 0, failedMs: null };
  return { condition: 'excluded', reason: 'never_heard', fromAt: at, ...nothing };
}

/** A device that is late has the benefit of the doubt; when it turns out to be offline, it was down all the while. */
export function conditionOf({ status }: Pick<DeviceStatus, 'status'>): StatusSpan['condition'] {
  if (status === 'online' || status === 'late') return 'up';
  return status === 'offline' ? 'down' : 'excluded';
}

/**
 * From `at` on the device is in another condition. An instant before the present span began counts as its beginning.
 * Returns whether a new span began.
 */
export function turnLedger(
  ledger: Ledger,
  at: EpochMs,
  condition: StatusSpan['condition'],
  reason: StatusReason,
): boolean {
  if (condition === ledger.condition && (condition !== 'excluded' || reason === ledger.reason)) return false;
  const elapsedMs = Math.max(0, at - ledger.fromAt);
  if (ledger.condition === 'up') ledger.upMs += elapsedMs;
  if (ledger.condition === 'down') {
    ledger.downMs += elapsedMs;
    ledger.failedMs = (ledger.failedMs ?? 0) + elapsedMs;
  }
  if (condition === 'down' && ledger.failedMs === null) {
    ledger.failures += 1;
    ledger.failedMs = 0;
  }
  if (condition === 'up' && ledger.failedMs !== null) {
    ledger.repairs += 1;
    ledger.repairMs += ledger.failedMs;
    ledger.failedMs = null;
  }
  ledger.condition = condition;
  ledger.reason = reason;
  ledger.fromAt = Math.max(at, ledger.fromAt);
  return true;
}
