// What an entry of a case's timeline says to its reader. The hub's own notes stand in both languages, the halves
// parted by a stroke; what people said stands as they said it.
import type { Label, Language } from '../../../../core/label.ts';
import type { CaseAnswer } from '../api-client/answers.ts';
import { caseWords, entryWords } from '../words/case-words.ts';

export type TimelineEntry = CaseAnswer['timeline'][number];

/** Who signs what the hub does by itself. */
const ownNames: Readonly<Record<string, Label>> = { rules: caseWords.alarmRules, clock: caseWords.hubClock };
/** Entries whose note begins with the hub's own words, whoever did it. */
const ownNotes: ReadonlySet<string> = new Set(['receipt', 'dispatch', 'report', 'merge']);

export function isByHub({ by }: TimelineEntry): boolean {
  return Object.hasOwn(ownNames, by);
}

export function entryTitle({ action }: TimelineEntry): Label {
  return entryWords[action] ?? { zh: action, en: action };
}

/** `zh / en; what the person added`: the reader's half and what was added. */
export function noteWords(entry: TimelineEntry, language: Language): string {
  const { note, action } = entry;
  const stroke = note.indexOf(' / ');
  if (stroke === -1 || !(isByHub(entry) || ownNotes.has(action))) return note;
  const zh = note.slice(0, stroke);
  const [en = '', ...added] = note.slice(stroke + 3).split('; ');
  return [language === 'zh' ? zh : en, ...added].join('; ');
}

/** `drainage/wang`: a person who opened a notice by its link, with the unit that they stand for. */
export function entryBy({ by }: TimelineEntry, unitName: (id: string) => string | undefined): Label {
  const own = ownNames[by];
  if (own !== undefined) return own;
  const [first = '', person] = by.split('/');
  const unit = unitName(first);
  if (unit === undefined) return { zh: by, en: by };
  const name = person === undefined ? unit : `${person} (${unit})`;
  return { zh: name, en: name };
}
