// The indicators of a period: counts of cases, the rates made of them with numerator and denominator, and the score,
// for each unit, for each category within it, and for all.
import type { AppealOutcome } from '../core/appeal.ts';
import { type EpochMs, minuteMs, parseInstant } from '../core/time.ts';
import { type CaseCount, caseCounts, type IndicatorsTable, scoreOf } from './indicators-table.ts';

/** What the indicators need of a case, as its JSON has it. Times are RFC 3339. */
export interface CountedCase {
  readonly category: string;
  readonly state: string;
  readonly reported_at: string;
  readonly due_at: string | null;
  readonly closed_at: string | null;
  readonly overdue: boolean;
  /** One that was exempted takes the delay out of the figures. */
  readonly appeal?: { readonly at: string; readonly outcome: AppealOutcome } | null;
  readonly rework_count: number;
  readonly extension_count: number;
  readonly timeline: readonly {
    readonly at: string;
    readonly action: string;
    readonly unit_id: string | null;
  }[];
}

export interface IndicatorPeriod {
  /** Epoch ms; `to` is not in it any more. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly table: IndicatorsTable;
  /** Minutes that the centre has to verify: a case that was handled in time is closed in time within them after its limit. */
  readonly verification_min: number;
}

export type Counts = Record<CaseCount, number>;

export interface Rate {
  /** `null` where there is nothing to divide by. */
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

export interface Indicators {
  readonly counts: Counts;
  readonly rates: Readonly<Record<string, Rate>>;
  /** `null` where one of its rates is. */
  readonly score: number | null;
  readonly returns_too_often: boolean;
}

export interface UnitIndicators extends Indicators {
  /** `null`: no unit ever had the case. */
  readonly unit_id: string | null;
  readonly categories: Readonly<Record<string, Indicators>>;
}

export interface IndicatorReport {
  readonly units: readonly UnitIndicators[];
  readonly categories: Readonly<Record<string, Indicators>>;
  readonly total: Indicators;
}

export function indicatorsOf(cases: Iterable<CountedCase>, period: IndicatorPeriod): IndicatorReport {
  const total = new Tally();
  const units = new Map<string | null, Tally>();
  for (const subject of cases) {
    const facts = factsOf(subject, period);
    total.add(subject.category, facts.ofAll);
    for (const [unitId, counts] of facts.ofUnits) {
      const tally = units.get(unitId) ?? new Tally();
      units.set(unitId, tally.add(subject.category, counts));
    }
  }
  const { table } = period;
  return {
    units: [...units]
      .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
      .map(([unit_id, tally]) => ({
        unit_id,
        ...measured(tally.counts, table),
        categories: tally.measuredCategories(table),
      })),
    categories: total.measuredCategories(table),
    total: measured(total.counts, table),
  };
}

/** What one case adds, to the total and to each unit that had to do with it. */
function factsOf(subject: CountedCase, { from, to, verification_min }: IndicatorPeriod) {
  const isWithin = (at: string | null) => {
    const instant = parseInstant(at);
    return instant !== null && instant >= from && instant < to;
  };
  const { timeline } = subject;
  const isReceived = isWithin(subject.reported_at);
  const isFiled = timeline.some(({ action }) => action === 'file');
  const sentTo = timeline.filter(({ action }) => action === 'dispatch').map(({ unit_id }) => unit_id);
  const first = sentTo[0] ?? null;
  const accepted = timeline.find(({ action }) => action === 'accept' || action === 'handle');
  // A return leaves the case without a unit: whose it was stands in the entry before.
  const returners = new Set(
    timeline.flatMap(({ action }, n) => (action === 'return' ? (timeline[n - 1]?.unit_id ?? []) : [])),
  );
  const answerable = timeline.findLast(({ unit_id }) => unit_id !== null)?.unit_id ?? null;
  const isHandled = subject.state === 'handled' || subject.state === 'closed';
  const isClosed = subject.state === 'closed';
  // Nobody owes anything on a case that was given up.
  const isDue = isWithin(subject.due_at) && subject.state !== 'cancelled' && subject.state !== 'not_filed';
  const closedBy = (parseInstant(subject.due_at) ?? 0) + verification_min * minuteMs;
  const closedAt = parseInstant(subject.closed_at) ?? 0;
  // A case that came back and was closed again is judged anew.
  const isExempted =
    subject.appeal?.outcome === 'exempted' && (parseInstant(subject.appeal.at) ?? 0) >= closedAt;

  const ofUnits = new Map<string | null, Partial<Counts>>();
  const add = (unitId: string | null, counts: Partial<Counts>) =>
    ofUnits.set(unitId, { ...ofUnits.get(unitId), ...counts });
  const received = { received: Number(isReceived), filed: Number(isReceived && isFiled) };
  const due: Partial<Counts> = isDue
    ? {
        due: 1,
        handled: Number(isHandled),
        handled_in_time: Number(isHandled && (!subject.overdue || isExempted)),
        closed: Number(isClosed),
        closed_in_time: Number(isClosed && ((closedAt <= closedBy && !subject.overdue) || isExempted)),
        reworked: Number(subject.rework_count > 0),
        extended: Number(subject.extension_count > 0),
        overdue_unhandled: Number(subject.overdue && !isHandled),
      }
    : {};
  const isRight = accepted !== undefined && accepted.unit_id === first;
  const sent = isReceived && first !== null;
  const dispatch: Partial<Counts> = sent ? { first_dispatched: 1, accepted_by_first: Number(isRight) } : {};
  add(answerable, { ...received, ...due });
  if (sent) {
    add(first, dispatch);
    for (const unitId of new Set(sentTo)) {
      add(unitId, { dispatched: 1, returned: Number(unitId !== null && returners.has(unitId)) });
    }
  }
  const all = sent ? { dispatched: 1, returned: Number(returners.size > 0) } : {};
  return { ofAll: { ...received, ...dispatch, ...all, ...due }, ofUnits };
}

class Tally {
  readonly counts = noCounts();
  readonly #categories = new Map<string, Counts>();

  add(category: string, counts: Partial<Counts>): this {
    const ofCategory = this.#categories.get(category) ?? noCounts();
    this.#categories.set(category, ofCategory);
    for (const name of caseCounts) {
      this.counts[name] += counts[name] ?? 0;
      ofCategory[name] += counts[name] ?? 0;
    }
    return this;
  }

  measuredCategories(table: IndicatorsTable): Record<string, Indicators> {
    const rows = [...this.#categories].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(rows.map(([category, counts]) => [category, measured(counts, table)]));
  }
}

function noCounts(): Counts {
  return Object.fromEntries(caseCounts.map((name) => [name, 0])) as Counts;
}

function measured(counts: Counts, table: IndicatorsTable): Indicators {
  const rates: Record<string, Rate> = {};
  const known: Record<string, number> = {};
  for (const [name, { of, per }] of Object.entries(table.rates)) {
    const [numerator, denominator] = [counts[of], counts[per]];
    const value = denominator === 0 ? null : numerator / denominator;
    rates[name] = { value, numerator, denominator };
    if (value !== null) known[name] = value;
  }
  const score = scoreOf(table.score, known);
  const { above, of_at_least } = table.returns_too_often;
  return {
    counts,
    rates,
    score: typeof score === 'number' ? Math.round(score * 100) / 100 : null,
    returns_too_often: counts.dispatched >= of_at_least && counts.returned / counts.dispatched > above,
  };
}
