import { describe, expect, test } from 'vitest';
import { hourMs } from '../../../../core/time.ts';
import { alarmSpan } from './alarm-span.ts';

const raised_at = '2026-07-14T03:00:30.000Z';
const now = Date.parse('2026-07-14T09:00:00.000Z');

describe('the span of an alarm', () => {
  test('goes from an hour before it to now while it is active', () => {
    const { from, to } = alarmSpan({ raised_at, cleared_at: null }, now);
    expect([new Date(from).toISOString(), to]).toEqual(['2026-07-14T02:01:00.000Z', now]);
  });

  test('ends an hour after it cleared, and never ahead of now', () => {
    const cleared_at = '2026-07-14T05:00:00.000Z';
    expect(alarmSpan({ raised_at, cleared_at }, now).to).toBe(Date.parse(cleared_at) + hourMs);
    expect(alarmSpan({ raised_at, cleared_at }, Date.parse(cleared_at)).to).toBe(Date.parse(cleared_at));
  });
});
