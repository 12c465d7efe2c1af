// Tries rules over the past: alarms and cases before and after, and what differs.

import { z } from 'zod';
import type { Label, Language } from '../../core/label.ts';
import type { Json } from '../../core/ports.ts';
import { instantAnswer, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { invalid, refusalProblem } from '../problem.ts';
import { instantField, noQuery, optionalField } from '../request-fields.ts';
import { speak } from '../request-language.ts';

/** A CSV of a million readings; longer ones are for the command line. */
const bodyBytesMax = 64 * 1024 * 1024;

const counts = z.looseObject({ alarms: z.number().int(), cases: z.number().int() });
const diff = z.object({
  same: z.number().int(),
  only_before: z.array(z.looseObject({ id: z.string() })),
  only_after: z.array(z.looseObject({ id: z.string() })),
  changed: z.array(
    z.object({
      before: z.looseObject({ id: z.string() }),
      after: z.looseObject({ id: z.string() }),
      differences: z.array(z.string()),
    }),
  ),
  left_out: z.number().int().describe('Entries that did not fit into the lists'),
});

const backtestAnswer = shown(
  z
    .looseObject({
      source: z.enum(['journal', 'csv']),
      from: instantAnswer,
      to: instantAnswer,
      records: z.number().int(),
      readings: z.number().int(),
      took_ms: z.number().int(),
      rules: z.array(z.string()).describe('The rules that were tried'),
      before: counts,
      after: counts,
      alarms: diff,
      cases: diff,
    })
    .meta({ id: 'Backtest' }),
);

interface CsvAccount {
  readonly first_rejected: readonly { readonly reason: Label }[];
}

/** `csv` is `null` in one over the journal. */
function reportIn(language: Language, report: Json): Json {
  const account = report.csv as CsvAccount | null | undefined;
  if (!account) return report;
  const rejected = account.first_rejected.map((cell) => ({ ...cell, reason: cell.reason[language] }));
  return { ...report, csv: { ...account, first_rejected: rejected } };
}

export function backtestRoutes(api: ApiApp, { history, now }: ApiOptions): void {
  api.post(
    '/rules/backtest',
    {
      config: { access: 'operator' },
      bodyLimit: bodyBytesMax,
      schema: {
        tags: ['rules'],
        summary: 'What other rules would have done',
        description:
          'Runs the hub’s own fold twice over the journal from `from` to `to`, or over `csv`: with the rules as they ' +
          'were, and with `rules` in the place of those of the same id. Without `rules` those in force now are tried.',
        querystring: noQuery,
        body: z.strictObject({
          from: optionalField(instantField),
          to: optionalField(instantField),
          rules: optionalField(z.array(z.record(z.string(), z.unknown())).max(1_000)),
          csv: optionalField(z.string().min(1)).describe(
            'Columns device_id, ts, and one for each metric, or metric and value',
          ),
        }),
        response: { 200: backtestAnswer },
      },
    },
    async ({ body: { from, to, rules, csv } }, reply) => {
      if (csv === undefined && from === undefined) {
        throw invalid('from', {
          zh: '请填写从何时回测，或以 csv 提供数据',
          en: 'say from when on to look back, or give the readings as csv',
        });
      }
      if (from !== undefined && to !== undefined && from > to) {
        throw invalid('to', { zh: 'to 早于 from', en: 'to lies before from' });
      }
      const tried = await history.backtest({
        from: from ?? null,
        to: to ?? (csv === undefined ? now() : null),
        rules: rules ?? null,
        csv: csv ?? null,
        now: now(),
      });
      if (!tried.ok) throw refusalProblem(tried.error);
      return reportIn(speak(reply), tried.value);
    },
  );
}
