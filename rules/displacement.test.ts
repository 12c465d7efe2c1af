import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs, secondMs } from '../core/time.ts';
import { angleBetween_deg } from './angles.ts';
import { now, rule, Street } from './test-street.ts';

/** Reports of a cover as [seconds from the beginning, degrees]; then the clock goes on for an hour. */
function tilted(
  reports: readonly (readonly [number, number])[],
  over = {},
  baselineTiltDeg: number | null = null,
) {
  const street = new Street([rule('cover-displaced', over)]);
  const cover = street.devices.get('cover');
  if (cover !== undefined) street.devices.set('cover', { ...cover, baselineTiltDeg });
  for (const [second, value] of reports) street.sample('cover', 'tilt_deg', now + second * secondMs, value);
  street.until(now + (reports.at(-1)?.[0] ?? 0) * secondMs + hourMs);
  return street;
}

const story = (...args: Parameters<typeof tilted>) => tilted(...args).story();
const raised = (severity: string) => `cover-displaced raised ${severity}`;

describe('the angle', () => {
  it.each([
    [10, 350, 20],
    [-170, 170, 20],
    [0, 360, 0],
    [90, -90, 180],
    [0, 181, 179],
    [45, 45, 0],
    [-360, 360, 0],
  ])('between %i° and %i° is %i°, whatever the convention of turns', (a, b, expected) => {
    expect(angleBetween_deg(a, b)).toBe(expected);
    expect(angleBetween_deg(b, a)).toBe(expected);
  });

  it('is that from the position at installation', () => {
    expect(story([[0, 90]], {}, 90)).toEqual([]);
    expect(story([[0, 65]], {}, 90)).toEqual([raised('orange')]);
    expect(story([[0, -5]], {}, 355)).toEqual([]);
  });
});

describe('a cover that has moved', () => {
  it('is an alarm at the second report', () => {
    const street = tilted([
      [0, 15],
      [10, 16],
    ]);
    expect(street.story()).toEqual([raised('orange')]);
    expect(street.alarms()[0]).toMatchObject({
      raisedAt: now + 10 * secondMs,
      detectedAt: now + 10 * secondMs,
      value: 16,
      unit: '°',
      explanation: { reason: 'level_reached', settings: { at_once_deg: 90 } },
    });
  });

  it('is an alarm after one report, when 30 s have brought none that it is back', () => {
    const street = tilted([[0, 40]]);
    expect(street.story()).toEqual([raised('red')]);
    expect(street.alarms()[0]).toMatchObject({ raisedAt: now, detectedAt: now + 30 * secondMs, value: 40 });
    expect(street.alarms()[0]?.explanation).toMatchObject({
      reason: 'not_moved_back',
      samples: [{ measuredAt: now, metric: 'tilt_deg', value: 40 }],
    });
  });

  it('is an alarm at once above 90°, which is when no vehicle can have passed and reported', () => {
    const street = tilted([[0, 120]]);
    expect(street.story()).toEqual([raised('red')]);
    expect(street.alarms()[0]).toMatchObject({ raisedAt: now, detectedAt: now + 5 * secondMs });
    expect(street.alarms()[0]?.explanation.reason).toBe('far_beyond');
    const none = tilted([[0, 120]], { confirm: { passing_seconds: 0 } });
    expect(none.alarms()[0]?.detectedAt).toBe(now);
  });

  it('grows graver as it goes on, and clears when it is back past the deadband', () => {
    expect(
      story([
        [0, 15],
        [10, 15],
        [20, 35],
        [30, 35],
        [40, 9],
        [50, 7],
      ]),
    ).toEqual([
      raised('orange'),
      'cover-displaced escalated red',
      'cover-displaced eased orange',
      'cover-displaced cleared orange',
    ]);
  });

  it('that tilts slowly is found at its first report beyond 10°, however far apart the reports are', () => {
    const daily = Array.from({ length: 12 }, (_, day) => [day * 43_200, day] as const);
    const street = tilted(daily);
    expect(street.story()).toEqual([raised('orange')]);
    expect(street.alarms()[0]?.raisedAt).toBe(now + 10 * 43_200 * secondMs);
  });

  it('is confirmed by the hub’s clock where reports arrive long after they were measured', () => {
    const street = new Street([rule('cover-displaced')]);
    street.sample('cover', 'tilt_deg', now, 40, 0, 10 * minuteMs);
    expect(street.story()).toEqual([]);
    street.until(now + 10 * minuteMs + 29 * secondMs);
    expect(street.story()).toEqual([]);
    street.until(now + 10 * minuteMs + 30 * secondMs);
    expect(street.story()).toEqual([raised('red')]);
  });

  it('after a restart is confirmed all the same', () => {
    const street = new Street([rule('cover-displaced')]);
    street.sample('cover', 'tilt_deg', now, 40);
    const again = street.restored();
    again.until(now + minuteMs);
    expect(again.story()).toEqual([raised('red')]);
  });
});

