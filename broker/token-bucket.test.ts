import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

describe('a token bucket', () => {
  it('gives its burst at once and then its rate', () => {
    const bucket = new TokenBucket(2, 5, 0);
    const take = (nowMs: number) => {
      let taken = 0;
      while (bucket.take(nowMs)) taken += 1;
      return taken;
    };
    expect(take(0)).toBe(5);
    expect(take(499)).toBe(0);
    expect(take(500)).toBe(1);
    expect(take(2_000)).toBe(3);
    expect(take(1_000_000)).toBe(5);
  });

  it('says how long to wait for a token', () => {
    const bucket = new TokenBucket(2, 1, 0);
    bucket.take(0);
    const waitMs = bucket.waitMs(1);
    expect(bucket.take(waitMs - 1)).toBe(false);
    expect(bucket.take(waitMs)).toBe(true);
    expect(bucket.waitMs(5_000)).toBe(5_000);
  });

  it('is full again when the burst has flowed in', () => {
    const bucket = new TokenBucket(10, 10, 0);
    expect(bucket.isFull(0)).toBe(true);
    bucket.take(0);
    expect(bucket.isFull(99)).toBe(false);
    expect(bucket.isFull(100)).toBe(true);
  });
});
