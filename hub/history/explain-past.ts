// Explains a point at any moment that is kept.
import type { AlarmSample } from '../../core/alarm.ts';
import type { JournalHistory } from '../../core/journal.ts';
import type { Json } from '../../core/ports.ts';
import { flagNames } from '../../core/reading.ts';
import type { EpochMs } from '../../core/time.ts';
import { pointExplanationJson } from './explanation-json.ts';
import type { PastStates } from './past-state.ts';

/** Readings shown of what a rule looks at. */
const shownReadings = 12;

/** `null` where there was no such point. Throws as `PastStates.at` does. */
export function explainPast(
  history: JournalHistory,
  states: PastStates,
  pointId: string,
  at: EpochMs,
): Json | null {
  const { fold, position } = states.at(at);
  if (!fold.isStarted) return null;
  const explanation = fold.explain(pointId, at, (device, metric): AlarmSample[] =>
    history
      .readingsUntil(device.id, metric, at, shownReadings)
      .map(({ measuredAt, value, flags }) => ({ measuredAt, value, flags: flagNames(flags) })),
  );
  return explanation === null ? null : pointExplanationJson(explanation, position);
}
