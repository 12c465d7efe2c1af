// The demo's storm lasts minutes, a limit lasts hours: the demo's town works by tables whose urgent hours are shorter,
// edited over the API as a city would edit them.
import { type DemoApi, detailOf } from './demo-api.ts';

/** Two urgent hours become three minutes. */
export const demoHaste = 40;

interface Limit {
  readonly clock: string;
  readonly amount: number;
}

interface Condition {
  readonly limit: Limit;
  readonly limit_by_road_class?: Readonly<Record<string, Limit>>;
}

/** Condition sets whose urgent hours pass `haste` times as fast. */
export function hastened(
  sets: Readonly<Record<string, Readonly<Record<string, Condition>>>>,
  haste: number,
): Record<string, Record<string, Condition>> {
  const faster = (limit: Limit): Limit =>
    limit.clock === 'urgent_hours' ? { ...limit, amount: limit.amount / haste } : limit;
  const ofAll = <From, To>(
    rows: Readonly<Record<string, From>>,
    change: (row: From) => To,
  ): Record<string, To> => Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, change(row)]));
  return ofAll(sets, (set) =>
    ofAll(set, (condition) => ({
      ...condition,
      limit: faster(condition.limit),
      ...(condition.limit_by_road_class === undefined
        ? {}
        : { limit_by_road_class: ofAll(condition.limit_by_road_class, faster) }),
    })),
  );
}

/** Shortens the limits of a hub that has its release's; one that a person has edited keeps its own. */
export async function hastenCases(admin: DemoApi, log: (line: string) => void): Promise<void> {
  const sets = await admin.get('/case-tables/condition_sets');
  const escalation = await admin.get('/case-tables/escalation');
  if (sets.status !== 200 || escalation.status !== 200 || sets.body.edited !== false) return;
  const rules = escalation.body.definition as { receipt: { within_min: number } };
  const puts = {
    condition_sets: hastened(sets.body.definition as never, demoHaste),
    escalation: { ...rules, receipt: { ...rules.receipt, within_min: 0.5 } },
  };
  for (const [name, definition] of Object.entries(puts)) {
    const put = await admin.put(`/case-tables/${name}`, { definition });
    if (put.status !== 200) log(`limits stay as they are: ${detailOf(put)}`);
  }
  log('limits: two urgent hours are three minutes here, so that some cases are late');
}
