// Which alarms are everyone's business, and what of them: dangers at a place, never equipment, and neither what
// another alarm speaks for nor what operators put on the shelf because they hold it false.
import type { AlarmStep } from '../../core/alarm.ts';
import type { Label } from '../../core/label.ts';
import type { Json } from '../../core/ports.ts';
import type { PointKind } from '../../core/registry.ts';
import type { Severity } from '../../core/severity.ts';
import { type EpochMs, parseInstant } from '../../core/time.ts';

/** Categories of the hub's own equipment. */
const equipment = /^90-/;

export interface PublicAlarm {
  readonly id: string;
  readonly ruleId: string;
  readonly title: Label;
  readonly category: string;
  readonly severity: Severity;
  readonly peakSeverity: Severity;
  readonly confident: boolean;
  readonly value: number;
  readonly peakValue: number;
  readonly unit: string;
  /** Whether what it tells of is that nothing is heard: its value is a span of time, s. */
  readonly isSilence: boolean;
  readonly raisedAt: EpochMs;
  /** When it was first shown. */
  readonly shownAt: EpochMs;
  /** `null` while it is active. */
  readonly clearedAt: EpochMs | null;
  readonly steps: readonly AlarmStep[];
  readonly place: PublicPlace;
}

export interface PublicPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: PointKind;
  /** WGS-84 degrees. */
  readonly lon: number;
  readonly lat: number;
  readonly address: string | null;
}

/** An alarm as `Views.placedAlarms` gives it. */
interface PlacedAlarm {
  readonly id: string;
  readonly rule_id: string;
  readonly titles: Label;
  readonly category?: string;
  readonly severity: Severity;
  readonly peak_severity: Severity;
  readonly steps?: readonly (Omit<AlarmStep, 'at'> & { readonly at: string })[];
  readonly confident: boolean;
  readonly condition: 'active' | 'cleared';
  readonly shelved_until: string | null;
  readonly suppressed_by: string | null;
  readonly presented_at: string | null;
  readonly raised_at: string;
  readonly cleared_at: string | null;
  readonly value: number;
  readonly peak_value: number;
  readonly unit: string;
  readonly point: PublicPlace;
}

/** @param rows of `Views.placedAlarms`; their order stays. */
export function publicAlarms(rows: readonly Json[]): PublicAlarm[] {
  return (rows as unknown as readonly PlacedAlarm[]).filter(isPublic).map(publicAlarm);
}

function isPublic({ category, shelved_until, suppressed_by, presented_at }: PlacedAlarm): boolean {
  const isDanger = category !== undefined && !equipment.test(category);
  return isDanger && presented_at !== null && suppressed_by === null && shelved_until === null;
}

function publicAlarm(alarm: PlacedAlarm): PublicAlarm {
  const instant = (text: string) => parseInstant(text) ?? 0;
  return {
    id: alarm.id,
    ruleId: alarm.rule_id,
    title: alarm.titles,
    category: alarm.category ?? '',
    severity: alarm.severity,
    peakSeverity: alarm.peak_severity,
    confident: alarm.confident,
    value: alarm.value,
    peakValue: alarm.peak_value,
    unit: alarm.unit,
    isSilence: alarm.unit === 's',
    raisedAt: instant(alarm.raised_at),
    shownAt: instant(alarm.presented_at ?? alarm.raised_at),
    clearedAt: alarm.cleared_at === null ? null : instant(alarm.cleared_at),
    steps: (alarm.steps ?? []).map((step) => ({ ...step, at: instant(step.at) })),
    place: alarm.point,
  };
}
