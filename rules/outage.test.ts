import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PathMember, silentTogether } from './outage.ts';

const limits = { devices: 3, share: 0.8 };

/** Members by letter: `seen late`, both in minutes. */
function members(of: Readonly<Record<string, readonly [number, number]>>): PathMember[] {
  return Object.entries(of).map(([deviceId, [lastSeenAt, lateAt]]) => ({ deviceId, lastSeenAt, lateAt }));
}

describe('devices that share a path', () => {
  it('fell silent together where none of those that should have spoken did', () => {
    const all = members({ a: [10, 25], b: [12, 27], c: [14, 29], seldom: [5, 900] });
    expect(silentTogether(all, 35, 25, limits)).toEqual({ deviceIds: ['a', 'b', 'c'], lastHeardAt: 14 });
  });

  it('did not where others were heard since', () => {
    const all = members({ a: [10, 25], b: [12, 27], c: [14, 29], d: [30, 45], e: [34, 49] });
    expect(silentTogether(all, 35, 25, limits)).toBeNull();
  });

  it('did where one of many is heard by another way', () => {
    const silent = Object.fromEntries(
      Array.from({ length: 9 }, (_, n) => [`s${n}`, [10 + n, 25 + n] as const]),
    );
    const found = silentTogether(members({ ...silent, other: [34, 49] }), 35, 25, limits);
    expect(found?.deviceIds).toHaveLength(9);
  });

  it('did not where too few are late yet, and did when they are', () => {
    const all = members({ a: [10, 25], b: [12, 27], c: [20, 35] });
    expect(silentTogether(all, 34, 25, limits)).toBeNull();
    expect(silentTogether(all, 35, 25, limits)?.deviceIds).toEqual(['a', 'b', 'c']);
  });

  it('a device that is late for long while the others spoke is no part of it', () => {
    const all = members({ alone: [0, 15], a: [40, 55], b: [41, 56], c: [42, 57], d: [43, 90], e: [44, 90] });
    expect(silentTogether(all, 60, 55, limits)?.deviceIds).toEqual(['a', 'b', 'c']);
  });

  it('a device that is suspected is always among those that are found', () => {
    const member = fc.record({ seen: fc.nat(60), allowed: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 30 }), (drawn) => {
        const all = drawn.map(({ seen, allowed }, n) => ({
          deviceId: `d${n}`,
          lastSeenAt: seen,
          lateAt: seen + allowed,
        }));
        const suspect = all[0] as PathMember;
        fc.pre(suspect.lateAt <= 60);
        const found = silentTogether(all, 60, suspect.lateAt, limits);
        if (found === null) return;
        expect(found.deviceIds).toContain(suspect.deviceId);
        const silent = new Set(found.deviceIds);
        const since = Math.min(...all.filter((one) => silent.has(one.deviceId)).map((one) => one.lateAt));
        const heard = all.filter((one) => one.lateAt > 60 && one.lastSeenAt > since).length;
        expect(silent.size).toBeGreaterThanOrEqual(0.8 * (silent.size + heard));
      }),
    );
  });
});
