// Which language a dashboard speaks. Every board is written once and made in both.
import type { Label, Language } from '../../../core/label.ts';

/** Picks the words of the language that is being made. */
export type Say = (label: Label) => string;

export const languages = ['zh', 'en'] as const satisfies readonly Language[];

export function speaker(language: Language): Say {
  return (label) => label[language];
}
