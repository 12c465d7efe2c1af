// What cases are worked by: editable tables, duty rosters, supervision letters; and the audit log as a chain that
// nobody shortens or rewrites unnoticed.
import { type AuditRow, chainHash, firstLink } from '../audit-chain.ts';
import type { Migration } from '../migrate.ts';

const papers = `
  CREATE TABLE case_tables (id TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE rosters (id TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE letters (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    drafted_at INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX letters_by_case ON letters (case_id, drafted_at, id);
  CREATE INDEX letters_by_time ON letters (drafted_at, id);
`;

const appendOnly = `
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`;

export const casePapers: Migration = {
  name: '0002-case-papers',
  migrate(db) {
    db.exec(papers);
    db.exec("ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT ''");
    const rows = db.prepare<AuditRow>(
      'SELECT id, at, by, origin, action, subject, detail FROM audit ORDER BY id',
    );
    const seal = db.prepare('UPDATE audit SET hash = ? WHERE id = ?');
    let hash = firstLink;
    for (const row of rows.all()) {
      hash = chainHash(hash, row);
      seal.run(hash, row.id);
    }
    db.exec(appendOnly);
  },
};
