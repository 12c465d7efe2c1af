// Kind `fault`: a sensor that cannot be trusted, as ingest concludes it from what the sensor shows; the verdict
// names the fault.
import { z } from 'zod';
import { derivedMetrics } from '../core/sample.ts';
import { type SensorFault, sensorFaultNames, sensorFaultOfCode } from '../core/sensor-fault.ts';
import { severityRank } from '../core/severity.ts';
import { initialLevels, isQuiet, type LevelState, lasts, trackLevel } from './level-tracker.ts';
import { neverDue, type SampledKind } from './rule-kind.ts';
import { commonKeys, delaySchema, severityChoice, strict } from './rule-parts.ts';

export const faultSchema = strict(
  {
    ...commonKeys,
    kind: z.literal('fault'),
    severity: severityChoice,
    /** Faults that the rule speaks of; all where absent. */
    faults: z.array(z.enum(sensorFaultNames)).min(1).optional(),
    on_delay: delaySchema.prefault({}),
    off_delay: delaySchema.prefault({}),
  },
  'a fault rule',
);
export type FaultRule = z.infer<typeof faultSchema>;

export interface FaultState {
  levels: LevelState;
  /** The one that was named last. */
  fault: SensorFault | null;
}

export const fault: SampledKind<FaultRule, FaultState> = {
  ...neverDue,
  metrics: () => [derivedMetrics.sensorFault],
  initial: () => ({ levels: initialLevels(), fault: null }),
  notices: (rule, sample) => spokenOf(rule, sample.value) !== null,
  isQuiet: (state) => isQuiet(state.levels),
  evaluate(rule, state, sample) {
    const before = state.levels.rank;
    const named = spokenOf(rule, sample.value);
    state.fault = named ?? state.fault;
    const reached = named === null ? 0 : severityRank(rule.severity);
    const rank = trackLevel(
      state.levels,
      sample.measuredAt,
      reached,
      reached,
      lasts(rule.on_delay),
      lasts(rule.off_delay),
    );
    const holds = state.fault !== null && (rank > 0 || reached > 0);
    const over = before > 0 ? 'sensor_well_again' : 'sensor_well';
    return { rank, value: sample.value, reason: holds ? `sensor_${state.fault as SensorFault}` : over };
  },
};

function spokenOf(rule: FaultRule, code: number): SensorFault | null {
  const named = sensorFaultOfCode(code);
  return named !== null && (rule.faults === undefined || rule.faults.includes(named)) ? named : null;
}
