// A back-test's report for a person at a terminal.
import type { Json } from '../../core/ports.ts';
import { secondMs } from '../../core/time.ts';
import type { BacktestReport, ChangedClaim, ClaimsDiff } from './backtest-report.ts';

/** Lines of one list; `--json` has them all. */
const linesMax = 40;

export function backtestText(report: BacktestReport): string {
  const { records, readings, took_ms, before, after, csv } = report;
  const rate = took_ms === 0 ? '' : `, ${Math.round(readings / (took_ms / secondMs))} readings/s`;
  return [
    `${report.source}: ${report.from} to ${report.to}`,
    `${records} records with ${readings} readings in ${took_ms / secondMs} s${rate}`,
    ...csvLines(csv),
    `rules tried: ${report.rules.join(', ') || 'those in force'}`,
    '',
    `alarms: ${before.alarms} before, ${after.alarms} after`,
    ...ruleLines(before.alarms_by_rule, after.alarms_by_rule),
    ...diffLines(report.alarms, alarmText),
    '',
    `cases: ${before.cases} before, ${after.cases} after`,
    ...diffLines(report.cases, caseText),
  ].join('\n');
}

function csvLines(csv: BacktestReport['csv']): string[] {
  if (csv === null) return [];
  const rejected = csv.first_rejected.map(
    ({ line, column, reason }) => `  line ${line}, ${column}: ${reason.en}`,
  );
  const made = csv.made_devices.map(({ device_id, profile, interval_s, mount_height_mm }) => {
    const height = mount_height_mm === null ? '' : `, ${mount_height_mm} mm above the road`;
    return `  ${device_id}: ${profile}, every ${interval_s} s${height}`;
  });
  return [
    ...(csv.rejected === 0 ? [] : [`${csv.rejected} cells cannot be used:`, ...rejected]),
    ...(made.length === 0 ? [] : ['devices that are not in the registry are taken to be:', ...short(made)]),
  ];
}

function ruleLines(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): string[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return ids.map((id) => `  ${id}: ${before[id] ?? 0} before, ${after[id] ?? 0} after`);
}

function diffLines(
  { same, only_before, only_after, changed }: ClaimsDiff,
  text: (claim: Json) => string,
): string[] {
  const changes = changed.map(({ before, after, differences }: ChangedClaim) => {
    const words = differences.map((field) => `${field} ${before[field]} → ${after[field]}`);
    return `  ~ ${text(after)}: ${words.join(', ')}`;
  });
  return [
    `  ${same} the same, ${only_before.length} gone, ${only_after.length} new, ${changed.length} changed`,
    ...short(only_before.map((claim) => `  - ${text(claim)}`)),
    ...short(only_after.map((claim) => `  + ${text(claim)}`)),
    ...short(changes),
  ];
}

function short(lines: readonly string[]): readonly string[] {
  if (lines.length <= linesMax) return lines;
  return [...lines.slice(0, linesMax), `  … and ${lines.length - linesMax} more; --json has them all`];
}

function alarmText({ rule_id, device_id, peak_severity, raised_at, peak_value, unit }: Json): string {
  return `${rule_id} ${device_id} ${peak_severity} at ${raised_at}, peak ${peak_value} ${unit}`.trimEnd();
}

function caseText({ id, category, point_id, severity, reported_at }: Json): string {
  return `${id} ${category} at ${point_id} ${severity}, reported ${reported_at}`;
}
