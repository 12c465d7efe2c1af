import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs, secondMs } from '../core/time.ts';
import { now, rule, Street } from './test-street.ts';

const story = (street: Street) => street.story().map((text) => text.replace('cover-displaced ', ''));

/** Two reports of the cover at an angle, half a minute apart, and time for what follows from them. */
function lies(street: Street, at: number, deg: number): void {
  for (const second of [0, 30]) street.sample('cover', 'tilt_deg', at + second * secondMs, deg);
  street.until(at + 2 * minuteMs);
}

function permitted(): Street {
  const street = new Street([rule('cover-displaced')]);
  lies(street, now, 1);
  street.engine.permit('hole', now + hourMs, now + 2 * hourMs, 'new cable', now);
  return street;
}

describe('a work permit', () => {
  it('holds back what moves within its window, and says so', () => {
    const street = permitted();
    lies(street, now + hourMs + minuteMs, 80);
    expect(story(street)).toEqual(['raised red']);
    expect(street.active()[0]).toMatchObject({ suppressedBy: 'P000001' });
  });

  it('lets a cover that is still open when it ends speak at once', () => {
    const street = permitted();
    lies(street, now + hourMs + minuteMs, 80);
    street.until(now + 2 * hourMs);
    expect(story(street)).toEqual(['raised red', 'released red']);
    expect(street.active()[0]?.suppressedBy).toBeNull();
    lies(street, now + 3 * hourMs, 80);
    expect(street.active()).toHaveLength(1);
  });

  it('before and after its window holds nothing back', () => {
    const street = permitted();
    lies(street, now + 10 * minuteMs, 80);
    expect(street.active()[0]?.suppressedBy).toBeNull();
    street.until(now + hourMs);
    expect(street.active()[0]?.suppressedBy).toBe('P000001');
    expect(story(street)).toEqual(['raised red', 'suppressed red']);
  });

  it('leaves the cover at its new angle, which is its place from then on', () => {
    const street = permitted();
    lies(street, now + hourMs + minuteMs, 80);
    lies(street, now + hourMs + 30 * minuteMs, 14);
    street.until(now + 2 * hourMs);
    lies(street, now + 3 * hourMs, 14);
    lies(street, now + 4 * hourMs, 15);
    expect(street.active()).toEqual([]);
    lies(street, now + 5 * hourMs, 1);
    expect(street.active()).toMatchObject([{ severity: 'orange', value: 13 }]);
  });

  it('does not make a place of where no cover lies', () => {
    const street = permitted();
    street.until(now + 2 * hourMs);
    lies(street, now + 3 * hourMs, 35);
    expect(street.active()).toMatchObject([{ severity: 'red', value: 35 }]);
  });

  it('ended early has ended, and one given anew takes its place', () => {
    const street = permitted();
    expect(street.engine.endPermit('hole', now + minuteMs)).toBe(true);
    expect(street.engine.endPermit('hole', now + minuteMs)).toBe(false);
    lies(street, now + hourMs + minuteMs, 80);
    expect(street.active()[0]?.suppressedBy).toBeNull();
    street.engine.permit('hole', now + hourMs, now + 3 * hourMs, 'again', now + 90 * minuteMs);
    expect(street.active()[0]?.suppressedBy).toBe('P000002');
  });

  it('is of its point alone, and outlives a restart', () => {
    const street = permitted().restored();
    lies(street, now + hourMs + minuteMs, 80);
    street.sample('cover-2', 'tilt_deg', now + hourMs + 3 * minuteMs, 80);
    street.until(now + hourMs + 5 * minuteMs);
    expect(street.active().map(({ suppressedBy }) => suppressedBy)).toEqual(['P000001', null]);
    street.until(now + 2 * hourMs);
    expect(street.active().map(({ suppressedBy }) => suppressedBy)).toEqual([null, null]);
  });
});

it('a registry that gives a new angle counts more than what was taken after work', () => {
  const street = permitted();
  street.until(now + 2 * hourMs);
  lies(street, now + 3 * hourMs, 12);
  const cover = street.devices.get('cover');
  if (cover !== undefined) street.devices.set('cover', { ...cover, baselineTiltDeg: 40 });
  lies(street, now + 4 * hourMs, 40);
  expect(street.active()).toEqual([]);
  lies(street, now + 5 * hourMs, 12);
  expect(street.active()).toHaveLength(1);
});
