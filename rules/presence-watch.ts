// Watches over the devices' presence: tells each change of status once, and lets the absence rules speak of it.
import type { DeviceStatus } from '../core/effects.ts';
import { severityRank } from '../core/severity.ts';
import { type EpochMs, secondMs } from '../core/time.ts';
import type { RuleEngineContext } from './engine-context.ts';
import type { MonitorBook } from './monitor-book.ts';
import { OutageMembers } from './outage-members.ts';
import type { OutageWatch } from './outage-watch.ts';
import {
  type Judgement,
  judgePresence,
  type PresenceLimits,
  type PresenceState,
  presenceDueAt,
  silenceOf,
} from './presence.ts';
import type { PresenceBook } from './presence-book.ts';
import { initialRhythm, learnGap } from './report-rhythm.ts';
import type { RuleBook } from './rule-book.ts';
import type { Silence } from './rule-timers.ts';
import { conditionOf } from './uptime-ledger.ts';
import type { Verdict } from './verdict.ts';

export class PresenceWatch {
  readonly #context: RuleEngineContext;
  readonly #rules: RuleBook;
  readonly #monitors: MonitorBook;
  readonly #book: PresenceBook;
  readonly #outages: OutageWatch;
  readonly #members: OutageMembers;

  constructor(
    context: RuleEngineContext,
    rules: RuleBook,
    monitors: MonitorBook,
    book: PresenceBook,
    outages: OutageWatch,
  ) {
    this.#context = context;
    this.#rules = rules;
    this.#monitors = monitors;
    this.#book = book;
    this.#outages = outages;
    this.#members = new OutageMembers(book, outages);
  }

