// What a device's `seq` tells: numbers left out, those of them that came after all, and whether the device goes on
// counting or only repeats itself. It counts up and may restart at any time.
import { type EpochMs, minuteMs } from '../core/time.ts';

/** Gaps that are remembered; a number of an older one that comes late stays counted as left out. */
const gapsMax = 32;

/** First numbers since a restart that are remembered with their instants. */
const firstsMax = 4;

/** Further above the last number than this is a straggler from before a restart where its instant says so too. */
const stepMax = 16;

/** How far ahead of the hub the clock may have been that gave a straggler its instant. */
const aheadMaxMs = 5 * minuteMs;

export interface SeqState {
  /** Highest since the last restart; `null` before the first. */
  last: number | null;
  /** Whether it was ever seen to go up, as one that counts does. */
  counts: boolean;
  /** When the first report after the last restart was received; `null` where none was seen. */
  restartedAt: EpochMs | null;
  /** The first numbers since the restart, with the instants that the device gave them. */
  readonly firsts: [seq: number, ts: EpochMs][];
  /** Numbers left out, as first and last of each gap, oldest first. */
  readonly gaps: [first: number, last: number][];
}

export interface SeqStep {
  /** A number that the device had not sent before: one above the last, or the first after a restart. */
  readonly goesOn: boolean;
  /** Numbers left out before it. */
  readonly missing: number;
  /** Whether it was counted as left out. */
  readonly fillsGap: boolean;
}

const nothing: SeqStep = { goesOn: false, missing: 0, fillsGap: false };

export function initialSeq(): SeqState {
  return { last: null, counts: false, restartedAt: null, firsts: [], gaps: [] };
}

/**
 * Takes in a `seq`. `ts` is the device's own instant, `null` where it gave none that can be believed; `isLive` says
 * that the report is no older than any other of the device: a lower number is a restart then.
 */
export function followSeq(
  state: SeqState,
  seq: number | null,
  ts: EpochMs | null,
  receivedAt: EpochMs,
  isLive: boolean,
): SeqStep {
  const { last } = state;
  if (seq === null || seq === last) return nothing;
  if (last !== null && seq > last) {
    const isStraggler = !isLive && seq > last + stepMax && isFromBeforeRestart(state, ts);
    return isStraggler ? nothing : goOn(state, last, seq, ts);
  }
  const restarts = last !== null && (isLive || provesRestart(state, seq, ts));
  // Without an instant of its own it may as well be a number that was left out.
  if (last !== null && (!restarts || ts === null) && takeFromGap(state.gaps, seq)) {
    return { goesOn: false, missing: 0, fillsGap: true };
  }
  if (last !== null && !restarts) return nothing;
  if (restarts) restartSeq(state, receivedAt);
  state.last = seq;
  noteFirst(state, seq, ts);
  return { goesOn: restarts, missing: 0, fillsGap: false };
}

/** The device said that it counts from 0 again: its next number, whatever it is, leaves none out. */
export function restartSeq(state: SeqState, receivedAt: EpochMs): void {
  state.last = null;
  state.restartedAt = receivedAt;
  state.gaps.length = 0;
  state.firsts.length = 0;
}

function goOn(state: SeqState, last: number, seq: number, ts: EpochMs | null): SeqStep {
  const missing = seq - last - 1;
  if (missing > 0) state.gaps.push([last + 1, seq - 1]);
  if (state.gaps.length > gapsMax) state.gaps.shift();
  state.last = seq;
  state.counts = true;
  noteFirst(state, seq, ts);
  return { goesOn: true, missing, fillsGap: false };
}

function isFromBeforeRestart({ restartedAt }: SeqState, ts: EpochMs | null): boolean {
  return ts !== null && restartedAt !== null && ts <= restartedAt + aheadMaxMs;
}

/** A device that only repeats itself never gives a later instant to a number as low as one that it sent before. */
function provesRestart(state: SeqState, seq: number, ts: EpochMs | null): boolean {
  return ts !== null && state.firsts.some(([first, firstTs]) => seq <= first && ts > firstTs);
}

/** Only what rises in both proves anything. */
function noteFirst({ firsts }: SeqState, seq: number, ts: EpochMs | null): void {
  if (ts === null || firsts.length >= firstsMax) return;
  const [, before] = firsts.at(-1) ?? [];
  if (before === undefined || ts > before) firsts.push([seq, ts]);
}

function takeFromGap(gaps: SeqState['gaps'], seq: number): boolean {
  const index = gaps.findIndex(([first, last]) => first <= seq && seq <= last);
  const gap = gaps[index];
  if (gap === undefined) return false;
  const [first, last] = gap;
  const left: SeqState['gaps'] = [];
  if (first < seq) left.push([first, seq - 1]);
  if (seq < last) left.push([seq + 1, last]);
  gaps.splice(index, 1, ...left);
  if (gaps.length > gapsMax) gaps.shift();
  return true;
}
