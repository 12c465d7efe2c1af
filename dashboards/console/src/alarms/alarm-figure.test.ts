import { expect, test } from 'vitest';
import { alarmFigure } from './alarm-figure.ts';

test.each([
  [152, 'mm', '05-06', '15.2 cm'],
  [152, 'mm', '02-07', '15.2 cm'],
  [52.5, 'mm', 'none', '52.5 mm'],
  [4_980, 's', '90-01', '1 小时 23 分'],
  [25.9, '°', '01-03', '25.9°'],
])('%d %s of category %s is %s', (value, unit, category, words) => {
  expect(alarmFigure(value, { unit, category }, 'zh')).toBe(words);
});
