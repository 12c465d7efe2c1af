// Which readings may be shown as the present state: those that the hub's own rules would look at.
import type { QualityFlag } from '../../../../core/reading.ts';
import type { LatestAnswer } from '../api-client/answers.ts';

const untrusted: ReadonlySet<string> = new Set<QualityFlag>([
  'late',
  'no_echo',
  'gradient',
  'blip',
  'box',
  'faulty_sensor',
]);

export function isTrusted(reading: LatestAnswer): boolean {
  return !reading.flags.some((flag) => untrusted.has(flag));
}
