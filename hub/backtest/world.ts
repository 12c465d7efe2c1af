// One of the two courses of events that a back-test compares: a fold, and what became of alarms and cases in it.
import type { Alarm } from '../../core/alarm.ts';
import type { Case } from '../../core/case.ts';
import type { CommandBody, CommandName } from '../../core/commands.ts';
import { type Actor, localUsername } from '../../core/person.ts';
import { commandRecord, type JournalRecord, tickRecord } from '../../core/record.ts';
import type { SnapshotRow } from '../../core/table.ts';
import type { EpochMs } from '../../core/time.ts';
import { CodecSandbox } from '../codecs/codec-sandbox.ts';
import { type Applied, Fold } from '../fold/fold.ts';

const actor: Actor = { name: localUsername, role: 'admin', unitId: null, from: 'local' };

/** A command of the back-test itself. */
export function ownCommand<Name extends CommandName>(
  at: EpochMs,
  name: Name,
  body: CommandBody<Name>,
): JournalRecord {
  return commandRecord(at, actor.name, name, { actor, body });
}

export class World {
  readonly fold = new Fold(new CodecSandbox());
  /** As they were left, of all that changed. */
  readonly alarms = new Map<string, Alarm>();
  readonly cases = new Map<string, Case>();
  readings = 0;
  #position: number;

  constructor(rows: Iterable<SnapshotRow>, position: number) {
    this.fold.restore(rows);
    this.fold.tellsChanges = false;
    this.#position = position;
  }

  /** `taken`: what the other world made of the message; rules have no say in that. */
  apply(record: JournalRecord, taken: Applied['taken'] = null): Applied {
    this.#position += 1;
    return this.fold.apply(this.#position, record, taken);
  }

  /** The clock comes to `at`, and on the way to each instant at which something falls due. */
  tickUntil(at: EpochMs): void {
    for (let next = this.fold.nextDueAt(); next !== null && next <= at; next = this.fold.nextDueAt()) {
      this.apply(tickRecord(next));
    }
  }

  /** Takes up what followed from the records so far. */
  gather(): void {
    const { alarms, cases, outcomes } = this.fold.takeEffects();
    for (const [id, alarm] of alarms) this.alarms.set(id, alarm);
    for (const [id, subject] of cases) this.cases.set(id, subject);
    for (const { readings } of outcomes) this.readings += readings.length;
  }

  /** Forgets what it took up: it belongs to the time before. */
  begin(): void {
    this.fold.takeEffects();
    this.alarms.clear();
    this.cases.clear();
    this.readings = 0;
  }
}
