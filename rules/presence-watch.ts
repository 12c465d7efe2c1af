// Watches over the devices' presence: tells each change of status once, and lets the absence rules speak of it.
import type { DeviceStatus } from '../core/effects.ts';
import type { Device } from '../core/registry.ts';
import { severityRank } from '../core/severity.ts';
import { Table } from '../core/table.ts';
import { type EpochMs, secondMs } from '../core/time.ts';
import type { RuleEngineContext } from './engine-context.ts';
import type { MonitorBook } from './monitor-book.ts';
import {
  initialPresence,
  judgePresence,
  type PresenceLimits,
  type PresenceState,
  presenceDueAt,
  silenceOf,
} from './presence.ts';
import type { RuleBook } from './rule-book.ts';
import type { Silence } from './rule-timers.ts';
import type { Verdict } from './verdict.ts';

/** For a device that no absence rule watches, and one whose profile is gone. */
const defaultLimits = { late_intervals: 1.5, offline_intervals: 2.5 } as const;
const defaultInterval_s = 3_600;

export class PresenceWatch {
  readonly presence = new Table<PresenceState>('presence');
  readonly #context: RuleEngineContext;
  readonly #rules: RuleBook;
  readonly #monitors: MonitorBook;

  constructor(context: RuleEngineContext, rules: RuleBook, monitors: MonitorBook) {
    this.#context = context;
    this.#rules = rules;
    this.#monitors = monitors;
  }

  /** Schedules what is due, after the table was restored. */
  restored(now: EpochMs): void {
    for (const [deviceId, state] of this.presence.entries()) this.#schedule(deviceId, state, now);
  }

  seen(deviceId: string, now: EpochMs): void {
    const state = this.#stateOf(deviceId, now);
    const first = state.lastSeenAt === null;
    if (state.lastSeenAt === null || state.lastSeenAt < now) state.lastSeenAt = now;
    state.gone = false;
    this.presence.touch(deviceId);
    // Most messages find the device online and scheduled already: nothing else is to be done.
    if (state.status !== 'online' || first) this.judge(deviceId, now);
  }

  gone(deviceId: string, now: EpochMs): void {
    this.#stateOf(deviceId, now).gone = true;
    this.presence.touch(deviceId);
    this.judge(deviceId, now);
  }

  /** Tells the status of a device that is new; a known one is judged anew. */
  deviceChanged(deviceId: string, now: EpochMs): void {
    const known = this.presence.get(deviceId);
    if (known === undefined) this.#tell(deviceId, this.#stateOf(deviceId, now));
    else this.rejudge(deviceId, now);
  }

  /** Planned work until `until`; `null` ends it. */
  maintain(deviceId: string, until: EpochMs | null, reason: string, now: EpochMs): void {
    const state = this.#stateOf(deviceId, now);
    state.maintenanceUntil = until;
    state.maintenanceReason = until === null ? null : reason;
    this.presence.touch(deviceId);
    if (!this.judge(deviceId, now)) this.#tell(deviceId, state);
  }

  status(deviceId: string): DeviceStatus | null {
    const state = this.presence.get(deviceId);
    return state === undefined ? null : statusOf(deviceId, state);
  }

  /** What is known of a device's silence at `now`, or `null`. */
  silence(deviceId: string, now: EpochMs): Silence | null {
    const state = this.presence.get(deviceId);
    if (state === undefined) return null;
    const { lastSeenAt } = state;
    return { now, lastSeenAt, ...silenceOf(lastSeenAt ?? now, this.#limits(deviceId)) };
  }

  /** Judges every device anew, after the rules of absence changed. */
  rejudgeAll(now: EpochMs): void {
    for (const deviceId of this.presence.sortedKeys()) this.rejudge(deviceId, now);
  }

  /** Judges a device and its absence alarm anew, also where its status stays. */
  rejudge(deviceId: string, now: EpochMs): void {
    const state = this.presence.get(deviceId);
    if (state !== undefined && !this.judge(deviceId, now)) this.#followAbsence(deviceId, state, now);
  }

  /** The status as time has made it; whether it changed. */
  judge(deviceId: string, now: EpochMs): boolean {
    const state = this.presence.get(deviceId);
    if (state === undefined) return false;
    if (state.maintenanceUntil !== null && state.maintenanceUntil <= now) {
      state.maintenanceUntil = null;
      state.maintenanceReason = null;
      this.presence.touch(deviceId);
    }
    const status = judgePresence(state, now, this.#limits(deviceId));
    const changed = status !== state.status;
    if (changed) {
      state.status = status;
      state.sinceAt = now;
      this.presence.touch(deviceId);
      this.#tell(deviceId, state);
      this.#followAbsence(deviceId, state, now);
    }
    this.#schedule(deviceId, state, now);
    return changed;
  }

  #stateOf(deviceId: string, now: EpochMs): PresenceState {
    let state = this.presence.get(deviceId);
    if (state === undefined) {
      state = initialPresence(now);
      this.presence.set(deviceId, state);
    }
    return state;
  }

  #intervalS(device: Device | undefined): number {
    const profile = device === undefined ? undefined : this.#context.registry.profile(device.profile);
    return device?.intervalS ?? profile?.intervalS ?? defaultInterval_s;
  }

  #limits(deviceId: string): PresenceLimits {
    const device = this.#context.registry.device(deviceId);
    const rule = (device && this.#rules.absenceOf(device)?.rule) ?? defaultLimits;
    return {
      intervalMs: this.#intervalS(device) * secondMs,
      lateIntervals: rule.late_intervals,
      offlineIntervals: rule.offline_intervals,
      listeningSinceAt: this.#context.listeningSinceAt(),
    };
  }

  #followAbsence(deviceId: string, state: PresenceState, now: EpochMs): void {
    const device = this.#context.registry.device(deviceId);
    const absence = device === undefined ? null : this.#rules.absenceOf(device);
    // A device that is only late is not back: an alarm stays until it is heard.
    if (device === undefined || absence === null || state.status === 'late') return;
    const offline = state.status === 'offline';
    const verdict: Verdict = {
      rank: offline ? severityRank(absence.rule.severity) : 0,
      value: Math.round((now - (state.lastSeenAt ?? now)) / secondMs),
      reason: offline ? 'silent_too_long' : 'heard_again',
    };
    this.#monitors.follow(absence, device, verdict, now, this.#intervalS(device));
  }

  #tell(deviceId: string, state: PresenceState): void {
    this.#context.statusChanged(statusOf(deviceId, state));
  }

  #schedule(deviceId: string, state: PresenceState, now: EpochMs): void {
    const dueAt = presenceDueAt(state, now, this.#limits(deviceId));
    if (dueAt !== null) this.#context.due.add(`presence|${deviceId}`, dueAt);
  }
}

function statusOf(deviceId: string, state: PresenceState): DeviceStatus {
  return {
    deviceId,
    status: state.status,
    statusSince: state.sinceAt,
    lastSeenAt: state.lastSeenAt,
    maintenanceUntil: state.maintenanceUntil,
    maintenanceReason: state.maintenanceReason,
  };
}
