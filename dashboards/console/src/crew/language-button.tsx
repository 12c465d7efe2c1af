// The other language, in its own words.
import { useSpeech } from '../words/language.tsx';

const others = { zh: { language: 'en', name: 'English' }, en: { language: 'zh', name: '中文' } } as const;

export function LanguageButton() {
  const { language, setLanguage } = useSpeech();
  const other = others[language];
  return (
    <button
      type="button"
      className="crew-button is-small"
      lang={other.language}
      onClick={() => setLanguage(other.language)}
    >
      {other.name}
    </button>
  );
}
