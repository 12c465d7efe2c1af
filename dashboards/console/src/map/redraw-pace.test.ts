import { expect, test } from 'vitest';
import { RedrawPace } from './redraw-pace.ts';

function paceAfter(...draws: readonly number[]): number {
  const pace = new RedrawPace();
  for (const took_ms of draws) {
    pace.begun(1_000);
    pace.settled(1_000 + took_ms);
  }
  return pace.pause_ms;
}

test('a map that is drawn fast is drawn four times a second', () => {
  expect(paceAfter()).toBe(250);
  expect(paceAfter(16)).toBe(250);
});

test('a slow one leaves three fourths of the time to the page, but not more than two seconds', () => {
  expect(paceAfter(300)).toBe(900);
  expect(paceAfter(5_000)).toBe(2_000);
  expect(paceAfter(5_000, 20)).toBe(250);
});

test('what began before the last was settled counts from its first beginning', () => {
  const pace = new RedrawPace();
  pace.begun(0);
  pace.begun(100);
  pace.settled(200);
  pace.settled(10_000);
  expect(pace.pause_ms).toBe(600);
});
