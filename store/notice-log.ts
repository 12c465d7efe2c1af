// What is told to others and what is kept of who did what: the outbox with ids that only rise, and the audit log,
// each entry chained to the one before.
import type { AuditEntry, OutboxItem } from '../core/effects.ts';
import type { CommittedEvent } from '../core/ports.ts';
import type { EpochMs } from '../core/time.ts';
import { type AuditLink, chainHash, firstLink } from './audit-chain.ts';
import type { Database, Statement } from './database.ts';

/** Rows dropped in one transaction. */
const dropLimit = 5_000;

type LastLink = Pick<AuditLink, 'id' | 'hash'>;

export class NoticeLog {
  readonly #addEvent: Statement;
  readonly #addAudit: Statement;
  readonly #lastAudit: Statement<LastLink>;
  readonly #drop: Statement;
  readonly #dropPending: Statement;

  constructor(db: Database) {
    this.#addEvent = db.prepare('INSERT INTO events (kind, subject_id, at, body) VALUES (?, ?, ?, ?)');
    this.#addAudit = db.prepare(
      'INSERT INTO audit (id, at, by, origin, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#lastAudit = db.prepare<LastLink>('SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1');
    this.#drop = db.prepare(
      `DELETE FROM events WHERE id IN
         (SELECT id FROM events WHERE at < ? AND id <= ? ORDER BY at LIMIT ${dropLimit})`,
    );
    this.#dropPending = db.prepare(
      `DELETE FROM events WHERE id IN (SELECT id FROM events WHERE id > ? AND at < ? ORDER BY id LIMIT ${dropLimit})`,
    );
  }

  addEvents(items: readonly OutboxItem[]): CommittedEvent[] {
    return items.map(({ kind, subjectId, at, body }) => {
      const { lastInsertRowid } = this.#addEvent.run(kind, subjectId, at, JSON.stringify(body));
      return { id: Number(lastInsertRowid), kind, subjectId, at, body };
    });
  }

  addAudit(entries: readonly AuditEntry[]): void {
    if (entries.length === 0) return;
    // Asked anew each time: a transaction that was rolled back left no link.
    let last = this.#lastAudit.get() ?? { id: 0, hash: firstLink };
    for (const { at, by, from: origin, action, subject, detail } of entries) {
      const row = { id: last.id + 1, at, by, origin, action, subject, detail: JSON.stringify(detail) };
      const hash = chainHash(last.hash, row);
      this.#addAudit.run(row.id, at, by, origin, action, subject, row.detail, hash);
      last = { id: row.id, hash };
    }
  }

  /** Drops some events up to `taken` from before `oldest`; false where there was none. The audit log is kept. */
  dropSome(oldest: EpochMs, taken: number): boolean {
    return this.#drop.run(oldest, taken).changes !== 0;
  }

  /** Drops some events after `taken` from before `oldest`, and says how many. */
  dropPending(oldest: EpochMs, taken: number): number {
    return Number(this.#dropPending.run(taken, oldest).changes);
  }
}
