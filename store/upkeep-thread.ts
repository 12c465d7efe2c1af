// What would keep the writer waiting, done beside it: the write-ahead log is moved into the database while more is
// written, and a whole copy of the state is packed when it is asked for, to be kept by the writer in parts.
import { parentPort, workerData } from 'node:worker_threads';
import { carryError } from '../core/carried-error.ts';
import { assert } from '../core/error.ts';
import { packState } from './checkpoints.ts';
import { databaseFile } from './data-dir.ts';
import { Database } from './database.ts';
import { RecordLog } from './record-log.ts';
import { SnapshotStore } from './snapshot-store.ts';
import type { FromUpkeep, ToUpkeep, UpkeepOptions } from './upkeep.ts';

/** How often the log's length is looked at. */
const lookEveryMs = 200;
/** What the writer may find left, so that he moves it in a moment, and how often that is tried for. */
const pagesLeft = 500;
const movesAtOnce = 4;
const afterFailureMs = 30_000;

interface LogState {
  readonly log: number;
  readonly checkpointed: number;
}

assert(parentPort !== null, 'this file runs as a worker thread');
const port = parentPort;
const { dataDir, pagesWorthMoving } = workerData as UpkeepOptions;
// It writes nothing itself; moving the log needs the right to.
const db = new Database(databaseFile(dataDir), { readOnly: false });
const records = new RecordLog(db);
const snapshots = new SnapshotStore(db);
const length = db.prepare<LogState>('PRAGMA wal_checkpoint(NOOP)');
const move = db.prepare<LogState>('PRAGMA wal_checkpoint(PASSIVE)');

const tell = (message: FromUpkeep) => port.postMessage(message);

let looking = setTimeout(look, lookEveryMs);

function unmoved(): number {
  const { log, checkpointed } = length.get() ?? { log: 0, checkpointed: 0 };
  return log - checkpointed;
}

function look(): void {
  let nextMs = lookEveryMs;
  try {
    if (unmoved() >= pagesWorthMoving) {
      // It never waits for the writer, nor he for it; what he writes meanwhile is less each time.
      for (let moves = 0; moves < movesAtOnce && unmoved() >= pagesLeft; moves += 1) move.get();
      // Nor is he asked for more than a moment, where he writes faster or somebody reads what lies in the log.
      if (unmoved() < pagesLeft) tell({ type: 'moved' });
    }
  } catch (thrown) {
    // The writer moves what is left, and says what is wrong with the disk.
    tell({ type: 'failed', error: carryError(thrown) });
    nextMs = afterFailureMs;
  }
  looking = setTimeout(look, nextMs);
}

port.on('message', (message: ToUpkeep) => {
  if (message.type === 'stop') {
    clearTimeout(looking);
    db.close();
    port.close();
    return;
  }
  try {
    db.read(() => {
      const state = snapshots.live();
      for (const part of packState(state, records.committedAt(state.position) ?? message.at)) {
        tell({ type: 'part', part });
      }
    });
  } catch (thrown) {
    tell({ type: 'failed', error: carryError(thrown) });
  }
});
