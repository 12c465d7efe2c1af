// The order in which open cases want work: overdue ones first, then by what is due next.
import type { EpochMs } from '../../../../core/time.ts';
import type { CaseAnswer } from '../api-client/answers.ts';

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
