// The same records through two folds: as it was, and with other rules from the start. What people did to an alarm or
// case is done to the same one of the other world, whatever its id there.
import type { Alarm } from '../../core/alarm.ts';
import { commandPayloadSchema } from '../../core/commands.ts';
import type { CommandReply } from '../../core/ports.ts';
import { commandRecord, type JournalRecord, payloadJson, tickRecord } from '../../core/record.ts';
import type { SnapshotRow } from '../../core/table.ts';
import type { EpochMs } from '../../core/time.ts';
import type { Rule } from '../../rules/rule-definition.ts';
import { ChangedRules } from './changed-rules.ts';
import { alarmSubject, overlap } from './pair-claims.ts';
import { World } from './world.ts';

export interface Beginning {
  readonly rows: readonly SnapshotRow[];
  /** Of the last record before. */
  readonly position: number;
  readonly at: EpochMs;
  /** Whether the records bring their own ticks, as a journal does for the world that it was written in. */
  readonly hasTicks: boolean;
}

/** Records between two looks at what followed from them. */
const gatherEvery = 1_000;

export class TwoWorlds {
  readonly before: World;
  readonly after: World;
  /** Cases that people reported: the id after, by the one before. */
  readonly sameReport = new Map<string, string>();
  readonly #rules: ChangedRules;
  readonly #beganAt: EpochMs;
  readonly #hasTicks: boolean;
  #records = 0;

  constructor({ rows, position, at, hasTicks }: Beginning, rules: readonly Rule[]) {
    this.before = new World(rows, position);
    this.after = new World(rows, position);
    this.#rules = new ChangedRules(rules);
    this.#beganAt = at;
    this.#hasTicks = hasTicks;
    for (const world of [this.before, this.after]) world.begin();
    this.#rules.put(this.after, at);
  }

  get records(): number {
    return this.#records;
  }

  apply(record: JournalRecord): void {
    // Before it started the hub was away, and nothing fell due.
    if (record.topic !== 'hub.start') this.#tickUntil(record.receivedAt);
    const { reply, taken } = this.before.apply(record);
    const other = this.#translated(record);
    const applied = this.after.apply(other, taken);
    if (record.topic === 'hub.start') this.#rules.put(this.after, record.receivedAt);
    else if (record.topic === 'case.report') this.#noteReport(reply, applied.reply);
    this.#records += 1;
    if (this.#records % gatherEvery === 0) this.gather();
  }

  gather(): void {
    this.before.gather();
    this.after.gather();
  }

  #tickUntil(at: EpochMs): void {
    if (!this.#hasTicks) this.before.tickUntil(at);
    this.after.tickUntil(at);
  }

  #noteReport(before: CommandReply | null, after: CommandReply | null): void {
    const [a, b] = [before, after].map((reply) =>
      reply?.ok === true ? (reply.value as { id?: string }).id : null,
    );
    if (typeof a === 'string' && typeof b === 'string') this.sameReport.set(a, b);
  }

  /** The record as it concerns the world after; a tick where its alarm or case does not exist there. */
  #translated(record: JournalRecord): JournalRecord {
    if (record.topic !== 'alarm.act' && record.topic !== 'case.act') return this.#rules.keepOut(record);
    this.gather();
    const payload = commandPayloadSchema.parse(payloadJson(record.payload));
    const body = payload.body as { readonly alarmId?: string; readonly caseId?: string };
    const field = record.topic === 'alarm.act' ? 'alarmId' : 'caseId';
    const id = body[field] ?? '';
    const other = record.topic === 'alarm.act' ? this.#alarmAfter(id) : this.#caseAfter(id);
    if (other === null) return tickRecord(record.receivedAt);
    // The version that a person saw is the other world's.
    const { version: _version, ...rest } = body as { readonly version?: number };
    const translated = { ...payload, body: { ...rest, [field]: other } };
    return commandRecord(record.receivedAt, record.by, record.topic, translated);
  }

  #alarmAfter(id: string): string | null {
    const alarm = this.before.alarms.get(id);
    // One from before the start has the same id in both worlds.
    if (alarm === undefined) return id;
    const subject = alarmSubject(alarm);
    const same = (other: Alarm) => alarmSubject(other) === subject && overlap(alarm, other);
    return this.after.alarms.values().find(same)?.id ?? this.#idFromBefore(id, alarm.detectedAt);
  }

  #caseAfter(id: string): string | null {
    const reported = this.sameReport.get(id);
    const subject = this.before.cases.get(id);
    if (reported !== undefined || subject === undefined) return reported ?? id;
    for (const alarmId of subject.alarmIds) {
      const other = this.#alarmAfter(alarmId);
      const caseId = other === null ? null : (this.after.alarms.get(other)?.caseId ?? null);
      if (caseId !== null) return caseId;
    }
    return this.#idFromBefore(id, subject.reportedAt);
  }

  #idFromBefore(id: string, at: EpochMs): string | null {
    return at < this.#beganAt ? id : null;
  }
}
