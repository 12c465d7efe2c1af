// The engine's thread: one batch after another through the fold and onto the disk, and retention while it is idle.
import { parentPort, workerData } from 'node:worker_threads';
import { carryError } from '../../core/carried-error.ts';
import { assert, SluiceError } from '../../core/error.ts';
import type { Journal, OutletProgress } from '../../core/journal.ts';
import { minuteMs } from '../../core/time.ts';
import { openStore } from '../../store/open-store.ts';
import { BatchEngine } from './batch-engine.ts';
import type { EngineThreadOptions, FromEngine, ToEngine } from './engine-messages.ts';

const retainEveryMs = 10 * minuteMs;

const port = parentPort;
assert(port !== null, 'the engine runs in a thread of its own');
const options = workerData as EngineThreadOptions;

function tell(message: FromEngine): void {
  port?.postMessage(message);
}

/** How far the outlets have come: nobody has taken anything until they say so. */
let progress: OutletProgress = {
  ...{ events: 0, readings: 0, readingsKeptSince: 0, eventsKeptSince: 0 },
  logsReadings: options.logsReadings,
};
let isForgetting = false;

/** A step at a time, so that a batch never waits for more than one. */
function retainLater(journal: Journal, retentionMs: number): NodeJS.Timeout {
  const step = () => {
    if (journal.retain(Date.now() - retentionMs, progress.events)) setImmediate(step);
  };
  return setInterval(step, retainEveryMs);
}

/** What outlets have taken, step by step as well. Where the disk takes nothing it is done the next time. */
function forgetLater(journal: Journal): void {
  if (isForgetting) return;
  isForgetting = true;
  const step = () => {
    if (!isForgetting) return;
    try {
      const { more, lost } = journal.forget(progress);
      if (lost > 0) tell({ type: 'lost', count: lost });
      isForgetting = more;
    } catch (thrown) {
      if (!(thrown instanceof SluiceError)) throw thrown;
      isForgetting = false;
    }
    if (isForgetting) setImmediate(step);
  };
  setImmediate(step);
}

function serve(journal: Journal): void {
  const engine = new BatchEngine(journal);
  const retention = options.retentionMs === null ? null : retainLater(journal, options.retentionMs);
  tell({
    type: 'opened',
    position: engine.position,
    credentials: engine.credentials(),
    recoveredRecords: engine.recoveredRecords,
  });
  port?.on('message', (message: ToEngine) => {
    if (message.type === 'progress') {
      progress = message.progress;
      forgetLater(journal);
      return;
    }
    if (message.type === 'stop') {
      if (retention !== null) clearInterval(retention);
      isForgetting = false;
      engine.close();
      tell({ type: 'stopped' });
      port?.close();
      return;
    }
    try {
      const result = engine.run(message.block, Date.now());
      tell({ type: 'committed', ...result, nextDueAt: engine.nextDueAt() });
    } catch (thrown) {
      if (!(thrown instanceof SluiceError)) throw thrown;
      tell({ type: 'failed', error: carryError(thrown) });
    }
  });
}

try {
  serve(openStore({ dataDir: options.dataDir, logsReadings: options.logsReadings }));
} catch (thrown) {
  tell({ type: 'failed', error: carryError(thrown) });
  throw thrown;
}
