// How far a case has come within its limit: what was granted, what is used up, and when a share of it is reached.
// The timeline since filing tells it, so nothing of it is stored twice.
import type { Case, TimelineEntry } from '../core/case.ts';
import type { EpochMs } from '../core/time.ts';
import type { WorkingCalendar } from './working-calendar.ts';

export interface LimitCourse {
  /** The limit and its extensions, ms on the limit's own clock. */
  readonly grantedMs: number;
  /** What had run when the clock last started or stopped. */
  readonly usedMs: number;
  /** Since when it runs again; `null` while suspended. */
  readonly runningFrom: EpochMs | null;
}

export function limitCourse(subject: Case, calendar: WorkingCalendar): LimitCourse {
  const { clock } = subject.limit;
  const limitMs = calendar.lengthMs(subject.limit);
  const filing = subject.timeline.findLastIndex(startsLimit);
  let grantedMs = limitMs;
  let usedMs = 0;
  let runningFrom: EpochMs | null = subject.timeline[filing]?.at ?? subject.reportedAt;
  for (const entry of subject.timeline.slice(filing + 1)) {
    if (entry.action === 'approve_extension') grantedMs += limitMs;
    if (entry.action === 'suspend' && runningFrom !== null) {
      usedMs += calendar.elapsedMs(runningFrom, entry.at, clock);
      runningFrom = null;
    }
    if (entry.action === 'resume') runningFrom = entry.at;
  }
  return { grantedMs, usedMs, runningFrom };
}

/** When `percent` of the limit is used up; `null` while the clock stands still. In the past where it is already. */
export function shareReachedAt(subject: Case, percent: number, calendar: WorkingCalendar): EpochMs | null {
  const { grantedMs, usedMs, runningFrom } = limitCourse(subject, calendar);
  if (runningFrom === null) return null;
  return calendar.afterMs(runningFrom, subject.limit.clock, (grantedMs * percent) / 100 - usedMs);
}

/** Percent of the limit that is used up at an instant after everything in the timeline. */
export function usedPercent(subject: Case, at: EpochMs, calendar: WorkingCalendar): number {
  const { grantedMs, usedMs, runningFrom } = limitCourse(subject, calendar);
  const running = runningFrom === null ? 0 : calendar.elapsedMs(runningFrom, at, subject.limit.clock);
  return ((usedMs + running) / grantedMs) * 100;
}

/** The limit starts with filing, and anew with the reopening of a closed case. */
function startsLimit(entry: TimelineEntry): boolean {
  return entry.to === 'filed' && (entry.action === 'file' || entry.action === 'reopen');
}
