// The alarms that are active, and those cleared a short while ago: raised once for each monitor, followed, cleared,
// acted upon, and in the end forgotten.
import type { Alarm } from '../core/alarm.ts';
import type { CommandBody } from '../core/commands.ts';
import type { Actor } from '../core/person.ts';
import type { Refusal } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Table } from '../core/table.ts';
import { dayMs, type EpochMs } from '../core/time.ts';
import { actOnAlarm } from './alarm-actions.ts';
import {
  type AlarmChange,
  type AlarmSubject,
  clearedAlarm,
  type Evidence,
  followAlarm,
  raiseAlarm,
} from './alarm-life.ts';
import type { RuleEngineContext } from './engine-context.ts';
import type { Permits } from './permits.ts';
import type { RuleBook } from './rule-book.ts';
import { isOfDevices, type RuleInForce } from './rule-definition.ts';
import type { StormWatch } from './storm-watch.ts';
import { supersederOf } from './supersession.ts';
import type { ReasonName } from './verdict.ts';

/** How long a cleared alarm can still be acknowledged and commented; after that it is history. */
const clearedKeptMs = 7 * dayMs;

/** What holds an alarm: changed in place when one is raised or cleared. */
export interface AlarmHolder {
  alarmId: string | null;
  /** The value that was last told of. */
  toldValue: number;
  /** It is over, and waits for a person to acknowledge it. */
  latched: boolean;
}

export function noAlarm(): AlarmHolder {
  return { alarmId: null, toldValue: 0, latched: false };
}

export class AlarmBook {
  readonly alarms = new Table<Alarm>('alarms');
  /** What others hold back, by alarm: who speaks in its place. */
  readonly held = new Table<string>('held_alarms');
  readonly #context: RuleEngineContext;
  readonly #rules: RuleBook;
  readonly #permits: Permits;
  readonly #storm: StormWatch;
  /** Ids of the active alarms by point. */
  readonly #active = new Map<string, Set<string>>();

  constructor(context: RuleEngineContext, rules: RuleBook, permits: Permits, storm: StormWatch) {
    this.#context = context;
    this.#rules = rules;
    this.#permits = permits;
    this.#storm = storm;
  }

  /** Schedules what is due, after the table was restored. */
  restored(): void {
    this.#active.clear();
    for (const alarm of this.alarms.values()) {
      this.#schedule(alarm);
      this.#index(alarm);
    }
  }

