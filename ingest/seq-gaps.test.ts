import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs, secondMs } from '../core/time.ts';
import { followSeq, initialSeq } from './seq-gaps.ts';
import { now } from './test-gauges.ts';

/** A device whose clock is right, `seq` counting seconds: what each number tells, as [missing, fills a gap]. */
function told(...seqs: number[]) {
  const state = initialSeq();
  let newest = 0;
  return seqs.map((seq) => {
    const ts = now + seq * secondMs;
    const step = followSeq(state, seq, ts, now + hourMs, ts > newest);
    newest = Math.max(newest, ts);
    return [step.missing, step.fillsGap];
  });
}

describe('seq', () => {
  it('numbers left out are missing; one that comes after all fills its gap, once', () => {
    expect(told(1, 2, 6, 4, 4, 3, 5, 5, 7)).toEqual([
      [0, false],
      [0, false],
      [3, false],
      [0, true],
      [0, false],
      [0, true],
      [0, true],
      [0, false],
      [0, false],
    ]);
  });

  it('a number from before the first one heard was never counted as missing', () => {
    expect(told(9, 8)).toEqual([
      [0, false],
      [0, false],
    ]);
  });

  it('a lower one in a live report is a restart: nothing is missing, and it counts on from there', () => {
    const state = initialSeq();
    const missing = [100, 103, 0, 1, 3].map(
      (seq, n) => followSeq(state, seq, now + n * minuteMs, now + n * minuteMs, true).missing,
    );
    expect(missing).toEqual([0, 2, 0, 0, 1]);
  });

  it('a lower one that has a later instant than it had before is a restart, though it is not the newest', () => {
    const state = initialSeq();
    for (const seq of [0, 1, 500]) followSeq(state, seq, now + seq * minuteMs, now + seq * minuteMs, true);
    const behind = now + 100 * minuteMs;
    expect(followSeq(state, 1, behind, now + 501 * minuteMs, false)).toMatchObject({
      goesOn: true,
      missing: 0,
    });
    expect(state.last).toBe(1);
  });

  it('without an instant a number that was left out fills its gap; any other lower one is a restart', () => {
    const state = initialSeq();
    const step = (seq: number) => followSeq(state, seq, null, now, true);
    expect([5, 8, 6].map((seq) => step(seq).fillsGap)).toEqual([false, false, true]);
    expect([state.last, step(5).goesOn, state.last]).toEqual([8, true, 5]);
  });

  it('a report without seq tells nothing', () => {
    const state = initialSeq();
    followSeq(state, 7, now, now, true);
    const before = JSON.stringify(state);
    expect(followSeq(state, null, now + 1, now + 1, true)).toEqual({
      goesOn: false,
      missing: 0,
      fillsGap: false,
    });
    expect(JSON.stringify(state)).toBe(before);
  });

  it('the memory of gaps is bounded, also where late numbers split them', () => {
    const state = initialSeq();
    followSeq(state, 0, now, now, true);
    followSeq(state, 1_000, now + hourMs, now + hourMs, true);
    for (let seq = 2; seq < 1_000; seq += 2) followSeq(state, seq, now + seq, now + hourMs, false);
    expect(state.gaps.length).toBeLessThanOrEqual(32);
    for (let seq = 2_000; seq < 3_000; seq += 2)
      followSeq(state, seq, now + hourMs + seq, now + hourMs, true);
    expect(state.gaps.length).toBeLessThanOrEqual(32);
  });
});
