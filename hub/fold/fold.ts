// The one fold: (state, record) → (state, effects). It reads no clock and does no I/O; the same records give the
// same alarms and cases on any machine and at any speed.
import type { Alarm } from '../../core/alarm.ts';
import type { Case } from '../../core/case.ts';
import type { CodecRunner } from '../../core/codec-runner.ts';
import { takenInterval_s } from '../../core/device-command.ts';
import { type Effects, noEffects } from '../../core/effects.ts';
import type { CommandReply } from '../../core/ports.ts';
import { isRainstormId } from '../../core/rainstorm.ts';
import type { JournalRecord } from '../../core/record.ts';
import type { SnapshotRow } from '../../core/table.ts';
import type { EpochMs } from '../../core/time.ts';
import type { Intake } from '../../ingest/intake.ts';
import { setAsideOutcome } from '../../ingest/set-aside.ts';
import type { AlarmChange } from '../../rules/alarm-life.ts';
import type { ReadingsOf } from '../../rules/rule-explainer.ts';
import { noCaseCategory } from '../../rules/rule-parts.ts';
import { explainPoint, type PointExplanation } from './explain-point.ts';
import { runCommand } from './fold-commands.ts';
import { type FoldListener, FoldState } from './fold-state.ts';
import { RecordChanges } from './record-changes.ts';

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
  readonly #changes = new RecordChanges();
  /** Devices with a message since the effects were taken: how they stand is looked at once for all. */
  #heard = new Set<string>();
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
        this.#changes.status(status.deviceId);
      },
      spanBegan: (span) => this.#effects.statusSpans.push(span),
      outageChanged: (outage) => this.#effects.outages.set(outage.id, outage),
      stormChanged: (storm) => this.#effects.rainstorms.set(storm.id, storm),
      zeroProposed: (proposal) => this.#effects.zeroProposals.set(proposal.id, proposal),
      now: () => this.#now,
      commandChanged: (command) => {
        this.#effects.deviceCommands.set(command.id, command);
        this.#changes.command(command.id);
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
    for (const deviceId of this.#heard) {
      const status = this.#state.rules.status(deviceId);
      if (status !== null) effects.deviceStatuses.set(deviceId, status);
    }
    if (this.#heard.size > 0) this.#heard = new Set();
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
    this.#heard.add(device.id);
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
    this.#changes.alarm(alarm.id, kind);
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
    this.#changes.case(subject.id);
    this.#state.scheduleCase(subject.id);
  }

  #tellChanges(): void {
    for (const key of this.#state.desk.takeFresh()) this.#state.scheduleDigest(key);
    const notices = this.#state.desk.take();
    const pointOf = (deviceId: string) => this.#state.registry.device(deviceId)?.pointId ?? null;
    if (this.tellsChanges) this.#changes.tell(this.#effects, notices, this.#now, pointOf);
    this.#changes.forget();
  }
}
