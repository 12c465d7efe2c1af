import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagNames, qualityFlags } from '../core/reading.ts';
import {
  type DepthSample,
  type DepthVerdict,
  defaultDepthFilter,
  filterDepth,
  initialDepthFilter,
  sensorHealth,
} from './depth-filter.ts';

/** One gauge with its own clock; a depth of null is a lost echo. */
class Gauge {
  state = initialDepthFilter();
  now = 1_700_000_000_000;
  readonly #cadence_s: number;

  constructor(cadence_s = 60) {
    this.#cadence_s = cadence_s;
  }

  show(...depths: (number | null)[]): DepthVerdict[] {
    return depths.map((depth) => {
      this.now += this.#cadence_s * 1_000;
      const sample = { measuredAt: this.now, depth_mm: depth ?? 0, noEcho: depth === null };
      return filterDepth(this.state, sample, defaultDepthFilter);
    });
  }

  dry(samples = 20): this {
    for (let i = 0; i < samples; i++) this.show((i * 7) % 11);
    return this;
  }

  /** A ghost at `depth` every other sample. */
  flipping(depth: number, flips: number): this {
    for (let i = 0; i < flips; i++) this.show(depth, 0);
    return this;
  }
}

const accepted = (verdicts: readonly DepthVerdict[]) => verdicts.map((verdict) => verdict.accepted);
const cadences = fc.integer({ min: 1, max: 1_800 });
const noise = fc.integer({ min: -15, max: 15 });

describe('water', () => {
  it('passes as it rises and falls, without a flag', () => {
    const wave = [0, 8, 19, 33, 52, 74, 101, 133, 160, 171, 174, 160, 141, 117, 92, 66, 41, 18, 4];
    const verdicts = new Gauge().dry().show(...wave);
    expect(verdicts.every((verdict) => verdict.accepted && verdict.flags === 0)).toBe(true);
  });

  it('passes at 100 mm in 3 minutes', () => {
    const verdicts = new Gauge().dry().show(33, 67, 100, 101);
    expect(verdicts.every((verdict) => verdict.accepted && verdict.flags === 0)).toBe(true);
  });

  it('passes as it goes on rising by as much as was proven', () => {
    expect(accepted(new Gauge().dry().show(90, 180, 270, 350))).toEqual([false, true, true, true]);
  });

  it('that comes at once is believed at the second sample, at any cadence, after any gap, from the first day', () => {
    fc.assert(
      fc.property(
        cadences,
        fc.array(noise, { maxLength: 40 }),
        fc.integer({ min: 0, max: 20 * 3_600 }),
        fc.integer({ min: 120, max: 1_400 }),
        noise,
        (cadence_s, before, gap_s, level, ripple) => {
          const gauge = new Gauge(cadence_s);
          gauge.show(...before);
          gauge.now += gap_s * 1_000;
          const [, second] = gauge.show(level, level + ripple);
          expect(second?.accepted).toBe(true);
        },
      ),
    );
  });

  it('that rose faster than water can is believed with low confidence', () => {
    const [first, second] = new Gauge(10).dry().show(200, 240);
    expect(flagNames(first?.flags ?? 0)).toEqual(['gradient']);
    expect(second).toEqual({
      accepted: true,
      flags: qualityFlags.low_confidence,
      reason: 'fast_rise',
      confirms: 1,
    });
  });

  it('that went down between two slow reports is believed too', () => {
    expect(accepted(new Gauge(1_800).dry().show(300, 150))).toEqual([false, true]);
  });

  it('too rough to agree with itself is believed at the fifth sample, from a sensor that may be faulty', () => {
    const verdicts = new Gauge(10).dry().show(400, 150, 500, 200, 450);
    expect(accepted(verdicts)).toEqual([false, false, false, false, true]);
    expect(flagNames(verdicts[4]?.flags ?? 0)).toEqual(['low_confidence', 'faulty_sensor']);
  });
});

describe('a box', () => {
  it('is believed with low confidence for as long as it stays flat', () => {
    const [, second, third, moved] = new Gauge().dry().show(200, 203, 199, 225);
    const box = qualityFlags.box | qualityFlags.low_confidence;
    expect([second?.flags, third?.flags, moved?.flags]).toEqual([box, box, 0]);
  });
});

