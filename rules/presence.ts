// Whether a device is alive: online, late, offline, unknown or in maintenance, judged from the hub's own clock.
// Silence while the hub itself was away says nothing about the device.
import type { DeviceStatusName } from '../core/effects.ts';
import type { EpochMs } from '../core/time.ts';

export interface PresenceState {
  status: DeviceStatusName;
  sinceAt: EpochMs;
  /** `null` until it was heard for the first time. */
  lastSeenAt: EpochMs | null;
  /** Its connection broke, as its will said. */
  gone: boolean;
  maintenanceUntil: EpochMs | null;
  maintenanceReason: string | null;
}

export interface PresenceLimits {
  readonly intervalMs: number;
  readonly lateIntervals: number;
  readonly offlineIntervals: number;
  /** When the hub began to listen again after it was away. */
  readonly listeningSinceAt: EpochMs;
}

export function initialPresence(at: EpochMs): PresenceState {
  return {
    status: 'unknown',
    sinceAt: at,
    lastSeenAt: null,
    gone: false,
    maintenanceUntil: null,
    maintenanceReason: null,
  };
}

interface SilenceEnds {
  readonly lateAt: EpochMs;
  readonly offlineAt: EpochMs;
}

/** When silence since `lastSeenAt` counts as late and as offline; at the earliest one interval after a restart. */
export function silenceOf(lastSeenAt: EpochMs, limits: PresenceLimits): SilenceEnds {
  const graceEndsAt = limits.listeningSinceAt + limits.intervalMs;
  return {
    lateAt: Math.max(lastSeenAt + limits.lateIntervals * limits.intervalMs, graceEndsAt),
    offlineAt: Math.max(lastSeenAt + limits.offlineIntervals * limits.intervalMs, graceEndsAt),
  };
}

/** The status at `now`. */
export function judgePresence(state: PresenceState, now: EpochMs, limits: PresenceLimits): DeviceStatusName {
  if (state.maintenanceUntil !== null && now < state.maintenanceUntil) return 'maintenance';
  if (state.lastSeenAt === null) return 'unknown';
  const { lateAt, offlineAt } = silenceOf(state.lastSeenAt, limits);
  if (now >= offlineAt) return 'offline';
  return state.gone || now >= lateAt ? 'late' : 'online';
}

/** When the status may change by itself, or `null`. At once where it is not what `now` makes of it. */
export function presenceDueAt(state: PresenceState, now: EpochMs, limits: PresenceLimits): EpochMs | null {
  if (judgePresence(state, now, limits) !== state.status) return now;
  if (state.maintenanceUntil !== null && now < state.maintenanceUntil) return state.maintenanceUntil;
  if (state.lastSeenAt === null) return null;
  const { lateAt, offlineAt } = silenceOf(state.lastSeenAt, limits);
  if (now < lateAt) return lateAt;
  return now < offlineAt ? offlineAt : null;
}
