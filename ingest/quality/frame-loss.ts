// How many of a device's numbered messages arrive. A network that loses most of them is a fault of its own: what
// does arrive is as true as ever.
import type { DepthFilterSettings } from './depth-settings.ts';

export interface FrameLoss {
  /** Share that is lost, 0 to 1, over about `frameMemory` numbers. */
  share: number;
  /** Numbers seen or missed so far, up to `frameMemory`. */
  frames: number;
  lossy: boolean;
}

export function initialFrameLoss(): FrameLoss {
  return { share: 0, frames: 0, lossy: false };
}

/** Takes in a message before which `missing` were left out, or that fills such a gap. Changes `loss` in place. */
export function noteFrames(
  loss: FrameLoss,
  missing: number,
  fillsGap: boolean,
  settings: DepthFilterSettings,
): void {
  const frames = missing + 1;
  loss.frames = Math.min(settings.frameMemory, loss.frames + frames);
  if (fillsGap) {
    loss.share = Math.max(0, loss.share - 1 / loss.frames);
  } else {
    loss.share += (missing / frames - loss.share) * Math.min(1, frames / loss.frames);
  }
  if (loss.lossy) loss.lossy = loss.share > settings.wellFrameLoss;
  else loss.lossy = loss.frames >= settings.frameMemory && loss.share >= settings.faultyFrameLoss;
}
