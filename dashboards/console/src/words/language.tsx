// The language that the page speaks, kept in the browser.
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { Label, Language } from '../../../../core/label.ts';
import { usePreference } from '../app/use-preference.ts';
import { browserLanguage, languagePreference, languages, languageTags } from './page-language.ts';
import { words } from './words.ts';

interface Speech {
  readonly language: Language;
  setLanguage(language: Language): void;
  /** The words of a label in the language of the page. */
  say(label: Label): string;
}

const SpeechContext = createContext<Speech | null>(null);

export function SpeechProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = usePreference(languagePreference, languages, browserLanguage);
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
