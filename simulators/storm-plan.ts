// Kinds of storm: how much it rains, how many places flood and how fast, what else goes wrong, how bad the gauges are.
import { hourMs, minuteMs, secondMs } from '../core/time.ts';

export type Span = readonly [low: number, high: number];

export interface StormPlan {
  readonly name: string;
  /** Length of the storm, ms. It comes again in this rhythm, every time with other places and shapes. */
  readonly cycleMs: number;
  /** Rain of one cycle, mm. */
  readonly rain_mm: number;
  readonly floods: {
    readonly count: number;
    /** Peak depths of the first, second … flood, mm; `null` leaves each as it was recorded. */
    readonly peaks_mm: readonly number[] | null;
    /** When the first begins, and how long after it each of the others, ms of the cycle. */
    readonly firstAtMs: number;
    readonly apartMs: number;
    /** Time from the beginning to the peak, and from there to dry, ms; `null` keeps the recorded time. */
    readonly riseMs: number | null;
    readonly fallMs: number | null;
    /** A rise that would be faster takes longer instead, mm/s. */
    readonly fastestRise_mmPerS: number;
  };
  readonly gauges: {
    /** Standard deviation of the noise, mm; each gauge has its own within the span. */
    readonly noiseSd_mm: Span;
    /** Share of samples without an echo, which come as a sentinel value. */
    readonly noEchoShare: number;
  };
  /** Share of messages that a device numbers but that never arrive. */
  readonly lostShare: number;
  readonly displaced: { readonly count: number; readonly atMs: Span; readonly forMs: number };
  /** Covers struck by traffic so hard that the sensor reports it, per cycle. */
  readonly shocks: number;
  readonly silent: { readonly count: number; readonly atMs: Span; readonly forMs: number };
  /** Covers whose battery is nearly empty all the time. */
  readonly lowBatteries: number;
}

const fieldGauges = { noiseSd_mm: [5, 15], noEchoShare: 0.02 } as const;

export const stormPlans = {
  /** Nothing happens but heartbeats, traffic and a few empty batteries. */
  calm: {
    name: 'calm',
    cycleMs: 6 * hourMs,
    rain_mm: 0,
    floods: {
      count: 0,
      peaks_mm: null,
      firstAtMs: 0,
      apartMs: 0,
      riseMs: null,
      fallMs: null,
      fastestRise_mmPerS: 4,
    },
    gauges: fieldGauges,
    lostShare: 0.02,
    displaced: { count: 0, atMs: [0, 0], forMs: 0 },
    shocks: 40,
    silent: { count: 0, atMs: [0, 0], forMs: 0 },
    lowBatteries: 3,
  },
  /** Six hours with floods as recorded, in their own time and depth. */
  rainstorm: {
    name: 'rainstorm',
    cycleMs: 6 * hourMs,
    rain_mm: 70,
    floods: {
      count: 8,
      peaks_mm: null,
      firstAtMs: 30 * minuteMs,
      apartMs: 8 * minuteMs,
      riseMs: null,
      fallMs: null,
      fastestRise_mmPerS: 4,
    },
    gauges: fieldGauges,
    lostShare: 0.05,
    displaced: { count: 6, atMs: [40 * minuteMs, 2 * hourMs], forMs: 3 * hourMs },
    shocks: 60,
    silent: { count: 20, atMs: [30 * minuteMs, 2 * hourMs], forMs: 3 * hourMs },
    lowBatteries: 5,
  },
  /** One hour in which every low place floods at once, steeply and deep. */
  cloudburst: {
    name: 'cloudburst',
    cycleMs: hourMs,
    rain_mm: 90,
    floods: {
      count: 12,
      peaks_mm: [650, 420, 300, 280, 220, 180, 160, 140, 120, 90, 70, 60],
      firstAtMs: 2 * minuteMs,
      apartMs: 40 * secondMs,
      riseMs: 8 * minuteMs,
      fallMs: 30 * minuteMs,
      fastestRise_mmPerS: 3.5,
    },
    gauges: fieldGauges,
    lostShare: 0.1,
    displaced: { count: 12, atMs: [4 * minuteMs, 15 * minuteMs], forMs: 30 * minuteMs },
    shocks: 60,
    silent: { count: 40, atMs: [4 * minuteMs, 20 * minuteMs], forMs: 30 * minuteMs },
    lowBatteries: 5,
  },
  /**
   * Made to be watched: within its first minute come floods, displaced covers and silent devices, and after
   * twelve it begins anew. Water rises as fast as the hub still believes, and the gauges are quiet ones, because
   * at a few seconds' rhythm the noise of a field gauge would look like a rise that water cannot make.
   */
  demo: {
    name: 'demo',
    cycleMs: 12 * minuteMs,
    rain_mm: 15,
    floods: {
      count: 5,
      peaks_mm: [430, 300, 190, 270, 95],
      firstAtMs: 2 * secondMs,
      apartMs: 9 * secondMs,
      riseMs: 20 * secondMs,
      fallMs: 4 * minuteMs,
      fastestRise_mmPerS: 2.8,
    },
    gauges: { noiseSd_mm: [0.8, 1.6], noEchoShare: 0.01 },
    // Two losses in a row look like silence, and a whole town at this rhythm would often have two.
    lostShare: 0.003,
    displaced: { count: 4, atMs: [15 * secondMs, 35 * secondMs], forMs: 6 * minuteMs },
    shocks: 60,
    // Late enough that most were heard once, early enough that their silence shows within the minute.
    silent: { count: 5, atMs: [7 * secondMs, 12 * secondMs], forMs: 6 * minuteMs },
    lowBatteries: 3,
  },
} as const satisfies Record<string, StormPlan>;

export type StormName = keyof typeof stormPlans;

export const stormNames = Object.keys(stormPlans) as StormName[];
