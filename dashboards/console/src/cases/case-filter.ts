// Which cases a person looks at: the filters of the address, as a question to the hub and as a sieve for what is live.
import type { CaseAnswer, UserAnswer } from '../api-client/answers.ts';
import type { Filters } from '../parts/use-filters.ts';

export const caseFilterNames = [
  'scope',
  'state',
  'unit',
  'category',
  'severity',
  'overdue',
  'mine',
  'text',
] as const;
export type CaseFilters = Filters<(typeof caseFilterNames)[number]>;

type Query = Readonly<Record<string, string | undefined>>;

/** As the query of `/cases`. Without a word about ended ones, only open cases are asked for. */
export function caseQuery(filters: CaseFilters, user: UserAnswer): Query {
  const { scope, mine, state, ...same } = filters;
  const isEnded = scope === 'ended' ? 'false' : 'true';
  return {
    ...same,
    state,
    open: scope === 'all' || state !== undefined ? undefined : isEnded,
    involves: mine === undefined ? undefined : user.username,
  };
}

/** Whether a live case passes the filters that the board has; its columns are the states. */
export function passes(subject: CaseAnswer, filters: CaseFilters, user: UserAnswer): boolean {
  const { unit, category, severity, overdue, mine, text } = filters;
  if (unit !== undefined && subject.unit_id !== unit) return false;
  if (category !== undefined && subject.category !== category) return false;
  if (severity !== undefined && subject.severity !== severity) return false;
  if (overdue !== undefined && !subject.overdue) return false;
  if (mine !== undefined && !subject.timeline.some(({ by }) => by === user.username)) return false;
  if (text === undefined) return true;
  const sought = text.toLowerCase();
  const { zh, en } = subject.titles;
  return [subject.id, zh, en, subject.description].some((words) => words.toLowerCase().includes(sought));
}
