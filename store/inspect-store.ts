// Whether the database is whole, and how far it has come.
import type { EpochMs } from '../core/time.ts';
import { RecordLog } from './record-log.ts';
import { openReadOnly } from './views.ts';

export interface StoreInspection {
  /** What SQLite says is wrong; `null` where all is well. */
  readonly damage: string | null;
  /** Position of the last record. */
  readonly records: number;
  readonly lastAt: EpochMs | null;
}

/** Reads all of the database. Throws as `openViews` does. */
export function inspectStore(dataDir: string): StoreInspection {
  const db = openReadOnly(dataDir);
  try {
    const [first] = db.prepare<{ quick_check: string }>('PRAGMA quick_check(1)').all();
    const log = new RecordLog(db);
    const last = log.ends()?.last ?? 0;
    return {
      damage: first?.quick_check === 'ok' ? null : (first?.quick_check ?? 'it cannot be checked'),
      records: last,
      lastAt: last === 0 ? null : log.committedAt(last),
    };
  } finally {
    db.close();
  }
}
