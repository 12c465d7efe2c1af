// When a gauge's zero is looked at, and what counts as one that wandered. Every figure is a default that a city may
// edit. The noise of recorded street gauges is 5 to 15 mm SD: 38 mm between the 10th and the 90th percentile.
import { dayMs, hourMs, minuteMs } from '../../core/time.ts';

export interface ZeroSettings {
  /** Hours of the night by the clock of the town in which neither traffic nor sun disturb a gauge. */
  readonly quietFromHour: number;
  readonly quietToHour: number;
  /** How long after them what was measured in them may still come in. */
  readonly deliveryMs: number;
  /** A night about which the hub learns later than this says nothing: whether it rained is not known any more. */
  readonly staleMs: number;
  /** No rain so long before the quiet hours, at a rain gauge within so many metres. */
  readonly dryBeforeMs: number;
  readonly rainWithin_m: number;
  /** Samples are taken no closer than this, and so many of them, over so long a time, make a night. */
  readonly sampleEveryMs: number;
  readonly samplesMin: number;
  readonly spanMinMs: number;
  /** A night with a wider spread was not quiet. */
  readonly spreadMax_mm: number;
  /** So many nights, none older than this, whose medians differ by no more than so much, are believed. */
  readonly nights: number;
  readonly nightMaxAgeMs: number;
  readonly agreement_mm: number;
  /** From where on it is worth a person's time, and up to where it can be a zero that wandered. */
  readonly least_mm: number;
  readonly most_mm: number;
}

export const defaultZeroSettings: ZeroSettings = {
  quietFromHour: 0,
  quietToHour: 5,
  deliveryMs: 30 * minuteMs,
  staleMs: 6 * hourMs,
  dryBeforeMs: 6 * hourMs,
  rainWithin_m: 5_000,
  sampleEveryMs: 5 * minuteMs,
  samplesMin: 6,
  spanMinMs: 2 * hourMs,
  spreadMax_mm: 40,
  nights: 3,
  nightMaxAgeMs: 14 * dayMs,
  agreement_mm: 10,
  least_mm: 10,
  most_mm: 150,
};
