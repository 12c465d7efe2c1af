// The one fold: (state, record) → (state, effects). It reads no clock and does no I/O; the same records give the
// same alarms and cases on any machine and at any speed.
import { type Alarm, alarmJson } from '../../core/alarm.ts';
import { type Case, caseJson } from '../../core/case.ts';
import type { CodecRunner } from '../../core/codec-runner.ts';
import { deviceCommandJson, takenInterval_s } from '../../core/device-command.ts';
import { type Effects, noEffects } from '../../core/effects.ts';
import { type Notice, noticeJson } from '../../core/notice.ts';
import type { CommandReply } from '../../core/ports.ts';
import { isRainstormId } from '../../core/rainstorm.ts';
import type { JournalRecord } from '../../core/record.ts';
import type { SnapshotRow } from '../../core/table.ts';
import { type EpochMs, formatInstant, formatInstantOrNull } from '../../core/time.ts';
import type { Intake } from '../../ingest/intake.ts';
import { setAsideOutcome } from '../../ingest/set-aside.ts';
import { type AlarmChange, alarmChangeKinds } from '../../rules/alarm-life.ts';
import type { ReadingsOf } from '../../rules/rule-explainer.ts';
import { noCaseCategory } from '../../rules/rule-parts.ts';
import { explainPoint, type PointExplanation } from './explain-point.ts';
import { runCommand } from './fold-commands.ts';
import { type FoldListener, FoldState } from './fold-state.ts';

/**
 * What the journal keeps of a record: itself; nothing, because it changed nothing; or a tick in its place, because
 * a command that was refused still was the moment at which something fell due.
 */
export type Kept = 'record' | 'tick' | 'nothing';

export interface Applied {
  readonly kept: Kept;
  /** Of a command. */
  readonly reply: CommandReply | null;
  /** Of a message. */
  readonly taken: Intake | null;
}

