import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../core/sample.ts';
import { severities } from '../core/severity.ts';
import { minuteMs, secondMs } from '../core/time.ts';
import { now, rule } from './test-street.ts';
import { type ThresholdRule, threshold } from './threshold.ts';

/** Nothing is in doubt. */
const sure = { baseline: () => 0, isDoubtful: () => false };
const depth = (over = {}) => rule('flood-depth', over) as ThresholdRule;

function sampleAt(measuredAt: number, value: number): Sample {
  return {
    deviceId: 'g',
    pointId: null,
    metric: 'depth_mm',
    measuredAt,
    receivedAt: measuredAt,
    value,
    flags: 0,
  };
}

/** The severity after each value, one every `stepMs`. */
function course(watching: ThresholdRule, values: readonly number[], stepMs = minuteMs): string[] {
  const state = threshold.initial();
  return values.map((value, n) => {
    const { rank, reason } = threshold.evaluate(watching, state, sampleAt(now + n * stepMs, value), sure);
    return `${severities[rank - 1] ?? '-'} ${reason}`;
  });
}
const ranks = (...args: Parameters<typeof course>) => course(...args).map((text) => text.split(' ')[0]);

describe('raising', () => {
  it('takes as many samples in a row as the on-delay says; one alone is nothing', () => {
    expect(course(depth(), [0, 60, 0, 60, 60])).toEqual([
      '- below_every_level',
      '- waiting_for_on_delay',
      '- below_every_level',
      '- waiting_for_on_delay',
      'blue level_reached',
    ]);
  });

  it('is not begun anew by a value within the deadband, which is noise about the setpoint', () => {
    expect(ranks(depth(), [60, 40, 60])).toEqual(['-', '-', 'blue']);
    expect(ranks(depth(), [60, 29, 60])).toEqual(['-', '-', '-']);
  });

  it('takes as long as the on-delay says, too: both must be met', () => {
    const slow = depth({ on_delay: { samples: 2, seconds: 120 } });
    expect(ranks(slow, [60, 60, 60, 60])).toEqual(['-', '-', 'blue', 'blue']);
    expect(ranks(slow, [60, 60], 10 * minuteMs)).toEqual(['-', 'blue']);
  });

  it('begins at the setpoint itself', () => {
    expect(ranks(depth(), [49.9, 50, 50])).toEqual(['-', '-', 'blue']);
  });

  it('goes straight to the level that is confirmed, and further with the next', () => {
    expect(ranks(depth(), [500, 500])).toEqual(['-', 'red']);
    expect(ranks(depth(), [60, 160, 260, 420, 420])).toEqual(['-', 'blue', 'yellow', 'orange', 'red']);
  });

  it('works downwards where low is bad', () => {
    const battery = rule('battery-low') as ThresholdRule;
    expect(ranks(battery, [3.6, 3.3, 3.29, 3.2, 3.1, 3.0, 3.05])).toEqual([
      ...['-', '-', '-', 'blue', 'blue', 'blue', 'yellow'],
    ]);
  });
});

describe('clearing', () => {
  it('takes a value past the deadband, for as long as the off-delay says', () => {
    expect(course(depth(), [60, 60, 40, 29, 29, 29]).slice(2)).toEqual([
      'blue waiting_for_off_delay',
      'blue waiting_for_off_delay',
      'blue waiting_for_off_delay',
      '- back_past_deadband',
    ]);
    expect(ranks(depth(), [60, 60, 29, 29, 29], 10 * secondMs)).toEqual([
      '-',
      'blue',
      'blue',
      'blue',
      'blue',
    ]);
  });

  it('begins anew after a sample within the deadband: a value that swings about the setpoint is one alarm', () => {
    const swinging = [60, 60, 29, 29, 31, 29, 29, 48, 52, 29, 29, 31];
    expect(
      ranks(depth(), swinging)
        .slice(1)
        .every((rank) => rank === 'blue'),
    ).toBe(true);
  });

  it('falls level by level, and past those that are left together', () => {
    const off = { off_delay: { samples: 1, seconds: 0 } };
    expect(ranks(depth(off), [420, 420, 379, 229, 100, 0])).toEqual([
      '-',
      'red',
      'orange',
      'yellow',
      'blue',
      '-',
    ]);
    expect(ranks(depth(off), [420, 420, 0])).toEqual(['-', 'red', '-']);
    expect(ranks(depth({ ...off, levels: { blue: 50, red: 400 } }), [420, 420, 300, 0])).toEqual([
      ...['-', 'red', 'blue', '-'],
    ]);
  });
});

it('whatever the values, the level is never above the highest nor below what still holds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 600 }), { maxLength: 60 }), (values) => {
      const state = threshold.initial();
      const watching = depth();
      const rankOf = (value: number, margin: number) =>
        [50, 150, 250, 400].filter((setpoint) => value >= setpoint - margin).length;
      let before = 0;
      for (const [n, value] of values.entries()) {
        const { rank } = threshold.evaluate(watching, state, sampleAt(now + n * minuteMs, value), sure);
        if (rank > before) expect(rank).toBeLessThanOrEqual(rankOf(value, 0));
        if (rank < before) expect(rank).toBeGreaterThanOrEqual(rankOf(value, watching.deadband));
        before = rank;
      }
    }),
  );
});

it('a monitor is quiet exactly where forgetting it would change nothing', () => {
  const values = fc.array(fc.constantFrom(0, 20, 35, 50, 60, 160), { maxLength: 30 });
  fc.assert(
    fc.property(values, (depths) => {
      const kept = threshold.initial();
      let forgetful = threshold.initial();
      for (const [n, value] of depths.entries()) {
        const sample = sampleAt(now + n * minuteMs, value);
        if (threshold.isQuiet(forgetful)) {
          forgetful = threshold.initial();
          const wouldMiss = !threshold.notices(depth(), sample, sure);
          if (wouldMiss) {
            expect(threshold.evaluate(depth(), kept, sample, sure).rank).toBe(0);
            continue;
          }
        }
        const verdict = threshold.evaluate(depth(), forgetful, sample, sure);
        expect(verdict).toEqual(threshold.evaluate(depth(), kept, sample, sure));
      }
    }),
  );
});
