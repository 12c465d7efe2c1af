// The indicators of a period, counted over the cases that were reported or due within it.
import type { CaseTables } from '../../cases/case-tables.ts';
import { type CountedCase, indicatorsOf } from '../../cases/indicators.ts';
import type { IndicatorRequest } from '../../core/figure-requests.ts';
import type { Json } from '../../core/ports.ts';
import type { Unit } from '../../core/registry.ts';
import { formatInstant } from '../../core/time.ts';
import type { Database } from '../database.ts';

interface BodyRow {
  readonly body: string;
}

export function countIndicators(db: Database, { from, to, unit, category }: IndicatorRequest): Json {
  const rows = db.prepare<BodyRow>(
    'SELECT body FROM cases WHERE (reported_at >= ? AND reported_at < ?) OR (due_at >= ? AND due_at < ?) ORDER BY id',
  );
  const table = tableOf<CaseTables['indicators']>(db, 'indicators');
  const { verification_min } = tableOf<CaseTables['stages']>(db, 'stages');
  const report = indicatorsOf(casesIn(rows.iterate(from, to, from, to), category), {
    ...{ from, to, table, verification_min },
  });
  const names = unitNames(db);
  const units = report.units.filter(({ unit_id }) => unit === undefined || unit_id === unit);
  return {
    from: formatInstant(from),
    to: formatInstant(to),
    items: units.map((row) => ({ name: names.get(row.unit_id ?? '') ?? null, ...row })),
    categories: report.categories,
    total: report.total,
    titles: Object.fromEntries(Object.entries(table.rates).map(([name, { title }]) => [name, title])),
    score_formula: table.score,
  };
}

function* casesIn(rows: Iterable<BodyRow>, category: string | undefined): Generator<CountedCase> {
  for (const { body } of rows) {
    const subject = JSON.parse(body) as CountedCase;
    if (category === undefined || subject.category === category) yield subject;
  }
}

function tableOf<Definition>(db: Database, name: string): Definition {
  const row = db.prepare<BodyRow>('SELECT body FROM case_tables WHERE id = ?').get(name);
  return (JSON.parse(row?.body ?? '{}') as { definition: Definition }).definition;
}

function unitNames(db: Database): Map<string, string> {
  const rows = db.prepare<BodyRow>('SELECT body FROM units').all();
  return new Map(rows.map(({ body }) => JSON.parse(body) as Unit).map(({ id, name }) => [id, name]));
}
