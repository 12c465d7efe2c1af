// The fold's state from what the journal keeps: a stored state and the records after it, whose effects are
// committed already and are not repeated.
import type { Journal, StoredState } from '../../core/journal.ts';
import { CodecSandbox } from '../codecs/codec-sandbox.ts';
import { Fold } from '../fold/fold.ts';

/** Records whose effects gather before they are forgotten. */
const forgetEvery = 1_000;

export interface Recovered {
  readonly fold: Fold;
  /** Records applied after the stored state. */
  readonly records: number;
}

/** `onProgress` is called now and then with the position reached. */
export function recover(
  journal: Pick<Journal, 'records'>,
  from: StoredState,
  onProgress: (position: number) => void = () => {},
): Recovered {
  const fold = new Fold(new CodecSandbox());
  fold.restore(from.rows);
  // They are as stored already; only what changes from here on is new to the next snapshot.
  fold.takeDirty();
  fold.tellsChanges = false;
  let records = 0;
  for (const { position, record } of journal.records(from.position)) {
    fold.apply(position, record);
    records += 1;
    if (records % forgetEvery !== 0) continue;
    fold.takeEffects();
    onProgress(position);
  }
  fold.takeEffects();
  fold.tellsChanges = true;
  return { fold, records };
}