  /** Schedules what is due, after the table was restored. */
  restored(now: EpochMs): void {
    for (const [deviceId, state] of this.#book.presence.entries()) this.#schedule(deviceId, state, now);
  }

  /** `gateways`: those that heard the message, as far as that is known. */
  seen(deviceId: string, now: EpochMs, gateways: readonly string[]): void {
    const state = this.#book.stateOf(deviceId, now);
    this.#book.heardBy(state, gateways);
    const before = state.lastSeenAt;
    if (before !== null && now > before && state.excuse === null) {
      learnGap(state.rhythm, now, now - before, this.#book.declared_s(deviceId));
    }
    if (before === null || before < now) state.lastSeenAt = now;
    state.gone = false;
    state.excusedMs = 0;
    if (state.outageId === null) state.excuse = null;
    this.#book.presence.touch(deviceId);
    if (this.#outages.hasOpen) this.#rejudge(this.#members.heard(deviceId, state, before, now), now);
    // Most messages find the device online and scheduled already: nothing else is to be done.
    if (state.status !== 'online' || before === null) this.judge(deviceId, now);
  }

  gone(deviceId: string, now: EpochMs): void {
    this.#book.stateOf(deviceId, now).gone = true;
    this.#book.presence.touch(deviceId);
    this.judge(deviceId, now);
  }

  /** The hub did not listen from `from` until now: nobody's silence counts for that time. */
  hubWasAway(from: EpochMs, now: EpochMs): void {
    this.#book.absences.add(from, now);
  }

  /** Does what was put off until a device is looked at, for so many more of them or for all. */
  settle(limit?: number): void {
    this.#book.settle(limit);
  }

  /** Tells the status of a device that is new; a known one is judged anew. */
  deviceChanged(deviceId: string, now: EpochMs): void {
    const known = this.#book.find(deviceId);
    if (known === undefined) this.#tell(deviceId, this.#book.stateOf(deviceId, now));
    else {
      // What the registry says now holds, until another command is taken.
      known.set_s = null;
      this.#book.presence.touch(deviceId);
      this.#rejudge([deviceId], now);
    }
  }

  /** It took the command to report each `interval_s`: what its rhythm was before says nothing any more. */
  intervalSet(deviceId: string, interval_s: number, now: EpochMs): void {
    const state = this.#book.stateOf(deviceId, now);
    state.set_s = interval_s;
    state.rhythm = initialRhythm();
    this.#book.presence.touch(deviceId);
    this.#rejudge([deviceId], now);
  }

  /** Planned work until `until`; `null` ends it. */
  maintain(deviceId: string, until: EpochMs | null, reason: string, now: EpochMs): void {
    const state = this.#book.stateOf(deviceId, now);
    state.maintenanceUntil = until;
    state.maintenanceReason = until === null ? null : reason;
    this.#book.presence.touch(deviceId);
    if (!this.judge(deviceId, now)) this.#tell(deviceId, state);
  }

  status(deviceId: string): DeviceStatus | null {
    const state = this.#book.find(deviceId);
    return state === undefined ? null : this.#book.statusOf(deviceId, state);
  }

  /** What is known of a device's silence at `now`, or `null`. */
  silence(deviceId: string, now: EpochMs): Silence | null {
    const state = this.#book.find(deviceId);
    if (state === undefined) return null;
    const ends = silenceOf(state, this.#book.limits(deviceId, state));
    const isExcused = state.status === 'unknown' || state.status === 'maintenance';
    return { now, lastSeenAt: state.lastSeenAt, isExcused, ...(ends ?? { lateAt: now, offlineAt: now }) };
  }

  /** Judges every device anew, after the rules of absence changed. */
  absenceRulesChanged(now: EpochMs): void {
    this.#rejudge(this.#book.deviceIds(), now);
  }

  /** Ends the outages that the rule, as it is now, would not go on with. */
  outageRuleChanged(now: EpochMs): void {
    this.#rejudge(this.#members.ruleChanged(now), now);
  }

  /** The status as time has made it; whether it changed. */
  judge(deviceId: string, now: EpochMs): boolean {
    const state = this.#book.find(deviceId);
    if (state === undefined) return false;
    if (state.maintenanceUntil !== null && state.maintenanceUntil <= now) {
      state.maintenanceUntil = null;
      state.maintenanceReason = null;
      this.#book.presence.touch(deviceId);
    }
    const limits = this.#book.limits(deviceId, state);
    let judged = judgePresence(state, now, limits);
    const explained = this.#members.explain(deviceId, state, judged, now);
    if (explained.length > 0) judged = judgePresence(state, now, limits);
    const changed = judged.status !== state.status || judged.reason !== state.reason;
    if (changed) {
      this.#book.account(
        deviceId,
        state,
        turnedAt(state, judged, limits, now),
        conditionOf(judged),
        judged.reason,
      );
      if (judged.status !== state.status) state.sinceAt = now;
      state.status = judged.status;
      state.reason = judged.reason;
      this.#book.presence.touch(deviceId);
      this.#tell(deviceId, state);
      this.#followAbsence(deviceId, state, now);
    }
    this.#schedule(deviceId, state, now);
    this.#rejudge(
      explained.filter((id) => id !== deviceId),
      now,
    );
    return changed;
  }

  /** Judges devices and their absence alarms anew, also where their status stays. */
  #rejudge(deviceIds: readonly string[], now: EpochMs): void {
    for (const deviceId of deviceIds) {
      const state = this.#book.find(deviceId);
      if (state !== undefined && !this.judge(deviceId, now)) this.#followAbsence(deviceId, state, now);
    }
  }

  #followAbsence(deviceId: string, state: PresenceState, now: EpochMs): void {
    const device = this.#context.registry.device(deviceId);
    const absence = device === undefined ? null : this.#rules.absenceOf(device);
    // A device that is only late is not back: an alarm stays until it is heard.
    if (device === undefined || absence === null || state.status === 'late') return;
    const { id: ruleId, severity } = absence.rule;
    if (state.status === 'unknown') {
      this.#monitors.suppress(ruleId, deviceId, this.#members.alarmOf(state) ?? state.reason);
      return;
    }
    const offline = state.status === 'offline';
    const verdict: Verdict = {
      rank: offline ? severityRank(severity) : 0,
      value: Math.round((now - (state.lastSeenAt ?? now)) / secondMs),
      reason: offline ? 'silent_too_long' : 'heard_again',
    };
    this.#monitors.follow(absence, device, verdict, now, this.#book.expected_s(deviceId, state));
    this.#monitors.suppress(ruleId, deviceId, null);
  }

  #tell(deviceId: string, state: PresenceState): void {
    this.#context.statusChanged(this.#book.statusOf(deviceId, state));
  }

  #schedule(deviceId: string, state: PresenceState, now: EpochMs): void {
    const dueAt = presenceDueAt(state, now, this.#book.limits(deviceId, state));
    if (dueAt !== null) this.#context.due.add(`presence|${deviceId}`, dueAt);
  }
}

/** When what comes out now was so in truth: silence that is held against a device, or explained, began when it was late. */
function turnedAt(state: PresenceState, judged: Judgement, limits: PresenceLimits, now: EpochMs): EpochMs {
  if (state.status === 'maintenance') return now;
  const isSilence = judged.status === 'offline' || (judged.status === 'unknown' && state.outageId !== null);
  const lateAt = isSilence ? silenceOf(state, limits)?.lateAt : undefined;
  return Math.min(now, lateAt ?? now, isSilence && state.status === 'late' ? state.sinceAt : now);
}
