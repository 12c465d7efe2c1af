// A back-test as the API asks for it: definitions are checked first, and the first mistake is named by its field.

import type { BacktestRequest } from '../../core/history.ts';
import { wordsOfIssues } from '../../core/issue-words.ts';
import type { JournalHistory } from '../../core/journal.ts';
import type { Json, Refusal } from '../../core/ports.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { about } from '../../core/said.ts';
import { type Rule, ruleSchema } from '../../rules/rule-definition.ts';
import { runBacktest } from './backtest.ts';

/** Throws as `runBacktest` does. */
export function tryRules(
  history: JournalHistory,
  { from, to, rules, csv, now }: BacktestRequest,
  budgetMs: number,
): Result<Json, Refusal> {
  const parsed: Rule[] = [];
  for (const [index, definition] of (rules ?? []).entries()) {
    const found = ruleSchema.safeParse(definition);
    if (found.success) {
      parsed.push(found.data);
      continue;
    }
    const field = ['rules', index, ...(found.error.issues[0]?.path ?? [])].join('.');
    const why = wordsOfIssues(found.error, definition);
    return fail({ kind: 'invalid', field, detail: about(field, why) });
  }
  const tried = rules === null ? null : parsed;
  return ok({ ...runBacktest({ history, from, to, rules: tried, csv, now, budgetMs }) });
}