describe('a passing vehicle', () => {
  it.each([
    [
      'one report and back',
      [
        [0, 45],
        [1, 0],
      ],
    ],
    [
      'one report beyond 90° and back',
      [
        [0, 158],
        [1.5, 0],
      ],
    ],
    [
      'many reports within two seconds',
      [
        [0, 36],
        [0.3, 158],
        [0.6, 95],
        [0.9, 60],
        [1.9, 12],
        [2.1, 1],
      ],
    ],
    [
      'one after the other',
      [
        [0, 45],
        [1, 0],
        [10, 45],
        [11, 0],
        [20, 45],
        [21, 0],
        [25, 100],
        [26, 0],
      ],
    ],
  ] as [string, [number, number][]][])('%s raises nothing', (_, reports) => {
    expect(story(reports)).toEqual([]);
  });

  it('over a cover that is displaced already does not make it worse', () => {
    expect(
      story([
        [0, 15],
        [10, 15],
        [20, 120],
        [21, 15],
      ]),
    ).toEqual([raised('orange')]);
  });

  it('just before a confirmation is not confirmed with what was there before', () => {
    const street = new Street([rule('cover-displaced', { open_severity: 'blue' })]);
    street.sample('cover', 'cover_open', now, 1);
    street.sample('cover', 'tilt_deg', now + 29.5 * secondMs, 60);
    street.sample('cover', 'tilt_deg', now + 30.5 * secondMs, 0);
    street.until(now + hourMs);
    expect(street.story()).toEqual([raised('blue')]);
  });
});

describe('the contact in the cover', () => {
  const contact = (reports: readonly (readonly [number, number])[]) => {
    const street = new Street([rule('cover-displaced')]);
    for (const [second, value] of reports)
      street.sample('cover', 'cover_open', now + second * secondMs, value);
    street.until(now + hourMs);
    return street.story();
  };

  it('open is as grave as the rule says, confirmed like an angle, and clears when it closes', () => {
    expect(contact([[0, 1]])).toEqual([raised('red')]);
    expect(
      contact([
        [0, 1],
        [1, 0],
      ]),
    ).toEqual([]);
    expect(
      contact([
        [0, 1],
        [5, 1],
        [60, 0],
      ]),
    ).toEqual([raised('red'), 'cover-displaced cleared red']);
  });

  it('and angle are one alarm, which ends when both are back', () => {
    const street = new Street([rule('cover-displaced')]);
    for (const second of [0, 5]) {
      street.sample('cover', 'cover_open', now + second * secondMs, 1);
      street.sample('cover', 'tilt_deg', now + second * secondMs, 15);
    }
    street.sample('cover', 'cover_open', now + 10 * secondMs, 0);
    expect(street.active()).toHaveLength(1);
    expect(street.active()[0]?.severity).toBe('orange');
    street.sample('cover', 'tilt_deg', now + 10 * secondMs, 0);
    expect([street.active(), street.alarms().length]).toEqual([[], 1]);
  });
});

