// The course of a case's limit as shares of a bar: what has run, what was paused, what is late, and when somebody was
// reminded. Times are those of the wall: the bar is as long as the time from filing to the limit, or to now.
import type { EpochMs } from '../../../../core/time.ts';
import type { CaseAnswer } from '../api-client/answers.ts';

export interface ClockPicture {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly dueAt: EpochMs;
  /** All below are shares of the bar, 0 to 1. */
  readonly due: number;
  readonly now: number;
  readonly pauses: readonly (readonly [from: number, to: number])[];
  readonly ticks: readonly { readonly share: number; readonly action: string; readonly at: EpochMs }[];
}

const ticked: ReadonlySet<string> = new Set([
  ...['reminder', 'escalation', 'overdue', 'approve_extension', 'letter'],
]);

/** `null` where no limit runs or ran. */
export function clockPicture(subject: CaseAnswer, at: EpochMs): ClockPicture | null {
  const { timeline, due_at: due } = subject;
  if (due === null) return null;
  const began = timeline.findLast(
    ({ action, to }) => to === 'filed' && (action === 'file' || action === 'reopen'),
  );
  const from = Date.parse(began?.at ?? subject.reported_at);
  const dueAt = Date.parse(due);
  const ends = timeline.findLast(({ to, from: before }) => to !== before && isOver(to));
  const now = ends === undefined || !isOver(subject.state) ? at : Date.parse(ends.at);
  const to = Math.max(dueAt, now);
  const share = (instant: EpochMs) => Math.min(1, Math.max(0, (instant - from) / Math.max(1, to - from)));
  const since = timeline.filter((entry) => Date.parse(entry.at) >= from);
  return {
    ...{ from, to, dueAt },
    due: share(dueAt),
    now: share(now),
    pauses: pausesOf(since, now).map(([begin, end]) => [share(begin), share(end)]),
    ticks: since
      .filter(({ action }) => ticked.has(action))
      .map(({ action, at: text }) => ({ share: share(Date.parse(text)), action, at: Date.parse(text) })),
  };
}

function isOver(state: CaseAnswer['state']): boolean {
  return state === 'handled' || state === 'closed' || state === 'cancelled' || state === 'not_filed';
}

function pausesOf(timeline: CaseAnswer['timeline'], now: EpochMs): readonly [EpochMs, EpochMs][] {
  const pauses: [EpochMs, EpochMs][] = [];
  let since: EpochMs | null = null;
  for (const { action, at } of timeline) {
    if (action === 'suspend') since = Date.parse(at);
    if (action !== 'resume' || since === null) continue;
    pauses.push([since, Date.parse(at)]);
    since = null;
  }
  return since === null ? pauses : [...pauses, [since, now]];
}
