import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultDepthFilter } from './depth-settings.ts';
import { initialFrameLoss, noteFrames } from './frame-loss.ts';

/** A device of which `lost` of `of` numbers do not arrive, for `messages` that do. */
function lossy(lost: number, messages: number, loss = initialFrameLoss()) {
  for (let n = 0; n < messages; n += 1) noteFrames(loss, lost, false, defaultDepthFilter);
  return loss;
}

it('a device that loses nine of ten is faulty, one that loses a third is not', () => {
  expect(lossy(9, 49).lossy).toBe(false);
  expect(lossy(9, 60)).toMatchObject({ lossy: true, share: 0.9 });
  expect(lossy(1, 2_000).lossy).toBe(false);
});

it('is well again only when half of them arrive: the claim does not flutter', () => {
  const loss = lossy(9, 100);
  expect(lossy(2, 2_000, loss).lossy).toBe(true);
  expect(lossy(0, 400, loss).lossy).toBe(false);
});

it('a gap that is filled later was no loss', () => {
  const loss = initialFrameLoss();
  for (let n = 0; n < 200; n += 1) {
    noteFrames(loss, 9, false, defaultDepthFilter);
    for (let filled = 0; filled < 9; filled += 1) noteFrames(loss, 0, true, defaultDepthFilter);
  }
  expect(loss.share).toBeLessThan(0.6);
  expect(loss.lossy).toBe(false);
});

it('the share stays between 0 and 1 whatever arrives', () => {
  const step = fc.tuple(fc.nat({ max: 100_000 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const loss = initialFrameLoss();
      for (const [missing, fills] of steps) {
        noteFrames(loss, fills ? 0 : missing, fills, defaultDepthFilter);
        expect(loss.share).toBeGreaterThanOrEqual(0);
        expect(loss.share).toBeLessThanOrEqual(1);
      }
    }),
  );
});
