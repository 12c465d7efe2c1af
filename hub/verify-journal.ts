// Whether the journal explains the state: alarms, cases and the fold's own snapshot, rebuilt from the oldest state
// that is kept, against what is stored.
import { alarmJson } from '../core/alarm.ts';
import { caseJson } from '../core/case.ts';
import type { Journal } from '../core/journal.ts';
import { CodecSandbox } from './codecs/codec-sandbox.ts';
import { recover } from './engine/recover.ts';
import { Fold } from './fold/fold.ts';

export interface Verification {
  readonly records: number;
  readonly alarms: number;
  readonly cases: number;
  /** One line each; empty where all agree. */
  readonly differences: readonly string[];
}

const takeEvery = 1_000;

export function verifyJournal(
  journal: Journal,
  onProgress: (position: number) => void = () => {},
): Verification {
  const base = journal.base();
  const fold = new Fold(new CodecSandbox());
  fold.tellsChanges = false;
  fold.restore(base.rows);
  const alarms = new Map<string, string>();
  const cases = new Map<string, string>();
  let records = 0;
  const take = () => {
    const effects = fold.takeEffects();
    for (const [id, alarm] of effects.alarms) alarms.set(id, JSON.stringify(alarmJson(alarm)));
    for (const [id, subject] of effects.cases) cases.set(id, JSON.stringify(caseJson(subject)));
  };
  for (const { position, record } of journal.records(base.position)) {
    fold.apply(position, record);
    records += 1;
    if (records % takeEvery !== 0) continue;
    take();
    onProgress(position);
  }
  take();
  const stored = journal.claims(base.position);
  const differences = [
    ...differencesOf('alarm', alarms, stored.alarms),
    ...differencesOf('case', cases, stored.cases),
    ...stateDifferences(journal, fold),
  ];
  return { records, alarms: alarms.size, cases: cases.size, differences };
}

function differencesOf(
  kind: string,
  replayed: ReadonlyMap<string, string>,
  stored: ReadonlyMap<string, string>,
): string[] {
  const lines: string[] = [];
  for (const [id, body] of replayed) {
    const shown = stored.get(id);
    if (shown === undefined) lines.push(`${kind} ${id} follows from the journal and is not stored`);
    else if (shown !== body && !agrees(shown, body))
      lines.push(`${kind} ${id} is stored as ${shown}, the journal gives ${body}`);
  }
  for (const id of stored.keys()) {
    if (!replayed.has(id)) lines.push(`${kind} ${id} is stored and does not follow from the journal`);
  }
  return lines;
}

/** Whether they differ by nothing but fields that the release which stored the row did not know yet. */
function agrees(stored: string, replayed: string): boolean {
  const [before, now] = [JSON.parse(stored), JSON.parse(replayed)] as Record<string, unknown>[];
  return Object.entries(before ?? {}).every(
    ([key, value]) => JSON.stringify(value) === JSON.stringify(now?.[key]),
  );
}

/** The snapshot and the records after it must lead to where the whole journal leads. */
function stateDifferences(journal: Journal, replayed: Fold): string[] {
  const { fold } = recover(journal, journal.snapshot());
  const known = new Map(replayed.dump().map(({ table, id, body }) => [`${table} ${id}`, body]));
  const lines: string[] = [];
  for (const { table, id, body } of fold.dump()) {
    const key = `${table} ${id}`;
    if (known.get(key) !== body)
      lines.push(`state ${key}: the snapshot leads to ${body}, the journal to ${known.get(key)}`);
    known.delete(key);
  }
  for (const key of known.keys())
    lines.push(`state ${key} follows from the journal and is not in the snapshot`);
  return lines;
}
