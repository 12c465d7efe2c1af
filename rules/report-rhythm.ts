// How often a device really reports: the interval that is expected of it where that differs from what its registry
// row or profile says. One long silence or one burst teaches nothing.
import { dayMs, type EpochMs, secondMs } from '../core/time.ts';

export interface Rhythm {
  /** Gaps between reports that were looked at. */
  gaps: number;
  /** About nine of ten gaps are no longer than this, s; never below the declared interval. */
  usual_s: number;
  /** The longest gap of the window that runs, and how many it had. */
  longest_s: number;
  count: number;
  windowFromAt: EpochMs;
  /** The longest gap of the last whole window with enough reports; `null` before there was one. */
  settled_s: number | null;
}

export function initialRhythm(): Rhythm {
  return { gaps: 0, usual_s: 0, longest_s: 0, count: 0, windowFromAt: 0, settled_s: null };
}

/** Messages closer than this, and than a tenth of the declared interval, belong to one report. */
const sameReport_s = 10;
/** Gaps before anything is believed. */
const enoughGaps = 8;
/** A device that loses most of its frames is expected this many times less often than declared, at most. */
const slowestFactor = 10;
/** A slower or faster rhythm than declared counts from these factors on. */
const slowerFrom = 1.5;
const fasterBelow = 0.5;
/** A faster rhythm is believed after it lasted a day and three declared intervals: a storm or a shaken cover is neither. */
const windowDeclared = 3;
const windowCount = 20;

/** Takes in the time between two messages. `declared_s`: what registry or profile say. */
export function learnGap(rhythm: Rhythm, now: EpochMs, gapMs: number, declared_s: number): void {
  const gap_s = gapMs / secondMs;
  if (gap_s < Math.min(sameReport_s, declared_s / 10)) return;
  rhythm.gaps += 1;
  // A step up is nine times as long as one down, so that nine of ten gaps lie below; early steps are larger.
  const step = Math.max(0.1, 1 / (rhythm.gaps + 1));
  const usual_s = Math.max(rhythm.usual_s, declared_s);
  rhythm.usual_s = Math.max(declared_s, usual_s * (gap_s > usual_s ? 1 + 0.9 * step : 1 - 0.1 * step));
  if (rhythm.windowFromAt === 0) rhythm.windowFromAt = now;
  rhythm.longest_s = Math.max(rhythm.longest_s, gap_s);
  rhythm.count += 1;
  const windowMs = Math.max(dayMs, windowDeclared * declared_s * secondMs);
  if (now - rhythm.windowFromAt < windowMs) return;
  rhythm.settled_s = rhythm.count >= windowCount ? rhythm.longest_s : null;
  rhythm.windowFromAt = now;
  rhythm.longest_s = 0;
  rhythm.count = 0;
}

/** Seconds between reports that may be expected of a device. */
export function expectedInterval_s(rhythm: Rhythm, declared_s: number): number {
  if (rhythm.gaps >= enoughGaps && rhythm.usual_s > slowerFrom * declared_s) {
    return Math.min(rhythm.usual_s, slowestFactor * declared_s);
  }
  const settled_s = Math.max(rhythm.settled_s ?? declared_s, rhythm.longest_s);
  return settled_s < fasterBelow * declared_s ? settled_s : declared_s;
}
