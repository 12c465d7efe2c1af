// The delays of a rule as they run at a moment: how much there is of what each asks for.
import { type Severity, severities } from '../core/severity.ts';
import { type EpochMs, secondMs } from '../core/time.ts';
import type { DisplacementRule, DisplacementState } from './displacement.ts';
import { type LevelState, severityOfRank, waitingRuns } from './level-tracker.ts';
import type { Monitor } from './monitor-book.ts';
import type { Rule } from './rule-definition.ts';
import type { Delay } from './rule-parts.ts';

/** How long a device has been silent, and from when on that is too long. By the hub's clock. */
export interface Silence {
  readonly now: EpochMs;
  /** `null` where the device was never heard. */
  readonly lastSeenAt: EpochMs | null;
  readonly lateAt: EpochMs;
  readonly offlineAt: EpochMs;
  /** Whether it says nothing about the device: its path or the hub was away, or there is planned work. */
  readonly isExcused: boolean;
}

/** How much there is of what is asked for. */
export interface Progress {
  readonly have: number;
  readonly need: number;
}

export interface RuleTimer {
  readonly name: 'on_delay' | 'off_delay' | 'confirm' | 'late' | 'offline';
  /** The level that it leads to or away from; `null` where there is only one. */
  readonly severity: Severity | null;
  readonly samples: Progress | null;
  /** In event time; for silence by the hub's clock. */
  readonly seconds: Progress | null;
  /** When it is over without another sample; `null` where only a sample can end it. */
  readonly dueAt: EpochMs | null;
}

export function timersOf(rule: Rule, monitor: Monitor | undefined, silence: Silence | null): RuleTimer[] {
  if (rule.kind === 'absence') return silence === null ? [] : silenceTimers(silence);
  const lastAt = monitor?.recent.at(-1)?.measuredAt ?? null;
  if (monitor === undefined || lastAt === null) return [];
  if (rule.kind === 'displacement') return confirmTimers(rule, monitor.state as DisplacementState, lastAt);
  if (!('on_delay' in rule)) return [];
  const { levels } = monitor.state as { readonly levels: LevelState };
  return [
    ...levelTimers('on_delay', rule, levels, lastAt),
    ...levelTimers('off_delay', rule, levels, lastAt),
  ];
}

/** The kinds whose state has levels under `levels`, each with the delays of the rule. */
type DelayedRule = Extract<Rule, { readonly on_delay: Delay }>;

function hasLevel(rule: DelayedRule, severity: Severity): boolean {
  return rule.kind === 'fault' ? rule.severity === severity : rule.levels[severity] !== undefined;
}

function levelTimers(
  name: 'on_delay' | 'off_delay',
  rule: DelayedRule,
  { rank, reached, left }: LevelState,
  lastAt: EpochMs,
): RuleTimer[] {
  const delay = rule[name];
  return severities.flatMap((severity, index) => {
    const run = (name === 'on_delay' ? reached : left)[index];
    // What holds waits for nothing but its end, and only the level that holds can end next.
    const isUnderWay = name === 'on_delay' ? index + 1 > rank : index + 1 === rank;
    if (!hasLevel(rule, severity) || !isUnderWay || run === undefined || run.count === 0) return [];
    const samples = { have: run.count, need: delay.samples };
    return [{ name, severity, samples, seconds: lasted(run.sinceAt, lastAt, delay.seconds), dueAt: null }];
  });
}

function confirmTimers(rule: DisplacementRule, state: DisplacementState, lastAt: EpochMs): RuleTimer[] {
  const { reports, seconds } = rule.confirm;
  const { levels_deg: angles, open_severity } = rule;
  return Object.entries(state.tracks).flatMap(([name, { levels }]) =>
    waitingRuns(levels).flatMap(({ rank, run }): RuleTimer[] => {
      const severity = severityOfRank(rank);
      if (severity === null) return [];
      const isLevel = name === 'cover_open' ? severity === open_severity : angles[severity] !== undefined;
      if (!isLevel) return [];
      const samples = { have: run.count, need: reports };
      const elapsed = lasted(run.sinceAt, lastAt, seconds);
      return [{ name: 'confirm', severity, samples, seconds: elapsed, dueAt: state.confirmAt }];
    }),
  );
}

function lasted(sinceAt: EpochMs, lastAt: EpochMs, need: number): Progress {
  return { have: (lastAt - sinceAt) / secondMs, need };
}

function silenceTimers({ now, lastSeenAt, lateAt, offlineAt }: Silence): RuleTimer[] {
  if (lastSeenAt === null) return [];
  return (['late', 'offline'] as const).map((name) => {
    const dueAt = name === 'late' ? lateAt : offlineAt;
    const seconds = lasted(lastSeenAt, now, (dueAt - lastSeenAt) / secondMs);
    return { name, severity: null, samples: null, seconds, dueAt };
  });
}