export class Fold {
  /** Whether changes are put into the outbox. What is replayed was told when it happened. */
  tellsChanges = true;
  readonly #state: FoldState;
  #effects = noEffects();
  /** What happened to alarms, cases and devices within one record, told once at its end. */
  readonly #alarmChanges = new Map<string, AlarmChange['kind']>();
  readonly #changedCases = new Set<string>();
  readonly #changedStatuses = new Set<string>();
  readonly #changedCommands = new Set<string>();
  #now: EpochMs = 0;
  /** By the part of a due key before its bar, with what is behind it; all others are the rules'. */
  readonly #whenDue = new Map<string, (id: string) => void>([
    ['alive', () => this.#state.alive(this.#now)],
    ['command', (id) => this.#state.commandKeys.forget(id)],
    ['downlink', (id) => this.#state.commands.due(id, this.#now)],
    ['zero', () => this.#state.zeros.nightOver(this.#now)],
    ['digest', (key) => this.#digestDue(key)],
    ['case', (id) => this.#caseDue(id)],
  ]);

  constructor(codecs: CodecRunner) {
    const listener: FoldListener = {
      alarmChanged: (change) => this.#alarmChanged(change),
      statusChanged: (status) => {
        this.#effects.deviceStatuses.set(status.deviceId, status);
        this.#changedStatuses.add(status.deviceId);
      },
      spanBegan: (span) => this.#effects.statusSpans.push(span),
      outageChanged: (outage) => this.#effects.outages.set(outage.id, outage),
      stormChanged: (storm) => this.#effects.rainstorms.set(storm.id, storm),
      zeroProposed: (proposal) => this.#effects.zeroProposals.set(proposal.id, proposal),
      now: () => this.#now,
      commandChanged: (command) => {
        this.#effects.deviceCommands.set(command.id, command);
        this.#changedCommands.add(command.id);
        const interval_s = takenInterval_s(command);
        if (interval_s !== null) this.#state.rules.intervalSet(command.deviceId, interval_s, this.#now);
      },
    };
    this.#state = new FoldState(listener, codecs);
  }

  /** Only before the first record. */
  restore(rows: Iterable<SnapshotRow>): void {
    this.#state.restore(rows);
  }

  /** Who may log in, as it stands now. */
  credentials(): Pick<FoldState, 'users' | 'accounts' | 'apiTokens' | 'deviceSecrets'> {
    return this.#state;
  }

  /** Whether a `hub.start` has been applied, without which nothing else may come. */
  get isStarted(): boolean {
    return this.#state.isStarted;
  }

  /** When something falls due without a record, or `null`. */
  nextDueAt(): EpochMs | null {
    return this.#state.due.nextAt();
  }

  /**
   * Applies one record. `position`: the one it will have in the journal if it is kept. What follows from it is
   * added to the effects that `takeEffects` hands over. `taken`: what a fold of the same registry and the same
   * messages made of this one, to be used in place of taking it in again.
   */
  apply(position: number, record: JournalRecord, taken: Intake | null = null): Applied {
    this.#now = record.receivedAt;
    this.#excuseAbsence(record);
    const fellDue = this.#runDue();
    const applied = this.#applyKind(position, record, fellDue, taken);
    this.#tellChanges();
    return applied;
  }

  /** Why each rule of a point is or is not in alarm in this state; `null` where there is no such point. */
  explain(pointId: string, at: EpochMs, readingsOf: ReadingsOf): PointExplanation | null {
    return explainPoint(this.#state, pointId, at, readingsOf);
  }

  takeEffects(): Effects {
    const effects = this.#effects;
    this.#effects = noEffects();
    return effects;
  }

  get dirtyRows(): number {
    return this.#state.dirtyRows;
  }

  /** Rows that changed since the last call. */
  takeDirty(): SnapshotRow[] {
    return this.#state.takeDirty();
  }

  /** Every row, in a fixed order. */
  dump(): SnapshotRow[] {
    return this.#state.dump();
  }

  #applyKind(position: number, record: JournalRecord, fellDue: boolean, known: Intake | null): Applied {
    switch (record.kind) {
      case 'message': {
        const taken = known ?? this.#state.intake.take(position, record);
        this.#message(taken);
        return { kept: 'record', reply: null, taken };
      }
      case 'set_aside':
        this.#effects.outcomes.push(setAsideOutcome(position, record));
        return { kept: 'record', reply: null, taken: null };
      case 'tick':
        return { kept: fellDue ? 'record' : 'nothing', reply: null, taken: null };
      case 'command': {
        const { reply, changed } = runCommand(record, {
          state: this.#state,
          effects: this.#effects,
          now: this.#now,
          position,
          caseChanged: (subject) => this.#caseChanged(subject),
        });
        return { kept: changed ? 'record' : fellDue ? 'tick' : 'nothing', reply, taken: null };
      }
    }
  }

  #message(taken: Intake): void {
    const { rules, commands, zeros } = this.#state;
    this.#effects.outcomes.push(taken.outcome);
    const { device } = taken;
    if (device === null) return;
    if (taken.life === 'gone') rules.gone(device.id, this.#now);
    else if (taken.life === 'alive') rules.seen(device.id, this.#now, taken.gateways);
    const { reply } = taken;
    if (reply !== null) commands.replied(device.id, reply.commandId, reply, this.#now);
    for (const sample of taken.samples) {
      rules.sample(sample, device, this.#now);
      zeros.sample(sample, device, this.#now);
    }
    const status = rules.status(device.id);
    if (status !== null) this.#effects.deviceStatuses.set(device.id, status);
  }

  /** A hub that starts says that it was away: before anything falls due, silence must not count for that time. */
  #excuseAbsence(record: JournalRecord): void {
    const { aliveAt } = this.#state;
    if (record.kind !== 'command' || record.topic !== 'hub.start' || aliveAt === null) return;
    if (this.#now > aliveAt) this.#state.rules.hubWasAway(aliveAt, this.#now);
  }

  /** Whether anything was due. */
  #runDue(): boolean {
    const { due, rules } = this.#state;
    let any = false;
    for (let key = due.take(this.#now); key !== null; key = due.take(this.#now)) {
      any = true;
      const separator = key.indexOf('|');
      const whenDue = this.#whenDue.get(key.slice(0, separator));
      if (whenDue === undefined) rules.due(key, this.#now);
      else whenDue(key.slice(separator + 1));
    }
    return any;
  }

  #digestDue(key: string): void {
    this.#state.desk.due(key, this.#now);
    this.#state.scheduleDigest(key);
  }

  #caseDue(caseId: string): void {
    const changed = this.#state.book.due(caseId, this.#now);
    if (changed === null) this.#state.scheduleCase(caseId);
    else this.#caseChanged(changed);
  }

  /** Takes an alarm's change to its case; the case's id where the alarm has one. */
  #alarmChanged({ kind, alarm }: AlarmChange): string | null {
    this.#effects.alarms.set(alarm.id, alarm);
    const before = this.#alarmChanges.get(alarm.id);
    if (before === undefined || alarmChangeKinds.indexOf(before) < alarmChangeKinds.indexOf(kind)) {
      this.#alarmChanges.set(alarm.id, kind);
    }
    const subject = this.#caseOf(kind, alarm);
    if (subject === null) return null;
    this.#caseChanged(subject);
    return subject.id;
  }

  #caseOf(kind: AlarmChange['kind'], alarm: Alarm): Case | null {
    const { book } = this.#state;
    if (alarm.category === noCaseCategory) return null;
    switch (kind) {
      case 'raised':
        // Another alarm or a permit speaks in its place: nobody is sent out for this one.
        return alarm.suppressedBy === null || isRainstormId(alarm.suppressedBy)
          ? book.alarmRaised(alarm, this.#now)
          : null;
      case 'released':
        return alarm.caseId === null && alarm.condition === 'active'
          ? book.alarmRaised(alarm, this.#now)
          : null;
      case 'escalated':
        return book.alarmChanged(alarm, this.#now);
      case 'cleared':
        return book.alarmCleared(alarm, this.#now);
      default:
        return null;
    }
  }

  #caseChanged(subject: Case): void {
    this.#effects.cases.set(subject.id, subject);
    this.#changedCases.add(subject.id);
    this.#state.scheduleCase(subject.id);
  }

  #tellChanges(): void {
    for (const key of this.#state.desk.takeFresh()) this.#state.scheduleDigest(key);
    const notices = this.#state.desk.take();
    if (this.tellsChanges) this.#fillOutbox(notices);
    this.#alarmChanges.clear();
    this.#changedCases.clear();
    this.#changedStatuses.clear();
    this.#changedCommands.clear();
  }

  #fillOutbox(notices: readonly Notice[]): void {
    const { outbox, alarms, cases, deviceStatuses, deviceCommands } = this.#effects;
    const at = this.#now;
    for (const [id, change] of this.#alarmChanges) {
      const alarm = alarms.get(id);
      // A value that moves within its level is shown by its readings; it is no news.
      if (alarm === undefined || change === 'updated') continue;
      outbox.push({ kind: 'alarm', subjectId: id, at, body: { ...alarmJson(alarm), change } });
    }
    for (const id of this.#changedCases) {
      const subject = cases.get(id);
      if (subject !== undefined) outbox.push({ kind: 'case', subjectId: id, at, body: caseJson(subject) });
    }
    for (const id of this.#changedStatuses) {
      const status = deviceStatuses.get(id);
      if (status === undefined) continue;
      const body = {
        status: status.status,
        reason: status.reason,
        outage_id: status.outageId,
        since: formatInstant(status.statusSince),
        last_seen_at: formatInstantOrNull(status.lastSeenAt),
        point_id: this.#state.registry.device(id)?.pointId ?? null,
      };
      outbox.push({ kind: 'device', subjectId: id, at, body });
    }
    for (const id of this.#changedCommands) {
      const command = deviceCommands.get(id);
      if (command !== undefined) {
        outbox.push({ kind: 'command', subjectId: id, at, body: deviceCommandJson(command) });
      }
    }
    for (const notice of notices) {
      outbox.push({ kind: 'notice', subjectId: notice.id, at, body: noticeJson(notice) });
    }
  }
}
