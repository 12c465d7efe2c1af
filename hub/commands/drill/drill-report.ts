// What a drill found, as `--json` prints it; page and text are made of it. Units are in the names.
import type { Label } from '../../../core/label.ts';

export interface DrillCheck {
  readonly id: string;
  readonly ok: boolean;
  /** What was promised. */
  readonly title: Label;
  /** What was found. */
  readonly words: Label;
}

export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface DrillReport {
  readonly ok: boolean;
  readonly version: string;
  readonly started_at: string;
  readonly seconds: number;
  readonly seed: number;
  readonly town: {
    readonly source: 'registry' | 'made_up';
    readonly units: number;
    readonly points: number;
    readonly devices: number;
    /** Of the devices, those that took part. */
    readonly taking_part: number;
    readonly gauges: number;
    readonly covers: number;
    readonly rules_of_the_city: number;
  };
  readonly load: {
    readonly sent: number;
    readonly acknowledged: number;
    readonly per_s: number;
    readonly ack_ms: Spread;
    readonly lost: number;
  };
  readonly alarms: {
    readonly expected: number;
    readonly raised: number;
    /** From the publish that decided it until a reader of `hub/alarms/#` had it. */
    readonly latency_ms: Spread;
  };
  /** `null` where nothing was killed. */
  readonly kill: {
    readonly at_s: number;
    /** Until the hub said that it takes messages. */
    readonly ready_after_s: number;
    readonly acknowledged_again_after_s: number;
  } | null;
  readonly hub: {
    readonly cpu_share: number;
    readonly resident_peak_mb: number;
    readonly database_mb: number;
    readonly records: number;
  };
  readonly machine: MachineFigures;
  readonly checks: readonly DrillCheck[];
  /** Second by second. */
  readonly course: readonly { readonly acknowledged: number; readonly alarms: number }[];
}

export interface MachineFigures {
  readonly cpu: string;
  readonly cores: number;
  readonly memory_mb: number;
  readonly system: string;
  readonly node: string;
  /** A write of 4 KiB and its way to the disk, in the folder of the drill. */
  readonly fsync_ms: Spread;
  /** Whether another hub worked beside. */
  readonly live_hub: boolean;
}

/** In ms, to hundredths. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2));
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
