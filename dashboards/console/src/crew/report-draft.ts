// A report that is being written. It is kept as it grows: a phone may end the page while its camera is open.
import type { PendingReport } from './pending-report.ts';

export interface ReportDraft {
  /** Code of the category or class that was chosen. */
  readonly chosen: string | null;
  readonly condition: string | null;
  readonly place: PendingReport['place'] | null;
  readonly words: string;
  readonly photos: readonly Blob[];
}

export const emptyDraft: ReportDraft = { chosen: null, condition: null, place: null, words: '', photos: [] };

/** A report that the hub refused, to be written anew. */
export function draftOf({ category, condition, place, words, photos }: PendingReport): ReportDraft {
  return { chosen: category, condition, place, words, photos };
}

export function isEmptyDraft({ chosen, place, words, photos }: ReportDraft): boolean {
  return chosen === null && place === null && words === '' && photos.length === 0;
}
