// Whether a device is alive: online, late, offline, unknown or in maintenance, judged from the hub's own clock.
// Silence while the hub, the gateway or the area was away says nothing about the device, and is not counted.
import type { DeviceStatusName, StatusReason } from '../core/effects.ts';
import type { EpochMs } from '../core/time.ts';
import { initialRhythm, type Rhythm } from './report-rhythm.ts';
import { initialLedger, type Ledger } from './uptime-ledger.ts';

/** What made silence say nothing. */
export type Excuse = Extract<StatusReason, 'hub_away' | 'gateway_silent' | 'area_silent'>;

export interface PresenceState {
  status: DeviceStatusName;
  reason: StatusReason;
  sinceAt: EpochMs;
  /** `null` until it was heard for the first time. */
  lastSeenAt: EpochMs | null;
  /** Its connection broke, as its will said. */
  gone: boolean;
  maintenanceUntil: EpochMs | null;
  maintenanceReason: string | null;
  /** How much of the silence since `lastSeenAt` is not the device's, ms. */
  excusedMs: number;
  /** Of whom that was last; `null` where there is nothing to excuse. */
  excuse: Excuse | null;
  /** Since when it could be heard again: it has one expected interval from then. */
  heardableSinceAt: EpochMs;
  /** The only gateway that heard its last message; `null` where several did, or none was named. */
  via: string | null;
  /** The outage that explains its silence now. */
  outageId: string | null;
  rhythm: Rhythm;
  /** The interval that it took by command, s; `null` where the registry's holds. */
  set_s: number | null;
  ledger: Ledger;
  /** How many of the hub's absences are taken in here; none in states from before they were counted. */
  absences?: number;
}

export interface PresenceLimits {
  readonly intervalMs: number;
  readonly lateIntervals: number;
  readonly offlineIntervals: number;
}

export interface Judgement {
  readonly status: DeviceStatusName;
  readonly reason: StatusReason;
}

/** `absences`: those of the hub so far, which are none of its affair. */
export function initialPresence(at: EpochMs, absences = 0): PresenceState {
  return {
    status: 'unknown',
    reason: 'never_heard',
    sinceAt: at,
    lastSeenAt: null,
    gone: false,
    maintenanceUntil: null,
    maintenanceReason: null,
    excusedMs: 0,
    excuse: null,
    heardableSinceAt: 0,
    via: null,
    outageId: null,
    rhythm: initialRhythm(),
    set_s: null,
    ledger: initialLedger(at),
    absences,
  };
}

export interface SilenceEnds {
  readonly lateAt: EpochMs;
  readonly offlineAt: EpochMs;
}

/** When its silence counts as late and as offline; `null` for a device that was never heard. */
export function silenceOf(state: PresenceState, limits: PresenceLimits): SilenceEnds | null {
  if (state.lastSeenAt === null) return null;
  const { intervalMs, lateIntervals, offlineIntervals } = limits;
  const countedFrom = state.lastSeenAt + state.excusedMs;
  const graceEndsAt = state.heardableSinceAt + intervalMs;
  return {
    lateAt: Math.max(countedFrom + lateIntervals * intervalMs, graceEndsAt),
    offlineAt: Math.max(countedFrom + offlineIntervals * intervalMs, graceEndsAt),
  };
}

/** The status at `now`. */
export function judgePresence(state: PresenceState, now: EpochMs, limits: PresenceLimits): Judgement {
  if (state.maintenanceUntil !== null && now < state.maintenanceUntil) return atWork;
  const silence = silenceOf(state, limits);
  if (silence === null) return neverHeard;
  if (state.outageId !== null) return { status: 'unknown', reason: state.excuse ?? 'area_silent' };
  if (now >= silence.offlineAt) return { status: 'offline', reason: reasonOfSilence(state) };
  if (state.gone || now >= silence.lateAt) return { status: 'late', reason: reasonOfSilence(state) };
  if (state.excuse !== null && now >= doubtfulAt(state, limits)) {
    return { status: 'unknown', reason: state.excuse };
  }
  return online;
}

/** When the status may change by itself, or `null`. At once where it is not what `now` makes of it. */
export function presenceDueAt(state: PresenceState, now: EpochMs, limits: PresenceLimits): EpochMs | null {
  const { status, reason } = judgePresence(state, now, limits);
  if (status !== state.status || reason !== state.reason) return now;
  if (state.maintenanceUntil !== null && now < state.maintenanceUntil) return state.maintenanceUntil;
  const silence = silenceOf(state, limits);
  if (silence === null || state.outageId !== null) return null;
  const { lateAt, offlineAt } = silence;
  if (state.excuse !== null && now < doubtfulAt(state, limits)) return doubtfulAt(state, limits);
  if (now < lateAt) return lateAt;
  return now < offlineAt ? offlineAt : null;
}

const atWork: Judgement = { status: 'maintenance', reason: 'planned_work' };
const neverHeard: Judgement = { status: 'unknown', reason: 'never_heard' };
const online: Judgement = { status: 'online', reason: 'reporting' };

function reasonOfSilence(state: PresenceState): StatusReason {
  return state.gone ? 'disconnected' : 'silent';
}

/** When a device that was excused would be late if it were not. */
function doubtfulAt(state: PresenceState, limits: PresenceLimits): EpochMs {
  return (state.lastSeenAt ?? 0) + limits.lateIntervals * limits.intervalMs;
}

/** Takes the hub's own absence out of a device's silence. Whatever an outage explains is its own affair. */
export function excuseAbsence(state: PresenceState, from: EpochMs, until: EpochMs): void {
  if (state.lastSeenAt === null || state.outageId !== null) return;
  state.excusedMs += Math.max(0, until - Math.max(from, state.lastSeenAt));
  state.excuse = 'hub_away';
  state.heardableSinceAt = Math.max(state.heardableSinceAt, until);
}

/** An outage explains the silence from now on. */
export function beginOutage(state: PresenceState, outageId: string, excuse: Excuse): void {
  state.outageId = outageId;
  state.excuse = excuse;
}

/** The outage is over: of the silence only what was before `from` counts. */
export function endOutage(state: PresenceState, from: EpochMs, until: EpochMs): void {
  state.outageId = null;
  if (state.lastSeenAt === null) return;
  state.excusedMs = Math.max(state.excusedMs, until - Math.max(from, state.lastSeenAt));
  state.heardableSinceAt = Math.max(state.heardableSinceAt, until);
}
