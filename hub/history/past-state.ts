// The fold's state as it was at any moment that is kept: the nearest stored state before it and the records from
// there on, through the same fold that decided then. Bounded in time; the last state rebuilt is gone on from.
import { SluiceError } from '../../core/error.ts';
import type { JournalHistory } from '../../core/journal.ts';
import { type EpochMs, formatInstant, secondMs } from '../../core/time.ts';
import { CodecSandbox } from '../codecs/codec-sandbox.ts';
import { Fold } from '../fold/fold.ts';

export interface PastStateOptions {
  /** How long one rebuilding may take, ms; `null` does not ask. */
  readonly budgetMs: number | null;
  /** Called now and then with the position reached. */
  readonly onProgress?: (position: number) => void;
}

export interface PastState {
  readonly fold: Fold;
  /** Of the last record applied. */
  readonly position: number;
  readonly at: EpochMs;
}

/** Records whose effects gather before they are forgotten, and the clock is looked at. */
const stride = 1_000;

/** From a state this many records back it is quicker to go on than to read a stored one. */
const goOnRecords = 100_000;

/** Rebuilds past states of one journal, one after another. */
export class PastStates {
  readonly #history: JournalHistory;
  readonly #options: PastStateOptions;
  #last: PastState | null = null;

  constructor(history: JournalHistory, options: PastStateOptions) {
    this.#history = history;
    this.#options = options;
  }

  /**
   * The state after every record received until `at`. It is this object's: look at it before the next call. Throws a
   * `SluiceError`: `beyond_retention` where that is not kept, `too_much_to_rebuild` where the time is not enough.
   */
  at(at: EpochMs): PastState {
    const from = this.#begin(at);
    // If the way is cut short, what was reached is no state of a known moment.
    this.#last = null;
    const { budgetMs, onProgress } = this.#options;
    const endsAt = budgetMs === null ? Number.POSITIVE_INFINITY : performance.now() + budgetMs;
    let position = from.position;
    let records = 0;
    for (const next of this.#history.records(from.position)) {
      if (next.record.receivedAt > at) break;
      from.fold.apply(next.position, next.record);
      position = next.position;
      records += 1;
      if (records % stride !== 0) continue;
      from.fold.takeEffects();
      onProgress?.(position);
      if (performance.now() > endsAt) throw tooMuch(at, records, budgetMs ?? 0);
    }
    from.fold.takeEffects();
    this.#last = { fold: from.fold, position, at };
    return this.#last;
  }

  #begin(at: EpochMs): Pick<PastState, 'fold' | 'position'> {
    const stored = this.#history.nearestStateAt(at);
    if (stored === null) throw this.#beyond(at);
    const last = this.#last;
    if (last !== null && last.at <= at && stored.position - last.position < goOnRecords) return last;
    const state = this.#history.stateAt(at);
    if (state === null) throw this.#beyond(at);
    const fold = new Fold(new CodecSandbox());
    fold.restore(state.rows);
    fold.tellsChanges = false;
    return { fold, position: state.position };
  }

  #beyond(at: EpochMs): SluiceError {
    const oldestAt = this.#history.oldestAt();
    const begin =
      oldestAt === null
        ? { zh: '还没有保存任何记录', en: 'nothing is kept yet' }
        : {
            zh: `记录从 ${formatInstant(oldestAt)} 开始`,
            en: `the past begins at ${formatInstant(oldestAt)}`,
          };
    const message = {
      zh: `${formatInstant(at)} 的状态没有保存：${begin.zh}`,
      en: `what was at ${formatInstant(at)} is not kept: ${begin.en}`,
    };
    return new SluiceError(message, {
      code: 'beyond_retention',
      hint: {
        zh: '请查询更晚的时刻；记录保存多久由 SLUICE_RETENTION 决定',
        en: 'ask for a later moment; SLUICE_RETENTION says how long records are kept',
      },
    });
  }
}

function tooMuch(at: EpochMs, records: number, budgetMs: number): SluiceError {
  const seconds = budgetMs / secondMs;
  const message = {
    zh: `${formatInstant(at)} 的状态距最近的存档超过 ${records} 条记录，无法在 ${seconds} 秒内重建`,
    en:
      `the state at ${formatInstant(at)} lies over ${records} records after the nearest stored one, ` +
      `more than can be rebuilt in ${seconds} s`,
  };
  return new SluiceError(message, {
    code: 'too_much_to_rebuild',
    hint: {
      zh: '请查询当天（UTC）更早的时刻，或现在',
      en: 'ask for a moment earlier on that day (UTC), or for now',
    },
  });
}
