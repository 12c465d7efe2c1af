// The order in which open cases want work: overdue ones first, then by what is due next.
import type { EpochMs } from '../../../../core/time.ts';
import type { CaseAnswer } from '../api-client/answers.ts';
import { isOpenState } from '../live/case-openness.ts';

/** A case is overdue for good once the hub said so; between two of its words the clock tells. */
export function isOverdue(subject: CaseAnswer, now: EpochMs): boolean {
  return subject.overdue || (subject.due_at !== null && Date.parse(subject.due_at) < now);
}

export function casesInOrder(cases: Iterable<CaseAnswer>, now: EpochMs): readonly CaseAnswer[] {
  return [...cases].sort((a, b) => compareByDue(a, b, now));
}

/** For a sort: negative where `a` wants work first. */
export function compareByDue(a: CaseAnswer, b: CaseAnswer, now: EpochMs): number {
  return (
    Number(isOverdue(b, now)) - Number(isOverdue(a, now)) || dueMs(a) - dueMs(b) || (a.id < b.id ? -1 : 1)
  );
}

/** Cases without a deadline stand last. */
function dueMs(subject: CaseAnswer): number {
  return subject.due_at === null ? Number.MAX_SAFE_INTEGER : Date.parse(subject.due_at);
}

/** Share of a limit at the end of which it counts as near. */
const nearShare = 0.2;

/** The limit that runs for a case: its unit's, or the centre's own while a report or a check waits there. */
export function runningLimit(subject: CaseAnswer): { readonly from: EpochMs; readonly to: EpochMs } | null {
  const { state, timeline, reported_at: reportedAt } = subject;
  const isCentres = state === 'reported' || state === 'handled';
  const dueAt = isCentres ? subject.stage_due_at : subject.due_at;
  if (dueAt === null || subject.suspended || !isOpenState(state)) return null;
  const stageBegan = isCentres ? timeline.findLast(({ from, to }) => from !== to)?.at : undefined;
  return { from: Date.parse(stageBegan ?? reportedAt), to: Date.parse(dueAt) };
}

/** How urgent a case is by its limit; overdue stays a fact where an extension has moved the deadline ahead again. */
export function dueNearness(subject: CaseAnswer, now: EpochMs): 'overdue' | 'near' | 'calm' {
  const limit = runningLimit(subject);
  if (subject.overdue || (limit !== null && limit.to < now)) return 'overdue';
  if (limit === null) return 'calm';
  return limit.to - now <= nearShare * (limit.to - limit.from) ? 'near' : 'calm';
}
