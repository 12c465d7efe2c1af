// The registry as it is kept, row by row in the order of ids, for whoever takes all of it.
import type { RegistryKind, RegistryRows } from '../../core/registry.ts';
import type { Database } from '../database.ts';

/** Rows after an id, `limit` at most. */
export function listRegistry<Kind extends RegistryKind>(
  db: Database,
  kind: Kind,
  after: string | null,
  limit: number,
): RegistryRows[Kind][] {
  const rows = db.prepare<{ body: string }>(`SELECT body FROM ${kind} WHERE id > ? ORDER BY id LIMIT ?`);
  return rows.all(after ?? '', limit).map(({ body }) => JSON.parse(body) as RegistryRows[Kind]);
}
