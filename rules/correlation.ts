// Kind `correlation`: a device that falls silent while there is water: a cover near a wet gauge in rain, or a gauge
// whose own last reading was above its setpoint. That silence is a danger, not a matter of equipment.
import { z } from 'zod';
import { type EpochMs, secondMs } from '../core/time.ts';
import { commonKeys, severityChoice, strict } from './rule-parts.ts';

export const correlationSchema = strict(
  {
    ...commonKeys,
    kind: z.literal('correlation'),
    severity: severityChoice,
    /** Whose water it is: that of a gauge near by, or what the device itself measured last. */
    witness: z.enum(['neighbour', 'itself']),
    wet: strict(
      {
        depth_mm: z.number().default(50),
        /** Of a neighbour. */
        within_m: z.number().min(0).default(300),
        /** How long ago a neighbour may have been wet. */
        minutes: z.number().positive().max(1_440).default(180),
      },
      'wet',
    ).prefault({}),
    /** Asked for where there is a rain gauge near by; without one the water is enough. */
    rain: strict(
      {
        mm: z.number().min(0).default(1),
        within_m: z.number().min(0).default(10_000),
        minutes: z.number().positive().max(720).default(180),
      },
      'rain',
    ).optional(),
    /** Silent after so many expected intervals; a device that loses messages is given more of them. */
    silent_intervals: z.number().min(1).default(1.2),
    /** A device whose connection broke is silent after this, however long its interval is. */
    gone_seconds: z.number().min(0).default(60),
  },
  'a correlation rule',
);
export type CorrelationRule = z.infer<typeof correlationSchema>;

/** When a device was heard, and what is known of its habits. */
export interface Heard {
  readonly lastAt: EpochMs;
  /** Its connection broke, as its will said. */
  readonly gone: boolean;
  readonly interval_s: number;
  /** Share of its messages that do not arrive, 0 to 1. */
  readonly lossShare: number;
}

/** Losses in a row that are rarer than this are no chance. */
const chance = 0.01;
/** However many a device loses: this many missed intervals are a silence. */
const mostMissed = 12;

/** When the device counts as silent unless it is heard before. */
export function silentAt(rule: CorrelationRule, heard: Heard): EpochMs {
  const missed = missedByChance(heard.lossShare);
  const intervals = rule.silent_intervals + missed - 1;
  const byInterval = heard.lastAt + intervals * heard.interval_s * secondMs;
  return heard.gone ? Math.min(byInterval, heard.lastAt + rule.gone_seconds * secondMs) : byInterval;
}

/** How many messages in a row must be missing before that is no chance; 1 of a device that loses none. */
function missedByChance(lossShare: number): number {
  if (lossShare <= chance) return 1;
  if (lossShare >= 1) return mostMissed;
  return Math.min(mostMissed, Math.ceil(Math.log(chance) / Math.log(lossShare)));
}