  /** Raises, follows or clears the holder's alarm as the evidence says. */
  follow(inForce: RuleInForce, holder: AlarmHolder, subject: AlarmSubject, evidence: Evidence): void {
    const alarm = holder.alarmId === null ? undefined : this.alarms.get(holder.alarmId);
    if (alarm === undefined) {
      if (evidence.verdict.rank === 0) return;
      const unheard = raiseAlarm(this.#nextId(), inForce, subject, evidence);
      const raised = { ...unheard, suppressedBy: this.#suppressorOf(unheard) };
      holder.alarmId = raised.id;
      holder.toldValue = raised.value;
      holder.latched = false;
      this.#keep({ kind: 'raised', alarm: raised });
      return;
    }
    const { rule } = inForce;
    const latches = isOfDevices(rule) && rule.latching;
    holder.latched = latches && evidence.verdict.rank === 0 && alarm.acknowledgedAt === null;
    if (holder.latched) return;
    const change = followAlarm(alarm, inForce, evidence);
    if (change === null) return;
    if (change.kind === 'cleared') holder.alarmId = null;
    this.#keep(worthTelling(change, inForce, holder));
  }

  /** Holds the holder's alarm back because of `by`, or shows it again where that is `null`. */
  suppress(holder: AlarmHolder, by: string | null): void {
    const alarm = holder.alarmId === null ? undefined : this.alarms.get(holder.alarmId);
    if (alarm === undefined || (this.held.get(alarm.id) ?? null) === by) return;
    if (by === null) this.held.delete(alarm.id);
    else this.held.set(alarm.id, by);
    this.#settleOne(alarm);
  }

  /** Settles who speaks at a point, after an alarm there or a permit changed. */
  settle(pointId: string): void {
    for (const id of [...(this.#active.get(pointId) ?? [])].sort()) {
      const alarm = this.alarms.get(id);
      if (alarm !== undefined) this.#settleOne(alarm);
    }
  }

  /** Settles of every active alarm whether it speaks, after a rainstorm began or ended. */
  settleAll(): void {
    for (const id of this.alarms.sortedKeys()) {
      const alarm = this.alarms.get(id);
      if (alarm?.condition === 'active') this.#settleOne(alarm);
    }
  }

  /** Clears the holder's alarm for a reason that is not in its samples. */
  end(holder: AlarmHolder, now: EpochMs, reason: ReasonName): void {
    const alarm = holder.alarmId === null ? undefined : this.alarms.get(holder.alarmId);
    holder.alarmId = null;
    holder.latched = false;
    if (alarm === undefined) return;
    const { ruleVersion } = alarm.explanation;
    this.#keep({ kind: 'cleared', alarm: clearedAlarm(alarm, reason, now, ruleVersion, []) });
  }

  /** What a person asks for, or why it cannot be; a refusal changes nothing. */
  act(request: CommandBody<'alarm.act'>, actor: Actor, now: EpochMs): Result<Alarm, Refusal> {
    const alarm = this.alarms.get(request.alarmId);
    if (alarm === undefined) {
      const detail = {
        zh: `没有告警 ${request.alarmId}，或已解除一周以上`,
        en: `no alarm ${request.alarmId}, or it was cleared over a week ago`,
      };
      return fail({ kind: 'not_found', detail });
    }
    const acted = actOnAlarm(alarm, request, actor, now);
    if (!acted.ok) return acted;
    if (acted.value !== alarm) this.#keep({ kind: 'handled', alarm: acted.value });
    return ok(this.alarms.get(alarm.id) ?? acted.value);
  }

  /** Takes an alarm off the shelf, or forgets it, where that is due. */
  due(alarmId: string, now: EpochMs): void {
    const alarm = this.alarms.get(alarmId);
    if (alarm === undefined) return;
    if (alarm.shelvedUntil !== null && alarm.shelvedUntil <= now) {
      const taken = { ...alarm, shelvedUntil: null, shelvedBy: null, shelveReason: null };
      this.#keep({ kind: 'handled', alarm: taken });
      return;
    }
    const forgetAt = forgetAtOf(alarm);
    if (forgetAt !== null && forgetAt <= now) this.alarms.delete(alarmId);
    else this.#schedule(alarm);
  }

  #settleOne(alarm: Alarm): void {
    const by = this.#suppressorOf(alarm);
    if (by === alarm.suppressedBy) return;
    this.#tell({ kind: by === null ? 'released' : 'suppressed', alarm: { ...alarm, suppressedBy: by } });
  }

  /** Who speaks in an alarm's place: whoever holds it back, a permit, a graver alarm, a storm; `null` for itself. */
  #suppressorOf(alarm: Alarm): string | null {
    return this.#supersederOf(alarm) ?? this.#storm.holderOf(alarm);
  }

  #supersederOf(alarm: Alarm): string | null {
    const held = this.held.get(alarm.id);
    if (held !== undefined) return held;
    const rule = this.#rules.rules.get(alarm.ruleId)?.rule;
    const { pointId } = alarm;
    if (pointId === null || rule === undefined || !isOfDevices(rule)) return null;
    const permitId = rule.kind === 'displacement' ? this.#permits.openAt(pointId) : null;
    if (permitId !== null) return permitId;
    const others = [...(this.#active.get(pointId) ?? [])].sort().map((id) => this.alarms.get(id));
    return supersederOf(
      alarm,
      rule,
      others.filter((other) => other !== undefined),
    );
  }

  #index({ id, pointId, condition }: Alarm): void {
    if (condition === 'cleared') this.held.delete(id);
    if (pointId === null) return;
    const active = this.#active.get(pointId) ?? new Set();
    if (condition === 'active') active.add(id);
    else active.delete(id);
    if (active.size === 0) this.#active.delete(pointId);
    else this.#active.set(pointId, active);
  }

  #keep(change: AlarmChange): void {
    this.#tell(change);
    const { kind, alarm } = change;
    this.#storm.note(alarm);
    this.#index(alarm);
    if (alarm.pointId !== null && kind !== 'updated' && kind !== 'moved') this.settle(alarm.pointId);
  }

  #tell({ kind, alarm: told }: AlarmChange): void {
    const isFirstShown =
      told.presentedAt === null && told.suppressedBy === null && told.condition === 'active';
    const alarm = isFirstShown ? { ...told, presentedAt: this.#context.now() } : told;
    this.alarms.set(alarm.id, alarm);
    const caseId = this.#context.alarmChanged({ kind, alarm });
    if (caseId !== null && caseId !== alarm.caseId) {
      const attached = { ...alarm, caseId };
      this.alarms.set(attached.id, attached);
      this.#context.alarmChanged({ kind: 'updated', alarm: attached });
    }
    this.#schedule(alarm);
  }

  #nextId(): string {
    const { counters } = this.#context;
    const number = (counters.get('alarm') ?? 0) + 1;
    counters.set('alarm', number);
    return `A${String(number).padStart(6, '0')}`;
  }

  #schedule(alarm: Alarm): void {
    const dueAt = alarm.shelvedUntil ?? forgetAtOf(alarm);
    if (dueAt !== null) this.#context.due.add(`alarm|${alarm.id}`, dueAt);
  }
}

/** A value far enough from the one that was told of last is told of again. */
function worthTelling(change: AlarmChange, { rule }: RuleInForce, holder: AlarmHolder): AlarmChange {
  const { value } = change.alarm;
  if (change.kind === 'updated') {
    const step = isOfDevices(rule) ? rule.tell_change : undefined;
    if (step === undefined || Math.abs(value - holder.toldValue) < step) return change;
  }
  holder.toldValue = value;
  return change.kind === 'updated' ? { kind: 'moved', alarm: change.alarm } : change;
}

function forgetAtOf(alarm: Alarm): EpochMs | null {
  // By the hub's clock: a replayed recording clears in years that are long gone.
  return alarm.clearedAt === null ? null : Math.max(alarm.clearedAt, alarm.detectedAt) + clearedKeptMs;
}
