// A value of an alarm as people say it: water on a road in centimetres, a silence in words.
import type { Language } from '../../../../core/label.ts';
import { secondMs } from '../../../../core/time.ts';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { durationWords } from '../words/durations.ts';
import { depthInCm, figure } from '../words/figures.ts';

/** Of water on roads and in underpasses. Rain stays in mm, as the weather service tells it. */
const waterCategories: ReadonlySet<string> = new Set(['05-06', '02-07']);

export function alarmFigure(
  value: number,
  { unit, category }: Pick<AlarmAnswer, 'unit' | 'category'>,
  language: Language,
): string {
  if (unit === 's') return durationWords(value * secondMs)[language];
  if (unit === 'mm' && waterCategories.has(category)) return `${depthInCm(value)} cm`;
  return figure(value, unit);
}
