// What the engine's thread does, without the thread: one batch after another through the fold and onto the disk, and
// what is no longer needed dropped while it is idle.
import { carryError } from '../../core/carried-error.ts';
import { SluiceError } from '../../core/error.ts';
import type { Journal, OutletProgress } from '../../core/journal.ts';
import { type EpochMs, minuteMs } from '../../core/time.ts';
import type { Upkeep } from '../../store/upkeep.ts';
import { BatchEngine } from './batch-engine.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

/** The thread's end of the conversation. */
export interface EnginePort {
  tell(message: FromEngine): void;
  onMessage(listener: (message: ToEngine) => void): void;
  close(): void;
}

export interface ServeEngineOptions {
  /** How long readings and records are kept, ms; `null` keeps all. */
  readonly retentionMs: number | null;
  /** Whether an outlet reads on from the readings. */
  readonly logsReadings: boolean;
  /** What goes on beside the writer; nothing where there is none. */
  readonly upkeep?: Upkeep;
}

const retainEveryMs = 10 * minuteMs;

/** Throws where the state cannot be brought back, and out of a message where the hub itself fails. */
export function serveEngine(
  port: EnginePort,
  journal: Journal,
  { retentionMs, logsReadings, upkeep }: ServeEngineOptions,
  now: () => EpochMs = Date.now,
): void {
  const engine = new BatchEngine(journal);
  /** How far the outlets have come: nobody has taken anything until they say so. */
  let progress: OutletProgress = {
    ...{ events: 0, readings: 0, readingsKeptSince: 0, eventsKeptSince: 0 },
    logsReadings,
  };
  let isForgetting = false;

  /** A step at a time, so that a batch never waits for more than one. */
  const retain = (keptMs: number): void => {
    if (journal.retain(now() - keptMs, progress.events)) setImmediate(retain, keptMs);
  };

  /** What outlets have taken, step by step as well. Where the disk takes nothing it is done the next time. */
  const forget = (): void => {
    if (!isForgetting) return;
    try {
      const { more, lost } = journal.forget(progress);
      if (lost > 0) port.tell({ type: 'lost', count: lost });
      isForgetting = more;
    } catch (thrown) {
      if (!(thrown instanceof SluiceError)) throw thrown;
      isForgetting = false;
    }
    if (isForgetting) setImmediate(forget);
  };

  const stop = async (): Promise<void> => {
    await upkeep?.close();
    engine.close();
    port.tell({ type: 'stopped' });
    port.close();
  };

  const retention = retentionMs === null ? null : setInterval(retain, retainEveryMs, retentionMs);
  port.tell({
    type: 'opened',
    position: engine.position,
    credentials: engine.credentials(),
    recoveredRecords: engine.recoveredRecords,
  });
  port.onMessage((message) => {
    if (message.type === 'progress') {
      progress = message.progress;
      if (!isForgetting) setImmediate(forget);
      isForgetting = true;
      return;
    }
    if (message.type === 'stop') {
      if (retention !== null) clearInterval(retention);
      isForgetting = false;
      void stop();
      return;
    }
    try {
      const result = engine.run(message.block, now());
      port.tell({ type: 'committed', ...result, nextDueAt: engine.nextDueAt() });
      upkeep?.look(now());
    } catch (thrown) {
      if (!(thrown instanceof SluiceError)) throw thrown;
      port.tell({ type: 'failed', error: carryError(thrown) });
    }
  });
}
