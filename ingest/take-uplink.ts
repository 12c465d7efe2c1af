// An uplink into the state of its device: a copy of a frame that was taken before gives nothing, its counter is
// followed, and earlier values that it brings keep their own times.
import type { Rejection } from '../core/result.ts';
import type { CodecGuard } from './codec-guard.ts';
import type { Report, Uplink } from './decoded.ts';
import { disbelief } from './device-clock.ts';
import type { Gathering } from './report-values.ts';
import { initialFrames, isDouble, noteFrame } from './uplink-doubles.ts';
import { readUplink } from './uplink-reports.ts';

/** What an uplink reports; what of it cannot be used is added to the rejections. `maxAgeMs`: `null` believes any age. */
export function takeUplink(
  gathering: Gathering,
  uplink: Uplink,
  codecs: CodecGuard,
  maxAgeMs: number | null,
): readonly Report[] {
  const { profile, state, receivedAt, rejections } = gathering;
  const read = readUplink(uplink, profile, codecs, receivedAt);
  rejections.push(...read.rejections);
  state.frames ??= initialFrames();
  if (isDouble(state.frames, uplink, receivedAt)) {
    gathering.duplicateReadings += read.reports.reduce((sum, { values }) => sum + values.length, 0);
    return [];
  }
  // What could not be read at all is to be tried again after the mend.
  if (read.reports.length === 0 && read.rejections.length > 0) return [];
  const seq = noteFrame(state.frames, state.clock, uplink, receivedAt);
  const [own, ...history] = read.reports;
  if (own === undefined) return [];
  const ownAt = own.ts ?? receivedAt;
  // An earlier value whose time cannot be is no value of now: were it taken at the receipt, it could raise an alarm.
  const earlier = history.filter(({ ts }) => {
    const isEarlier = ts !== null && ts < ownAt && disbelief(ts, receivedAt, maxAgeMs) === 0;
    if (!isEarlier) rejections.push(badHistory);
    return isEarlier;
  });
  return [{ ...own, seq }, ...earlier];
}

const badHistory: Rejection = {
  reason: 'bad_history',
  detail: {
    zh: '历史值的时间晚于所在帧，或早于可信的期限',
    en: 'an earlier value is said to be later than its frame, or older than any that is believed',
  },
};
