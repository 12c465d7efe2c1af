import { describe, expect, test } from 'vitest';
import { isLater, parseLiveEvent, subjectOf } from './live-event.ts';
import { alarmAnswer, depthReading } from './test-answers.ts';

describe('a frame of the event stream', () => {
  test('becomes an event with its position', () => {
    const event = parseLiveEvent('alarm', '17', JSON.stringify(alarmAnswer()));
    expect(event).toMatchObject({ kind: 'alarm', position: 17, body: { id: 'A-1' } });
  });

  test.each(['', 'no json', '3', 'null'])('that is %j is left out', (data) => {
    expect(parseLiveEvent('alarm', '1', data)).toBeNull();
  });

  test.each(['late', 'no_echo', 'gradient', 'blip', 'box', 'faulty_sensor'])(
    'with a reading flagged %s says nothing of the present',
    (flag) => {
      const { body } = depthReading('2026-07-01T00:00:00.000Z', 9999, { flags: [flag] });
      expect(parseLiveEvent('reading', '', JSON.stringify(body))).toBeNull();
    },
  );

  test.each(['clock_behind', 'low_confidence'])('with a reading flagged %s is shown', (flag) => {
    const { body } = depthReading('2026-07-01T00:00:00.000Z', 90, { flags: [flag] });
    expect(parseLiveEvent('reading', '', JSON.stringify(body))).not.toBeNull();
  });

  test('about another metric of a device is about another subject', () => {
    const depth = depthReading('2026-07-01T00:00:00.000Z', 1);
    const battery = depthReading('2026-07-01T00:00:00.000Z', 3.6, { metric: 'battery_v' });
    expect(subjectOf(depth)).not.toBe(subjectOf(battery));
  });

  test('is later by its position, a reading by its time', () => {
    const one = { kind: 'alarm', position: 1, body: alarmAnswer() } as const;
    expect(isLater({ ...one, position: 2 }, one)).toBe(true);
    expect(isLater(one, one)).toBe(false);
    const reading = depthReading('2026-07-01T00:00:00.000Z', 1);
    expect(isLater(depthReading('2026-07-01T00:00:01.000Z', 0), reading)).toBe(true);
    expect(isLater(reading, depthReading('2026-07-01T00:00:01.000Z', 0))).toBe(false);
  });
});
