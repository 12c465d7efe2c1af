// The past as the journal keeps it, on a read-only connection: the hub commits on while someone reads how it was.
import type { JournalHistory, KeptState } from '../core/journal.ts';
import type { EpochMs } from '../core/time.ts';
import { Checkpoints } from './checkpoints.ts';
import { RecordLog } from './record-log.ts';
import { SnapshotStore } from './snapshot-store.ts';
import { storedRules } from './views/notice-views.ts';
import { findLastReadings } from './views/reading-views.ts';
import { openReadOnly } from './views.ts';

/** Throws as `openViews` does. */
export function openJournalHistory(dataDir: string): JournalHistory {
  const db = openReadOnly(dataDir);
  const log = new RecordLog(db);
  const snapshots = new SnapshotStore(db);
  const checkpoints = new Checkpoints(db);
  const position = () => Math.max(log.ends()?.last ?? 0, snapshots.position);

  /** Rows are read when they are asked for. */
  function stateAt(at: EpochMs): KeptState | null {
    const live = snapshots.live();
    const takenAt = live.position === 0 ? null : log.committedAt(live.position);
    if (takenAt !== null && takenAt <= at) return { ...live, at: takenAt };
    const checkpoint = checkpoints.takenAt(at);
    if (checkpoint !== null) return checkpoint;
    const ends = log.ends();
    return ends === null || ends.first === 1 ? { position: 0, at: null, rows: [] } : null;
  }

  return {
    position: () => db.read(position),
    stateAt: (at) =>
      db.read(() => {
        const state = stateAt(at);
        // All at once: the hub changes them.
        return state === null ? null : { ...state, rows: [...state.rows] };
      }),
    nearestStateAt: (at) =>
      db.read(() => {
        const state = stateAt(at);
        return state === null ? null : { position: state.position, at: state.at };
      }),
    oldestAt: () =>
      db.read(() => (log.ends()?.first === 1 ? log.oldestAt() : (checkpoints.oldest()?.at ?? null))),
    records: (after) => log.between(after, db.read(position)),
    rules: () => db.read(() => storedRules(db)),
    readingsUntil: (deviceId, metric, at, count) =>
      db.read(() => findLastReadings(db, { deviceId, metric, at, count })),
    close: () => db.close(),
  };
}
