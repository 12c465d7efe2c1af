// Knows the same LoRaWAN frame again: by the network server's own mark, or by session, frame counter and bytes where
// a gateway brought a copy too late for the network server to see that it is one.
import { type EpochMs, minuteMs } from '../core/time.ts';
import type { Uplink } from './decoded.ts';
import type { ClockState } from './device-clock.ts';
import { digestOfText } from './report-digest.ts';
import { restartSeq } from './seq-gaps.ts';

/** Frames that are remembered of a device. */
const framesMax = 8;

/** A copy comes this soon; the same counter and bytes later are those of a device that started again. */
const copyMaxMs = 5 * minuteMs;

interface Frame {
  /** Digest of the network server's mark; `null` where it gave none. */
  readonly mark: number | null;
  /** Digest of session, counter and bytes. */
  readonly content: number;
  readonly at: EpochMs;
}

/** Plain JSON, changed in place. */
export interface FrameMemory {
  /** Digest of the session that counts now; `null` before the first frame. */
  session: number | null;
  /** Oldest first. */
  readonly recent: Frame[];
}

export function initialFrames(): FrameMemory {
  return { session: null, recent: [] };
}

export function isDouble(memory: FrameMemory, uplink: Uplink, receivedAt: EpochMs): boolean {
  if (memory.recent.length === 0) return false;
  const { mark, content, at } = frameOf(uplink, receivedAt);
  return memory.recent.some(
    (known) =>
      (mark !== null && known.mark === mark) ||
      (known.content === content && Math.abs(at - known.at) <= copyMaxMs),
  );
}

/**
 * Remembers a frame that is none of those. Gives the number by which it counts as the device's next, or `null`
 * where it comes from a session that has ended.
 */
export function noteFrame(
  memory: FrameMemory,
  clock: ClockState,
  uplink: Uplink,
  receivedAt: EpochMs,
): number | null {
  memory.recent.push(frameOf(uplink, receivedAt));
  if (memory.recent.length > framesMax) memory.recent.shift();
  const session = digestOfText(uplink.session);
  if (session === memory.session) return uplink.frameCounter;
  if (uplink.at !== null && clock.newestAt !== null && uplink.at < clock.newestAt) return null;
  if (memory.session !== null) restartSeq(clock.seq, receivedAt);
  memory.session = session;
  return uplink.frameCounter;
}

function frameOf(uplink: Uplink, receivedAt: EpochMs): Frame {
  const { deduplicationId, session, frameCounter, bytes, at } = uplink;
  return {
    mark: deduplicationId === null ? null : digestOfText(deduplicationId),
    content: digestOfText(`${session} ${frameCounter} ${bytes.join(' ')}`),
    at: at ?? receivedAt,
  };
}
