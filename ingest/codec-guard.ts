// Codecs as the intake runs them: one that goes beyond its bounds again and again is left out for a while, so that
// its devices cannot take the time of all others. Their uplinks wait in quarantine.
import type { CodecFrame, CodecRunner } from '../core/codec-runner.ts';
import { fail, type Result } from '../core/result.ts';
import { Table } from '../core/table.ts';
import { type EpochMs, formatInstant, minuteMs } from '../core/time.ts';
import type { JsonObject } from './payload.ts';

/** Frames in a row that a codec may fail on beyond its bounds. */
const strikesMax = 5;

const restMs = 10 * minuteMs;

interface Strikes {
  readonly inRow: number;
  readonly restsUntil: EpochMs | null;
}

export class CodecGuard {
  /** By profile; only those with a failure since they last worked. */
  readonly strikes = new Table<Strikes>('codec_strikes');
  readonly #codecs: CodecRunner;

  constructor(codecs: CodecRunner) {
    this.#codecs = codecs;
  }

  /** The fields of a frame, as `CodecRunner` gives them; `codec_resting` while the codec is left out. */
  decode(profileId: string, source: string, frame: CodecFrame, now: EpochMs): Result<JsonObject> {
    const before = this.strikes.get(profileId);
    if (before?.restsUntil != null && now < before.restsUntil)
      return fail(resting(profileId, before.restsUntil));
    const decoded = this.#codecs.decode(source, frame);
    if (decoded.ok || decoded.error.reason !== 'codec_unbounded') {
      if (before !== undefined) this.strikes.delete(profileId);
      return decoded;
    }
    const inRow = (before?.restsUntil == null ? (before?.inRow ?? 0) : 0) + 1;
    this.strikes.set(profileId, { inRow, restsUntil: inRow < strikesMax ? null : now + restMs });
    return decoded;
  }

  /** The profile has another codec now. */
  forget(profileId: string): void {
    this.strikes.delete(profileId);
  }
}

function resting(profileId: string, until: EpochMs) {
  const at = formatInstant(until);
  const detail = {
    zh: `型号 ${profileId} 的解码器连续 ${strikesMax} 次超出限度，暂停到 ${at}；请修正后重试隔离报文`,
    en:
      `the codec of profile ${profileId} went beyond its bounds ${strikesMax} times in a row and rests until ` +
      `${at}; mend it and retry the quarantine`,
  };
  return { reason: 'codec_resting', detail };
}
