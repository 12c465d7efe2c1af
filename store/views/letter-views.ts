// Supervision letters of a case, first to last.
import type { Letter } from '../../core/letter.ts';
import type { Database } from '../database.ts';

interface BodyRow {
  readonly body: string;
}

export function listLetters(db: Database, caseId: string): Letter[] {
  const rows = db.prepare<BodyRow>('SELECT body FROM letters WHERE case_id = ? ORDER BY drafted_at, id');
  return rows.all(caseId).map(({ body }) => JSON.parse(body) as Letter);
}
