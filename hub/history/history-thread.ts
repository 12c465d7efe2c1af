// The thread that rebuilds the past for people: answers the calls of `startHistory`, one after another.
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../core/error.ts';
import type { BacktestRequest } from '../../core/history.ts';
import type { Json, Refusal } from '../../core/ports.ts';
import type { Result } from '../../core/result.ts';
import { type EpochMs, secondMs } from '../../core/time.ts';
import { openJournalHistory } from '../../store/journal-history.ts';
import { serveCalls } from '../../store/serve-calls.ts';
import { tryRules } from '../backtest/try-rules.ts';
import { explainPast } from './explain-past.ts';
import { PastStates } from './past-state.ts';

/** Longer than a person waits for an answer. */
const budgetMs = 20 * secondMs;
const backtestMs = 120 * secondMs;

assert(parentPort !== null, 'this file runs as a worker thread');
const { dataDir } = workerData as { dataDir: string };

serveCalls(parentPort, () => {
  const history = openJournalHistory(dataDir);
  const states = new PastStates(history, { budgetMs });
  return {
    backtest: (request: BacktestRequest): Result<Json, Refusal> => tryRules(history, request, backtestMs),
    explain: (pointId: string, at: EpochMs): Json | null => explainPast(history, states, pointId, at),
  };
});
