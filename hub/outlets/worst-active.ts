// The worst of the alarms of one rule that are active at one point, as a list of alarms has them.
import type { Json, Views } from '../../core/ports.ts';
import { type Severity, severityRank } from '../../core/severity.ts';

/** A point has a handful of devices. */
const limit = 100;

export async function worstActive(
  views: Pick<Views, 'alarms'>,
  pointId: string,
  ruleId: string,
): Promise<Json | null> {
  const { items } = await views.alarms({ condition: 'active', pointId, ruleId, limit, cursor: null });
  const rank = (alarm: Json) => severityRank(alarm.severity as Severity);
  return items.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
}