describe('a blip', () => {
  it('is never accepted, at any cadence and of any size', () => {
    fc.assert(
      fc.property(
        cadences,
        fc.array(noise, { minLength: 3, maxLength: 20 }),
        fc.integer({ min: 130, max: 9_000 }),
        (cadence_s, before, size) => {
          const gauge = new Gauge(cadence_s);
          gauge.show(...before);
          expect(accepted(gauge.show(size, 0, 0))).toEqual([false, true, true]);
        },
      ),
    );
  });

  it('down to dry in the middle of a flood does not count as dry', () => {
    const gauge = new Gauge().dry();
    gauge.show(40, 80, 120, 160, 200, 202, 198);
    expect(accepted(gauge.show(0, 201))).toEqual([false, true]);
  });
});

it('a fall to dry that stays is believed at its second sample, and the first is confirmed by it', () => {
  const gauge = new Gauge().dry();
  gauge.show(200, 210, 205);
  const [first, second, third] = gauge.show(3, 1, 2);
  expect(first?.reason).toBe('drop');
  expect(second).toEqual({ accepted: true, flags: 0, reason: 'agreed', confirms: 1 });
  expect(third?.reason).toBe('plausible');
});

it('codes are no depth, whether the decoder knew them or not, and neither break nor prove a jump', () => {
  const gauge = new Gauge().dry();
  const verdicts = gauge.show(200, null, -2_246, Number.NaN, Number.POSITIVE_INFINITY, 205);
  expect(verdicts.map((verdict) => verdict.reason)).toEqual([
    'jump',
    'no_echo',
    'implausible',
    'implausible',
    'implausible',
    'box',
  ]);
  expect(verdicts.slice(1, 5).every((verdict) => verdict.flags === qualityFlags.no_echo)).toBe(true);
});

describe('a sensor that flips', () => {
  it('is asked for more agreeing samples, and the answer has low confidence', () => {
    const flood = new Gauge().dry().flipping(93, 4).show(200, 210, 195, 205, 200, 210, 190, 205, 200, 210);
    const first = flood.findIndex((verdict) => verdict.accepted);
    expect(first).toBeGreaterThan(1);
    expect(first).toBeLessThan(8);
    expect((flood[first]?.flags ?? 0) & qualityFlags.low_confidence).not.toBe(0);
  });

  it('still shows a flood among its ghosts', () => {
    const gauge = new Gauge().dry().flipping(2_420, 30);
    const flood = gauge.show(...Array.from({ length: 30 }, (_, i) => (i % 3 === 2 ? 2_420 : 200 + (i % 5))));
    const first = flood.find((verdict) => verdict.accepted);
    expect(flagNames(first?.flags ?? 0)).toEqual(expect.arrayContaining(['low_confidence', 'faulty_sensor']));
  });

  it('may not hide a depth for ever: whatever stays is accepted in the end', () => {
    fc.assert(
      fc.property(
        cadences,
        fc.integer({ min: 0, max: 40 }),
        fc.array(fc.integer({ min: -400, max: 3_000 }), { maxLength: 20 }),
        fc.integer({ min: -300, max: 9_000 }),
        (cadence_s, flips, mess, level) => {
          const gauge = new Gauge(cadence_s).dry().flipping(93, flips);
          gauge.show(...mess);
          const samples = Math.ceil((2 * 3_600) / cadence_s) + 8;
          expect(gauge.show(...Array<number>(samples).fill(level)).at(-1)?.accepted).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is faulty, stays so through a quiet spell, and is well after three quiet days', () => {
    const gauge = new Gauge().dry().flipping(93, 8);
    expect(sensorHealth(gauge.state)).toMatchObject({ faulty: true, reason: 'flipping' });
    gauge.dry(3 * 1_440 - 10);
    expect(sensorHealth(gauge.state).faulty).toBe(true);
    gauge.dry(20);
    expect(sensorHealth(gauge.state).faulty).toBe(false);
  });

  it('that relapses is given twice as long the next time: the claim does not flutter', () => {
    const gauge = new Gauge()
      .dry()
      .flipping(93, 8)
      .dry(3 * 1_440 + 10)
      .flipping(93, 8);
    gauge.dry(3 * 1_440 + 10);
    expect(sensorHealth(gauge.state).faulty).toBe(true);
    gauge.dry(3 * 1_440);
    expect(sensorHealth(gauge.state).faulty).toBe(false);
  });

  it('is not taken for one after a few blips, nor in the noise of recorded gauges', () => {
    expect(sensorHealth(new Gauge().dry().flipping(300, 4).state).faulty).toBe(false);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 300 }), (depths) => {
        const gauge = new Gauge();
        gauge.show(...depths);
        expect(sensorHealth(gauge.state).faulty).toBe(false);
      }),
    );
  });
});