describe('a device with three axes', () => {
  const axes = ['tilt_x_deg', 'tilt_y_deg', 'tilt_z_deg'] as const;
  /** Reports of the three axes as [seconds from the beginning, x, y, z]. */
  const turned = (reports: readonly (readonly [number, number, number, number])[], over = {}) => {
    const street = new Street([rule('cover-displaced', over)]);
    for (const [second, ...tilts] of reports) {
      for (const [n, metric] of axes.entries()) {
        street.sample('cover', metric, now + second * secondMs, tilts[n] ?? 0);
      }
    }
    street.until(now + hourMs);
    return street.story();
  };

  it.each(['axes', 'vector'])('is judged against how it first lay, by its %s', (measure) => {
    expect(
      turned(
        [
          [0, 3, -2, 86],
          [60, 4, -2, 85],
          [120, 3, -1, 87],
        ],
        { measure },
      ),
    ).toEqual([]);
    expect(
      turned(
        [
          [0, 3, -2, 86],
          [60, 25, -2, 64],
          [120, 25, -2, 64],
        ],
        { measure },
      ),
    ).toEqual([raised('orange')]);
  });

  it('by vector sees a turn about two axes that neither shows alone', () => {
    const reports = [
      [0, 0, 0, 90],
      [60, 8, 8, 78.6],
      [120, 8, 8, 78.6],
    ] as const;
    expect(turned(reports, { levels_deg: { orange: 11 }, measure: 'vector' })).toEqual([raised('orange')]);
  });

  it('struck by a vehicle raises nothing', () => {
    for (const measure of ['axes', 'vector']) {
      expect(
        turned(
          [
            [0, 0, 0, 90],
            [60, 70, 30, 10],
            [61, 0, 0, 90],
          ],
          { measure },
        ),
      ).toEqual([]);
    }
  });
});

describe('whatever the cover, its convention of angles and its losses', () => {
  const baseline = fc.constantFrom(0, 90, 180, 350, -170, 12.5);
  const noise = fc.double({ min: -1.5, max: 1.5, noNaN: true });
  const lost = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 });

  it('a removal always raises, within half a minute of the first report of it that arrives', () => {
    const angle = fc.oneof(
      fc.double({ min: 12, max: 90, noNaN: true }),
      fc.double({ min: 90, max: 175, noNaN: true }),
    );
    fc.assert(
      fc.property(
        baseline,
        angle,
        noise,
        lost,
        fc.integer({ min: 1, max: 3_600 }),
        (rest, away, jitter, losses, step_s) => {
          const arrived = losses.flatMap((isLost, n) => (isLost && n > 0 ? [] : [n * step_s]));
          const reports = arrived.map(
            (second) => [second, rest + away + (second === 0 ? 0 : jitter * 0.9)] as const,
          );
          const street = tilted(reports, {}, rest);
          expect(street.alarms()).toHaveLength(1);
          expect(street.alarms()[0]?.detectedAt).toBeLessThanOrEqual(now + 30 * secondMs);
          expect(street.active()).toHaveLength(1);
        },
      ),
    );
  });

  it('a slow tilt always raises, once, at its second report beyond ten degrees at the latest', () => {
    const rate = fc.double({ min: 0.3, max: 6, noNaN: true });
    fc.assert(
      fc.property(
        baseline,
        rate,
        fc.array(noise, { minLength: 60, maxLength: 60 }),
        (rest, perReport_deg, jitters) => {
          const days = jitters.map(
            (jitter, n) => [n * 43_200, Math.min(60, n * perReport_deg) + jitter] as const,
          );
          const street = tilted(
            days.map(([second, away]) => [second, rest + away] as const),
            {},
            rest,
          );
          const beyond = days.filter(([, away]) => away >= 10).map(([second]) => second);
          if (beyond.length < 2) return;
          expect(street.alarms()[0]?.raisedAt).toBeLessThanOrEqual(now + (beyond[1] ?? 0) * secondMs);
          expect(street.active()).toHaveLength(1);
        },
      ),
    );
  });

  it('traffic never does, however often and hard it strikes', () => {
    const strike = fc.record({
      wait_s: fc.integer({ min: 3, max: 50_000 }),
      peak_deg: fc.double({ min: 12, max: 158, noNaN: true }),
      lasts_s: fc.double({ min: 0.05, max: 1.95, noNaN: true }),
    });
    fc.assert(
      fc.property(
        baseline,
        fc.array(strike, { minLength: 1, maxLength: 30 }),
        noise,
        (rest, strikes, jitter) => {
          let second = 0;
          const reports = strikes.flatMap(({ wait_s, peak_deg, lasts_s }) => {
            second += wait_s;
            const back = second + lasts_s;
            return [[second, rest + peak_deg] as const, [back, rest + jitter] as const];
          });
          expect(tilted(reports, {}, rest).story()).toEqual([]);
        },
      ),
    );
  });
});

