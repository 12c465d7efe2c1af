// Which instant a report gets: the device's own word, or the time of receipt where its clock cannot be believed.
// A wrong clock never hides a flood; an old report never raises one.
import { qualityFlags } from '../core/reading.ts';
import { type EpochMs, minuteMs } from '../core/time.ts';
import type { Report } from './decoded.ts';
import { digestOf } from './report-digest.ts';
import { followSeq, initialSeq, type SeqState } from './seq-gaps.ts';

/** How far ahead of the hub a device's clock may be. */
const aheadMaxMs = 5 * minuteMs;

/** A clock that has stood still this long is not a report that came twice. */
const stillMinMs = 5 * minuteMs;

/** Live reports in a row behind the newest one, after which the clock, not the report, is taken to be old. */
const behindRunMin = 2;

/** Reports that are remembered to know them again: with a `ts` that was not believed, and with none. */
const disbelievedMax = 1_024;
const untimedMax = 64;

export interface ClockState {
  readonly seq: SeqState;
  /** The newest instant that came from the device's clock or was put in its place. */
  newestAt: EpochMs | null;
  /** The newest `ts` that was believed. */
  believedAt: EpochMs | null;
  /** Reports in a row whose `seq` went on while their `ts` did not. */
  behindRun: number;
  /** Last instant given to a report by time of receipt: two reports never get the same. */
  lastReceiptAt: EpochMs;
  /** Digests of reports whose `ts` was not believed, oldest first. */
  readonly disbelieved: number[];
  /** Digests of reports that came with a `seq` and no `ts`, oldest first. */
  readonly untimed: number[];
}

export function initialClock(): ClockState {
  return {
    seq: initialSeq(),
    newestAt: null,
    believedAt: null,
    behindRun: 0,
    lastReceiptAt: 0,
    disbelieved: [],
    untimed: [],
  };
}

export interface TimedReport {
  readonly measuredAt: EpochMs;
  /** `clock_ahead`, `clock_behind` or none. */
  readonly flags: number;
  /** It was taken at the time of receipt before; nothing of it is new. */
  readonly known: boolean;
  /** Whether its instant is the time of receipt, so that it is evaluated however its own clock stands. */
  readonly atReceipt: boolean;
  /** Numbers left out before it. */
  readonly missing: number;
  /** Whether it is one of the numbers that were counted as left out. */
  readonly fillsGap: boolean;
}

/** `clock_ahead` or `clock_behind` where a `ts` lies further from its receipt than any delay explains, else 0. */
export function disbelief(ts: EpochMs, receivedAt: EpochMs, maxAgeMs: number | null): number {
  if (ts > receivedAt + aheadMaxMs) return qualityFlags.clock_ahead;
  return maxAgeMs !== null && ts < receivedAt - maxAgeMs ? qualityFlags.clock_behind : 0;
}

/**
 * `newestAt` is the instant of the newest evaluated value among the report's metrics, or `null`; `lateOnly` says
 * that every metric of the report has a newer or equal value evaluated already. `maxAgeMs`: `null` believes any age.
 */
export function timeReport(
  state: ClockState,
  report: Report,
  receivedAt: EpochMs,
  maxAgeMs: number | null,
  newestAt: EpochMs | null,
  lateOnly: boolean,
): TimedReport {
  if (isKnown(state, report)) {
    const measuredAt = report.ts ?? receivedAt;
    return { measuredAt, flags: 0, known: true, atReceipt: true, missing: 0, fillsGap: false };
  }
  const { ts } = report;
  // What was believed stays believed: where it lies ahead now, the hub's own clock was set back.
  const wasBelieved = ts !== null && state.believedAt !== null && ts <= state.believedAt;
  const isOld = ts !== null && ts < receivedAt;
  let flags = ts === null || (wasBelieved && !isOld) ? 0 : disbelief(ts, receivedAt, maxAgeMs);
  const isBehind = ts !== null && flags === 0 && isBehindNewest(state, ts, receivedAt, newestAt, lateOnly);
  // A report that came again is as old as the newest one at most: it tells nothing about the clock or a restart.
  const isLive = ts === null || flags !== 0 || state.newestAt === null || ts > state.newestAt;
  const seq = followSeq(state.seq, report.seq, flags === 0 ? ts : null, receivedAt, isLive);
  if (isBehind && seq.goesOn) {
    state.behindRun += 1;
    if (state.behindRun >= behindRunMin) flags = qualityFlags.clock_behind;
  } else if (!isBehind && isLive && ts !== null && flags === 0) {
    state.behindRun = 0;
  }
  const { missing, fillsGap } = seq;
  if (ts !== null && flags === 0) {
    state.newestAt = Math.max(ts, state.newestAt ?? ts);
    state.believedAt = Math.max(ts, state.believedAt ?? ts);
    return { measuredAt: ts, flags, known: false, atReceipt: false, missing, fillsGap };
  }
  const measuredAt = Math.max(receivedAt, state.lastReceiptAt + 1, newestAt === null ? 0 : newestAt + 1);
  state.lastReceiptAt = measuredAt;
  // A report without `ts` says nothing about the device's clock.
  if (ts !== null) state.newestAt = Math.max(measuredAt, state.newestAt ?? measuredAt);
  remember(state, report);
  return { measuredAt, flags, known: false, atReceipt: true, missing, fillsGap };
}

/**
 * Whether a report tells of a time that is past already: before what other reports of the device told of, be it
 * of other metrics, or, a while after, still the very instant of its own last values.
 */
function isBehindNewest(
  state: ClockState,
  ts: EpochMs,
  receivedAt: EpochMs,
  newestAt: EpochMs | null,
  lateOnly: boolean,
): boolean {
  if (state.newestAt !== null && ts < state.newestAt) return true;
  return lateOnly && (ts !== newestAt || receivedAt - ts > stillMinMs);
}

/**
 * Whether it was taken at the time of receipt before. One without `ts` can only be known by a `seq` that counts;
 * equal ones of a `seq` that stands still are new each time.
 */
function isKnown(state: ClockState, report: Report): boolean {
  if (report.ts !== null) {
    return state.disbelieved.length > 0 && state.disbelieved.includes(digestOf(report));
  }
  return state.seq.counts && report.seq !== null && state.untimed.includes(digestOf(report));
}

function remember(state: ClockState, report: Report): void {
  if (report.ts === null && report.seq === null) return;
  const [digests, most] =
    report.ts === null ? [state.untimed, untimedMax] : [state.disbelieved, disbelievedMax];
  digests.push(digestOf(report));
  if (digests.length > most) digests.shift();
}
