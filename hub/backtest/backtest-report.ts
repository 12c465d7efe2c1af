// What a back-test says: how many alarms and cases there were and would have been, and each that differs.
import { type Alarm, alarmJson } from '../../core/alarm.ts';
import { type Case, caseJson } from '../../core/case.ts';
import type { Json } from '../../core/ports.ts';
import { type EpochMs, formatInstant, parseInstant } from '../../core/time.ts';
import type { Rule } from '../../rules/rule-definition.ts';
import type { MadeDevice } from './csv-town.ts';
import { type Pairing, pairAlarms, pairCases } from './pair-claims.ts';
import type { CsvRejection } from './readings-csv.ts';
import type { TwoWorlds } from './two-worlds.ts';
import type { World } from './world.ts';

export interface ClaimCounts {
  readonly alarms: number;
  readonly cases: number;
  readonly alarms_by_rule: Readonly<Record<string, number>>;
}

/** A claim that is in both and not the same. */
export interface ChangedClaim {
  readonly before: Json;
  readonly after: Json;
  /** Names of the fields that differ. */
  readonly differences: readonly string[];
}

export interface ClaimsDiff {
  readonly same: number;
  readonly only_before: readonly Json[];
  readonly only_after: readonly Json[];
  readonly changed: readonly ChangedClaim[];
  /** Of these three lists, how many did not fit. */
  readonly left_out: number;
}

export interface CsvAccount {
  readonly rejected: number;
  readonly first_rejected: readonly CsvRejection[];
  /** Devices that the registry does not know, as they were taken to be. */
  readonly made_devices: readonly MadeDevice[];
}

export interface BacktestReport {
  readonly source: 'journal' | 'csv';
  readonly from: string;
  readonly to: string;
  readonly records: number;
  readonly readings: number;
  readonly took_ms: number;
  /** The rules that were tried. */
  readonly rules: readonly string[];
  readonly before: ClaimCounts;
  readonly after: ClaimCounts;
  readonly alarms: ClaimsDiff;
  readonly cases: ClaimsDiff;
  readonly csv: CsvAccount | null;
}

export interface Tried {
  readonly source: 'journal' | 'csv';
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly worlds: TwoWorlds;
  readonly rules: readonly Rule[];
  readonly csv: CsvAccount | null;
}

/** Longest list of the report. */
const listMax = 1_000;

/** What makes two alarms, or two cases, differ for people; ids and versions are each world's own. */
const alarmFields = [
  ...['severity', 'peak_severity', 'condition', 'confident', 'suppressed_by', 'raised_at', 'detected_at'],
  ...['cleared_at', 'peak_value'],
] as const;
const caseFields = [
  ...['category', 'severity', 'state', 'unit_id', 'reported_at', 'closed_at', 'overdue', 'rework_count'],
] as const;

export function backtestReport({ source, from, to, worlds, rules, csv }: Tried): BacktestReport {
  const { before, after, sameReport } = worlds;
  const alarms = pairAlarms(before.alarms.values(), after.alarms.values());
  const cases = pairCases(before.cases.values(), after.cases.values(), alarms, sameReport);
  return {
    source,
    from: formatInstant(from),
    to: formatInstant(to),
    records: worlds.records,
    readings: before.readings,
    took_ms: 0,
    rules: rules.map(({ id }) => id).sort(),
    before: counts(before),
    after: counts(after),
    alarms: diff<Alarm>(alarms, alarmJson, alarmFields),
    cases: diff<Case>(cases, caseJson, caseFields),
    csv,
  };
}

/** A hub's own clock looks at what falls due a little late, now more and now less: that is no difference. */
const sameInstantMs = 1_000;

function differs(before: unknown, after: unknown): boolean {
  if (before === after) return false;
  const [a, b] = [parseInstant(before), parseInstant(after)];
  return a === null || b === null || Math.abs(a - b) > sameInstantMs || typeof before === 'number';
}

function counts({ alarms, cases }: World): ClaimCounts {
  const byRule: Record<string, number> = {};
  for (const { ruleId } of alarms.values()) byRule[ruleId] = (byRule[ruleId] ?? 0) + 1;
  return { alarms: alarms.size, cases: cases.size, alarms_by_rule: byRule };
}

function diff<Claim>(
  { pairs, onlyBefore, onlyAfter }: Pairing<Claim>,
  jsonOf: (claim: Claim) => Json,
  fields: readonly string[],
): ClaimsDiff {
  const changed: ChangedClaim[] = [];
  for (const [a, b] of pairs) {
    const [before, after] = [jsonOf(a), jsonOf(b)];
    const differences = fields.filter((field) => differs(before[field], after[field]));
    if (differences.length > 0) changed.push({ before, after, differences });
  }
  const lists = [onlyBefore, onlyAfter, changed];
  return {
    same: pairs.length - changed.length,
    only_before: onlyBefore.slice(0, listMax).map(jsonOf),
    only_after: onlyAfter.slice(0, listMax).map(jsonOf),
    changed: changed.slice(0, listMax),
    left_out: lists.reduce((sum, list) => sum + Math.max(0, list.length - listMax), 0),
  };
}
