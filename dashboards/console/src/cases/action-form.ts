// What each action on a case asks of the person who takes it.
import type { CaseAction } from '../../../../core/case.ts';

export interface ActionForm {
  /** Where the person's words go, and whether the hub wants any. */
  readonly words: 'reason' | 'note';
  readonly needsWords: boolean;
  readonly asks?: 'unit' | 'until';
  readonly takesPhotos?: true;
  /** Ends the case or takes it from somebody. */
  readonly isGrave?: true;
}

export const actionForms = {
  file: { words: 'note', needsWords: false },
  not_file: { words: 'reason', needsWords: true, isGrave: true },
  dispatch: { words: 'reason', needsWords: false, asks: 'unit' },
  accept: { words: 'note', needsWords: false },
  return: { words: 'reason', needsWords: true },
  extend: { words: 'reason', needsWords: true },
  approve_extension: { words: 'note', needsWords: false },
  refuse_extension: { words: 'note', needsWords: false },
  suspend: { words: 'reason', needsWords: true, asks: 'until' },
  resume: { words: 'note', needsWords: false },
  handle: { words: 'note', needsWords: true, takesPhotos: true },
  verify: { words: 'note', needsWords: false },
  rework: { words: 'reason', needsWords: true, takesPhotos: true },
  cancel: { words: 'reason', needsWords: true, isGrave: true },
  reopen: { words: 'reason', needsWords: true },
  comment: { words: 'note', needsWords: true, takesPhotos: true },
} as const satisfies Record<CaseAction, ActionForm>;

export interface ActionValues {
  readonly words?: string;
  readonly unit?: string;
  /** By the site's clock, as the input writes it. */
  readonly until?: string;
  readonly photos?: readonly string[];
}

/** Fields of the API by the form's; where it refuses one, the form shows why beside it. */
export const formFields: Readonly<Record<string, keyof ActionValues>> = {
  reason: 'words',
  note: 'words',
  unit_id: 'unit',
  until: 'until',
  photos: 'photos',
};

/** Actions that make sense for several cases at once, in the order of the menu. */
export const actionsForSeveral = [
  'file',
  'accept',
  'dispatch',
  'verify',
  'approve_extension',
  'refuse_extension',
  'comment',
] as const satisfies readonly CaseAction[];
