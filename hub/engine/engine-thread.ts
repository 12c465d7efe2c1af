// The engine's thread.
import { parentPort, workerData } from 'node:worker_threads';
import { carryError } from '../../core/carried-error.ts';
import { assert } from '../../core/error.ts';
import { openStore, pagesWorthMoving } from '../../store/open-store.ts';
import { startUpkeep } from '../../store/upkeep.ts';
import type { EngineThreadOptions, FromEngine, ToEngine } from './engine-messages.ts';
import { serveEngine } from './serve-engine.ts';

assert(parentPort !== null, 'the engine runs in a thread of its own');
const port = parentPort;
const { dataDir, retentionMs, logsReadings } = workerData as EngineThreadOptions;

function tell(message: FromEngine): void {
  port.postMessage(message);
}

try {
  const onMessage = (listener: (message: ToEngine) => void) => void port.on('message', listener);
  const journal = openStore({ dataDir, logsReadings, copiesApart: true });
  const upkeep = startUpkeep({ dataDir, pagesWorthMoving }, journal, (error) =>
    tell({ type: 'upkeep_failed', error }),
  );
  serveEngine({ tell, onMessage, close: () => port.close() }, journal, { retentionMs, logsReadings, upkeep });
} catch (thrown) {
  tell({ type: 'failed', error: carryError(thrown) });
  throw thrown;
}
