// How well units work: the indicators of a period, and the report of a month as page, CSV and spreadsheet.

import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { textOfForm } from '../../core/issue-words.ts';
import { loginOf } from '../access.ts';
import { fileAnswer, instantAnswer, shown, written } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { invalid } from '../problem.ts';
import { monthlyHtml, monthlyXlsx } from '../reports/monthly-files.ts';
import { type MonthlyTable, monthlyCsv, monthlyTable } from '../reports/monthly-table.ts';
import { filterField, instantField } from '../request-fields.ts';

const tags = ['indicators'];

const measured = z.looseObject({
  counts: z.record(z.string(), z.number().int()),
  rates: z.record(
    z.string(),
    z.object({ value: z.number().nullable(), numerator: z.number().int(), denominator: z.number().int() }),
  ),
  score: z.number().nullable(),
  returns_too_often: z.boolean(),
});

const indicatorsAnswer = shown(
  z
    .looseObject({
      from: instantAnswer,
      to: instantAnswer,
      items: z.array(
        measured.extend({
          unit_id: z.string().nullable(),
          name: z.string().nullable(),
          categories: z.record(z.string(), measured),
        }),
      ),
      categories: z.record(z.string(), measured),
      total: measured,
      titles: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })),
      score_formula: z.string(),
    })
    .meta({ id: 'Indicators' }),
);

const monthQuery = z.strictObject({
  month: textOfForm(/^\d{4}-(0[1-9]|1[0-2])$/, { zh: '月份写作 2026-07', en: 'a month is written 2026-07' })
    .optional()
    .describe('`2026-07`, by the hub’s own calendar; the last whole month unless given'),
  unit: filterField.optional(),
});

export function indicatorRoutes(api: ApiApp, { views, timezone, now }: ApiOptions): void {
  /** Of a month by the clock of the town. */
  const report = async ({
    month,
    unit,
  }: z.infer<typeof monthQuery>): Promise<{ table: MonthlyTable; formula: string }> => {
    const today = Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(timezone).toPlainDate();
    const chosen = Temporal.PlainYearMonth.from(month ?? today.subtract({ months: 1 }).toPlainYearMonth());
    const firstDay = chosen.toPlainDate({ day: 1 });
    const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timezone).epochMilliseconds;
    const from = startOf(firstDay);
    // Of the month that goes on, what falls due later is not owed yet.
    const to = Math.max(from, Math.min(startOf(firstDay.add({ months: 1 })), now()));
    const indicators = await views.indicators({ from, to, unit, category: undefined });
    return { table: monthlyTable(indicators, chosen.toString()), formula: String(indicators.score_formula) };
  };

  api.get(
    '/indicators',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Rates and score of each unit and category in a period',
        description:
          'Each rate comes with numerator and denominator. What counts, and the formula of the score, stands in the ' +
          'table `indicators`. A crew sees its own unit.',
        querystring: z.strictObject({
          from: instantField.optional().describe('Unless given, 30 days before `to`'),
          to: instantField.optional().describe('Unless given, now'),
          unit: filterField.optional(),
          category: filterField.optional(),
        }),
        response: { 200: indicatorsAnswer },
      },
    },
    async (request) => {
      const { user } = loginOf(request);
      const { category, to = now() } = request.query;
      const from = request.query.from ?? to - 30 * 86_400_000;
      if (from >= to) throw invalid('from', { zh: 'from 应早于 to', en: '`from` lies before `to`' });
      const unit = user.role === 'crew' ? (user.unitId ?? '') : request.query.unit;
      return views.indicators({ from, to, unit, category });
    },
  );

  const schema = { tags, querystring: monthQuery };
  const attachment = (table: MonthlyTable, ending: string) =>
    `attachment; filename*=UTF-8''${encodeURIComponent(`${table.title}.${ending}`)}`;

  api.get(
    '/reports/monthly.html',
    {
      config: { access: 'operator' },
      schema: {
        ...schema,
        summary: 'The report of a month as a page to print',
        response: { 200: written(z.string()) },
      },
    },
    async ({ query }, reply) => {
      const { table, formula } = await report(query);
      return reply.type('text/html; charset=utf-8').send(monthlyHtml(table, formula));
    },
  );

  api.get(
    '/reports/monthly.csv',
    {
      config: { access: 'operator' },
      schema: { ...schema, summary: 'The report of a month as CSV', response: { 200: written(z.string()) } },
    },
    async ({ query }, reply) => {
      const { table } = await report(query);
      reply.header('content-disposition', attachment(table, 'csv'));
      return reply.type('text/csv; charset=utf-8').send(monthlyCsv(table));
    },
  );

  api.get(
    '/reports/monthly.xlsx',
    {
      config: { access: 'operator' },
      schema: { ...schema, summary: 'The report of a month as a spreadsheet', response: { 200: fileAnswer } },
    },
    async ({ query }, reply) => {
      const { table } = await report(query);
      reply.header('content-disposition', attachment(table, 'xlsx'));
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(await monthlyXlsx(table));
    },
  );
}
