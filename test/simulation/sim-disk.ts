// A disk under the journal's port, in memory: what it took is there after a crash, what it did not is not. Counts
// and doubles are kept as the store keeps them, so that a course of events can be held against them.
import { alarmJson } from '../../core/alarm.ts';
import { caseJson } from '../../core/case.ts';
import { assert } from '../../core/error.ts';
import type { Batch, CommitResult, Journal, PositionedRecord, StoredClaims } from '../../core/journal.ts';
import type { CommittedEvent } from '../../core/ports.ts';
import { unpackRecords } from '../../core/record.ts';
import type { SnapshotRow } from '../../core/table.ts';
import { messageFate } from '../../store/accounting.ts';

export interface Fates {
  stored: number;
  duplicate: number;
  quarantined: number;
}

/** What a simulated hub writes to, opened anew after each crash. */
export interface SimulatedStore {
  open(): Journal;
  /** Committed events after an id, oldest first. */
  events(after: number): Promise<readonly CommittedEvent[]>;
  fates(): Promise<Fates>;
  /** The journal as it lies there. */
  look(): Journal;
  /** A crash in the commit of `batch`, of which so much was written, 0 to 1: what is left is all of it or nothing. */
  tear(journal: Journal, batch: Batch, share: number): void;
  close(): void;
}

interface Claim {
  readonly body: string;
  readonly position: number;
}

interface Block {
  readonly first: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

export class MemoryStore implements SimulatedStore {
  readonly #blocks: Block[] = [];
  readonly #snapshot = new Map<string, SnapshotRow>();
  #snapshotPosition = 0;
  readonly #alarms = new Map<string, Claim>();
  readonly #cases = new Map<string, Claim>();
  readonly #events: CommittedEvent[] = [];
  readonly #readings = new Set<string>();
  readonly #fates: Fates = { stored: 0, duplicate: 0, quarantined: 0 };

  get #position(): number {
    const last = this.#blocks.at(-1);
    return last === undefined ? 0 : last.first + last.count - 1;
  }

  open(): Journal {
    const position = () => this.#position;
    return {
      get position() {
        return position();
      },
      snapshot: () => ({ position: this.#snapshotPosition, rows: [...this.#snapshot.values()] }),
      base: () => ({ position: 0, rows: [] }),
      records: (after) => this.#records(after),
      claims: (after) => this.#claims(after),
      commit: (batch) => this.#commit(batch),
      retain: () => false,
      forget: () => ({ more: false, lost: 0 }),
      close: () => {},
    };
  }

  look(): Journal {
    return this.open();
  }

  async events(after: number): Promise<readonly CommittedEvent[]> {
    return this.#events.slice(after);
  }

  async fates(): Promise<Fates> {
    return this.#fates;
  }

  tear(journal: Journal, batch: Batch, share: number): void {
    if (share === 1) journal.commit(batch);
  }

  close(): void {}

  *#records(after: number): Generator<PositionedRecord> {
    for (const { first, count, bytes } of this.#blocks) {
      if (first + count - 1 <= after) continue;
      let position = first;
      for (const record of unpackRecords(bytes)) {
        if (position > after) yield { position, record };
        position += 1;
      }
    }
  }

  #claims(after: number): StoredClaims {
    const changed = (claims: ReadonlyMap<string, Claim>) =>
      new Map([...claims].flatMap(([id, { body, position }]) => (position > after ? [[id, body]] : [])));
    return { alarms: changed(this.#alarms), cases: changed(this.#cases) };
  }

  #commit({ firstPosition, count, block, effects, snapshot }: Batch): CommitResult {
    assert(firstPosition === this.#position + 1, `batch ${firstPosition} follows ${this.#position}`);
    this.#blocks.push({ first: firstPosition, count, bytes: block.slice() });
    const position = this.#position;
    let readings = 0;
    for (const outcome of effects.outcomes) {
      let stored = 0;
      for (const { deviceId, metric, measuredAt } of outcome.readings) {
        const key = `${deviceId} ${metric} ${measuredAt}`;
        if (this.#readings.has(key)) continue;
        this.#readings.add(key);
        stored += 1;
      }
      readings += stored;
      const duplicate = outcome.duplicateReadings + outcome.readings.length - stored;
      this.#fates[messageFate(outcome, { stored, duplicate, late: 0 })] += 1;
    }
    for (const [id, alarm] of effects.alarms) {
      this.#alarms.set(id, { body: JSON.stringify(alarmJson(alarm)), position });
    }
    for (const [id, subject] of effects.cases) {
      this.#cases.set(id, { body: JSON.stringify(caseJson(subject)), position });
    }
    const events = effects.outbox.map((item, i) => ({ ...item, id: this.#events.length + i + 1 }));
    this.#events.push(...events);
    if (snapshot !== null) {
      for (const row of snapshot) {
        if (row.body === null) this.#snapshot.delete(`${row.table} ${row.id}`);
        else this.#snapshot.set(`${row.table} ${row.id}`, row);
      }
      this.#snapshotPosition = position;
    }
    return { events, latest: [], readings };
  }
}