describe('a sensor without echoes', () => {
  it('is faulty after hours of silence, and well with the first echo', () => {
    const gauge = new Gauge(600).dry();
    gauge.show(...Array<null>(36).fill(null));
    expect(sensorHealth(gauge.state).faulty).toBe(false);
    gauge.show(null);
    expect(sensorHealth(gauge.state)).toMatchObject({ faulty: true, reason: 'silent' });
    gauge.show(0);
    expect(sensorHealth(gauge.state).faulty).toBe(false);
  });

  it('is faulty when hardly one is left for days', () => {
    const gauge = new Gauge().dry();
    for (let i = 0; i < 200; i++) gauge.show(0, ...Array<null>(24).fill(null));
    expect(sensorHealth(gauge.state)).toMatchObject({ faulty: true, reason: 'lost_echoes' });
    gauge.dry(1_000);
    expect(sensorHealth(gauge.state).faulty).toBe(false);
  });
});

describe('a sensor that sticks', () => {
  const last = (gauge: Gauge) => sensorHealth(gauge.state).reason;

  it('in water is faulty after hours of the very same depth, and well with the first that differs', () => {
    const gauge = new Gauge(600).dry();
    gauge.show(60, 90, 120, ...Array<number>(18).fill(150));
    expect(last(gauge)).toBeNull();
    gauge.show(150, 150);
    expect(last(gauge)).toBe('stuck');
    gauge.show(148, 147);
    expect(last(gauge)).toBeNull();
  });

  it('over a dry road is faulty where its noise has ended, not where it never had any', () => {
    const noisy = new Gauge(600).dry(200);
    noisy.show(...Array<number>(100).fill(3));
    expect(last(noisy)).toBe('stuck');
    const quiet = new Gauge(600);
    quiet.show(...Array<number>(500).fill(0));
    expect(last(quiet)).toBeNull();
  });
});

it('a box that stands for an hour is in the way of the sensor, until it is gone', () => {
  const gauge = new Gauge().dry();
  gauge.show(...Array.from({ length: 60 }, (_, n) => 300 + (n % 4)));
  expect(sensorHealth(gauge.state).reason).toBeNull();
  gauge.show(301, 302);
  expect(sensorHealth(gauge.state).reason).toBe('obstructed');
  gauge.show(2, 3);
  expect(sensorHealth(gauge.state).reason).toBeNull();
});

describe('any stream', () => {
  const samples = fc
    .array(
      fc.record({
        gap_s: fc.integer({ min: 1, max: 7_200 }),
        depth_mm: fc.oneof(
          noise,
          fc.integer({ min: -2_500, max: 3_000 }),
          fc.constantFrom(93, 200, 205, 2_420),
        ),
        noEcho: fc.boolean(),
      }),
      { maxLength: 120 },
    )
    .map((steps) => {
      let measuredAt = 0;
      return steps.map(({ gap_s, depth_mm, noEcho }): DepthSample => {
        measuredAt += gap_s * 1_000;
        return { measuredAt, depth_mm, noEcho };
      });
    });

  it('gives the same verdicts when the state is stored and read back anywhere', () => {
    fc.assert(
      fc.property(samples, fc.nat(120), (stream, cut) => {
        const whole = initialDepthFilter();
        const expected = stream.map((sample) => filterDepth(whole, sample, defaultDepthFilter));
        let state = initialDepthFilter();
        const actual = stream.map((sample, i) => {
          if (i === cut) state = JSON.parse(JSON.stringify(state));
          return filterDepth(state, sample, defaultDepthFilter);
        });
        expect(actual).toEqual(expected);
        expect(state).toEqual(whole);
      }),
    );
  });

  it('is accepted exactly where no flag holds it, and its state stays small', () => {
    const holding = qualityFlags.no_echo | qualityFlags.gradient | qualityFlags.blip;
    fc.assert(
      fc.property(samples, (stream) => {
        const state = initialDepthFilter();
        for (const sample of stream) {
          const verdict = filterDepth(state, sample, defaultDepthFilter);
          expect(verdict.accepted).toBe((verdict.flags & holding) === 0);
          if (sample.noEcho) expect(verdict.accepted).toBe(false);
        }
        expect(JSON.stringify(state).length).toBeLessThan(800);
      }),
    );
  });
});
