// The language of the page, also for what runs beside it: the browser remembers the choice.
import type { Language } from '../../../../core/label.ts';
import { storedChoice } from '../app/use-preference.ts';

export const languages = ['zh', 'en'] as const satisfies readonly Language[];
export const languageTags = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>;
export const languagePreference = 'language';

export function browserLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

/** For the hub, so that it gives its reasons in the language that stands around them. */
export function askedLanguage(): string {
  return languageTags[storedChoice(languagePreference, languages) ?? browserLanguage()];
}
