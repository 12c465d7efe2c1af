// A rainstorm: the time in which the hub attends to water first. It begins and ends by itself.
import { type EpochMs, formatInstant, formatInstantOrNull } from './time.ts';

export interface Rainstorm {
  /** `S000003`; alarms that it holds back name it. */
  readonly id: string;
  /** What began it: a rain warning, or water at many points. */
  readonly trigger: 'rain' | 'floods';
  readonly beganAt: EpochMs;
  /** Since when neither holds; `null` while one does. */
  readonly calmSinceAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  /** Gauges that were told to report faster. */
  readonly hastened: number;
}

/** The id of the rainstorm with a number; they count up from 1. */
export function rainstormIdOf(number: number): string {
  return `S${String(number).padStart(6, '0')}`;
}

/** Whether what holds an alarm back is a rainstorm: work on it goes on, only the alarm list is kept clear. */
export function isRainstormId(id: string): boolean {
  return /^S\d{6,}$/.test(id);
}

/** The rainstorm as the API shows it. */
export function rainstormJson(storm: Rainstorm) {
  return {
    id: storm.id,
    trigger: storm.trigger,
    began_at: formatInstant(storm.beganAt),
    calm_since: formatInstantOrNull(storm.calmSinceAt),
    ended_at: formatInstantOrNull(storm.endedAt),
    hastened: storm.hastened,
  };
}
