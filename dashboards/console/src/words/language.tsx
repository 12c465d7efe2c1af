// The language that the page speaks, kept in the browser.
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { Label, Language } from '../../../../core/label.ts';
import { usePreference } from '../app/use-preference.ts';
import { words } from './words.ts';

const languages = ['zh', 'en'] as const satisfies readonly Language[];
const languageTags = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>;

interface Speech {
  readonly language: Language;
  setLanguage(language: Language): void;
  /** The words of a label in the language of the page. */
  say(label: Label): string;
}

const SpeechContext = createContext<Speech | null>(null);

function browserLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

export function SpeechProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = usePreference('language', languages, browserLanguage);
  const speech = useMemo<Speech>(
    () => ({ language, setLanguage, say: (label) => label[language] }),
    [language, setLanguage],
  );
  useEffect(() => {
    document.documentElement.lang = languageTags[language];
    document.title = words.productName[language];
  }, [language]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error('useSpeech is used inside SpeechProvider');
  return speech;
}
