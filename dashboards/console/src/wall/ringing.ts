// Which alarms ring: those that nobody has acknowledged, grave enough, and not silenced.
import type { Severity } from '../../../../core/severity.ts';
import type { EpochMs } from '../../../../core/time.ts';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { asksForAttention } from '../lists/alarm-order.ts';
import { rankOf } from '../look/severity-rank.ts';

export interface Ringing {
  /** Those that flash, the worst first and among equals the newest. */
  readonly alarms: readonly AlarmAnswer[];
  /** Whether any of them was not silenced. */
  readonly isLoud: boolean;
}

/** Silencing ends the sound, acknowledging the flash too; an alarm that has grown worse since sounds again. */
export function ringKey({ id, severity }: AlarmAnswer): string {
  return `${id} ${severity}`;
}

export function ringing(
  alarms: Iterable<AlarmAnswer>,
  least: Severity,
  silenced: ReadonlySet<string>,
  now: EpochMs,
): Ringing {
  const found = [...alarms].filter(
    (alarm) => !alarm.acknowledged && rankOf(alarm.severity) >= rankOf(least) && asksForAttention(alarm, now),
  );
  found.sort((a, b) => rankOf(b.severity) - rankOf(a.severity) || (a.raised_at < b.raised_at ? 1 : -1));
  return { alarms: found, isLoud: found.some((alarm) => !silenced.has(ringKey(alarm))) };
}