it('angle and contact of one cover are told of once, at the graver of the two', () => {
  const street = new Street([rule('cover-displaced')]);
  street.sample('cover', 'tilt_deg', now, 15);
  street.sample('cover', 'cover_open', now, 1);
  street.until(now + minuteMs);
  expect(street.story()).toEqual([raised('red')]);
  expect(street.alarms()[0]?.detectedAt).toBe(now + 5 * secondMs);
  const later = new Street([rule('cover-displaced')]);
  later.sample('cover', 'tilt_deg', now, 15);
  later.sample('cover', 'cover_open', now + 20 * secondMs, 1);
  later.until(now + minuteMs);
  expect(later.story()).toEqual([raised('red')]);
});

const clips = new URL('../../shared/real/manhole-vibration/', import.meta.url);

describe.skipIf(!existsSync(clips))('recorded covers under traffic (skipped without ../shared/real)', () => {
  /** Angle from the first position, as a device would report every single row of a clip. */
  function angles(file: string): { at: number; angle_deg: number }[] {
    const [, ...lines] = readFileSync(new URL(file, clips), 'utf8').trim().split('\n');
    const vectors = lines
      .map((line) => line.split(','))
      .map(([time = '', ...axes]) => ({
        at: Date.parse(time.replace('_', 'T')),
        xyz: axes.slice(0, 3).map(Number),
      }))
      .filter(({ xyz }) => xyz.some((axis) => axis !== 0));
    const dot = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, axis, n) => sum + axis * (b[n] ?? 0), 0);
    const start = vectors[0]?.xyz ?? [];
    let newest = 0;
    return (
      vectors
        .map(({ at, xyz }) => ({
          at,
          angle_deg:
            (Math.acos(dot(start, xyz) / Math.sqrt(dot(start, start) * dot(xyz, xyz))) * 180) / Math.PI,
        }))
        // A few rows lost part of their time.
        .filter(({ at, angle_deg }) => {
          const isNext =
            at > newest && (newest === 0 || at < newest + minuteMs) && Number.isFinite(angle_deg);
          if (isNext) newest = at;
          return isNext;
        })
    );
  }

  const files = existsSync(clips) ? readdirSync(clips).filter((file) => file.endsWith('.csv')) : [];

  it.each(files)('%s raises nothing, though it tilts far beyond every level', (file) => {
    const street = new Street([rule('cover-displaced')]);
    const rows = angles(file);
    expect(rows.length).toBeGreaterThan(500);
    expect(Math.max(...rows.map((row) => row.angle_deg))).toBeGreaterThan(30);
    for (const { at, angle_deg } of rows) street.sample('cover', 'tilt_deg', at, angle_deg);
    const end = rows.at(-1)?.at ?? 0;
    street.sample('cover', 'tilt_deg', end + secondMs, 0);
    street.until(end + hourMs);
    expect(street.story()).toEqual([]);
  });
});
