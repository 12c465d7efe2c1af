// Ways to be led to a case. Nothing is asked of a map company until a person taps.
import type { CaseAnswer } from '../api-client/answers.ts';
import { useSpeech } from '../words/language.tsx';
import { crewWords } from './crew-words.ts';
import { navigationLinks } from './way-there.ts';

export function NavigationLinks({ subject }: { readonly subject: CaseAnswer }) {
  const { language, say } = useSpeech();
  const { lon, lat } = subject;
  if (lon === null || lat === null) return null;
  const links = navigationLinks({ lon, lat }, subject.titles[language]);
  return (
    <details className="crew-navigate">
      <summary className="crew-button">{say(crewWords.navigate)}</summary>
      <div>
        <a className="crew-button" href={links.amap} target="_blank" rel="noreferrer">
          {say(crewWords.amap)}
        </a>
        <a className="crew-button" href={links.baidu} target="_blank" rel="noreferrer">
          {say(crewWords.baidu)}
        </a>
        <a className="crew-button" href={links.geo}>
          {say(crewWords.otherMap)}
        </a>
      </div>
    </details>
  );
}
