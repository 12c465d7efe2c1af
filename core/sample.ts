// What ingest hands to the rules: a reading that may decide something, in the order of event time per device.
import type { EpochMs } from './time.ts';

export interface Sample {
  readonly deviceId: string;
  readonly pointId: string | null;
  /** A metric's name, or one of `derivedMetrics`. */
  readonly metric: string;
  /** Event time; rises for each device and metric. */
  readonly measuredAt: EpochMs;
  readonly receivedAt: EpochMs;
  readonly value: number;
  /** Sum of `qualityFlags`. */
  readonly flags: number;
}

/** What ingest concludes itself, beside the metrics that devices send. */
export const derivedMetrics = {
  /** Number of the fault for which the sensor cannot be trusted (`core/sensor-fault.ts`), else 0. */
  sensorFault: 'sensor_fault',
} as const;
