// Whether an alarm is spoken in a zone, and if not, why: pure, so that every reason can be tried out.
import type { Announcement, AnnouncementDecision, ZoneState } from '../../core/announcement.ts';
import { type Severity, severityRank } from '../../core/severity.ts';
import { type EpochMs, minuteMs } from '../../core/time.ts';

export interface SpeakingRules {
  readonly minSeverity: Severity;
  /** Rules whose alarms are spoken. */
  readonly ruleIds: readonly string[];
  /** Those of them that need no person's word. */
  readonly automaticRuleIds: readonly string[];
  /** Shortest time between two in one zone, ms; what is worse than the last may come sooner. */
  readonly cooldownMs: number;
  /** An alarm older than this is spoken no more, ms; a person must confirm within it too. */
  readonly withinMs: number;
  /** Minutes of the day, local; from after to: over midnight. `null` for none. */
  readonly quiet: {
    readonly fromMinute: number;
    readonly toMinute: number;
    readonly except: Severity;
  } | null;
}

export interface SpeakingMoment {
  readonly now: EpochMs;
  /** Of the day, local. */
  readonly minuteOfDay: number;
  readonly lastSpoken: Pick<Announcement, 'decidedAt' | 'severity'> | null;
}

export interface SpeakingCause {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly at: EpochMs;
}

/** `null`: the alarm is none of the loudspeakers' business. `spoken`: to be said now. */
export function decide(
  cause: SpeakingCause,
  rules: SpeakingRules,
  moment: SpeakingMoment,
): Exclude<AnnouncementDecision, 'dry_run' | 'refused' | 'cleared'> | null {
  if (!rules.ruleIds.includes(cause.ruleId)) return null;
  if (severityRank(cause.severity) < severityRank(rules.minSeverity)) return null;
  const hindrance = hindranceOf(cause, rules, moment);
  if (hindrance !== null) return hindrance;
  return rules.automaticRuleIds.includes(cause.ruleId) ? 'spoken' : 'waiting';
}

/** What keeps it from being said, also where a person confirms. */
export function hindranceOf(
  { severity, at }: Pick<SpeakingCause, 'severity' | 'at'>,
  { cooldownMs, withinMs, quiet }: Pick<SpeakingRules, 'cooldownMs' | 'withinMs' | 'quiet'>,
  { now, minuteOfDay, lastSpoken }: SpeakingMoment,
): 'cooldown' | 'quiet_hours' | 'too_late' | null {
  if (now - at > withinMs) return 'too_late';
  const isWorse = lastSpoken !== null && severityRank(severity) > severityRank(lastSpoken.severity);
  if (lastSpoken?.decidedAt != null && !isWorse && now - lastSpoken.decidedAt < cooldownMs) return 'cooldown';
  if (quiet === null || severityRank(severity) >= severityRank(quiet.except)) return null;
  return isQuietAt(quiet, minuteOfDay) ? 'quiet_hours' : null;
}

function isQuietAt(
  { fromMinute, toMinute }: NonNullable<SpeakingRules['quiet']>,
  minuteOfDay: number,
): boolean {
  return fromMinute <= toMinute
    ? minuteOfDay >= fromMinute && minuteOfDay < toMinute
    : minuteOfDay >= fromMinute || minuteOfDay < toMinute;
}

/** What holds a zone's loudspeakers back at a moment. */
export function zoneState(
  name: string,
  { cooldownMs, quiet }: Pick<SpeakingRules, 'cooldownMs' | 'quiet'>,
  { now, minuteOfDay, lastSpoken }: SpeakingMoment,
): ZoneState {
  const lastSpokenAt = lastSpoken?.decidedAt ?? null;
  const coolsUntil = lastSpokenAt === null ? null : lastSpokenAt + cooldownMs;
  return {
    name,
    lastSpokenAt,
    coolsUntil: coolsUntil !== null && coolsUntil > now ? coolsUntil : null,
    isQuiet: quiet !== null && isQuietAt(quiet, minuteOfDay),
  };
}

/** Minutes since midnight in a time zone. */
export function minuteOfDay(now: EpochMs, timezone: string): number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  return (parts.hour ?? 0) * (3_600_000 / minuteMs) + (parts.minute ?? 0);
}
