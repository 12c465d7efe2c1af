// Whether the audit log of a data folder is whole, as far as its own chain can tell. A hub may be running on it.
import type { AuditCheck } from '../core/audit.ts';
import { type AuditLink, checkChain, type NotedHead } from './audit-chain.ts';
import { openReadOnly } from './views.ts';

/** Throws like `openViews` where there is no database to read. */
export function verifyAudit(dataDir: string, noted: NotedHead | null = null): AuditCheck {
  const db = openReadOnly(dataDir);
  try {
    return db.read(() =>
      checkChain(db.prepare<AuditLink>('SELECT * FROM audit ORDER BY id').iterate(), noted),
    );
  } finally {
    db.close();
  }
}
