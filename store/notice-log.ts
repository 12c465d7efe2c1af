// What is told to others and what is kept of who did what: the outbox with ids that only rise, and the audit log.
import type { AuditEntry, OutboxItem } from '../core/effects.ts';
import type { CommittedEvent } from '../core/ports.ts';
import type { EpochMs } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

/** Rows dropped in one transaction. */
const dropLimit = 5_000;

export class NoticeLog {
  readonly #addEvent: Statement;
  readonly #addAudit: Statement;
  readonly #drop: Statement;

  constructor(db: Database) {
    this.#addEvent = db.prepare('INSERT INTO events (kind, subject_id, at, body) VALUES (?, ?, ?, ?)');
    this.#addAudit = db.prepare(
      'INSERT INTO audit (at, by, origin, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#drop = db.prepare(
      `DELETE FROM events WHERE id IN (SELECT id FROM events WHERE at < ? ORDER BY at LIMIT ${dropLimit})`,
    );
  }

  addEvents(items: readonly OutboxItem[]): CommittedEvent[] {
    return items.map(({ kind, subjectId, at, body }) => {
      const { lastInsertRowid } = this.#addEvent.run(kind, subjectId, at, JSON.stringify(body));
      return { id: Number(lastInsertRowid), kind, subjectId, at, body };
    });
  }

  addAudit(entries: readonly AuditEntry[]): void {
    for (const { at, by, from, action, subject, detail } of entries) {
      this.#addAudit.run(at, by, from, action, subject, JSON.stringify(detail));
    }
  }

  /** Drops some events from before `oldest`; false where there was none. The audit log is kept. */
  dropSome(oldest: EpochMs): boolean {
    return this.#drop.run(oldest).changes !== 0;
  }
}
