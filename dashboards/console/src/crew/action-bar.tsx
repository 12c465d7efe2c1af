// What the crew may do, as large buttons at the lower edge, the likely ones first; the chosen one opens its form.
import { useState } from 'react';
import type { CaseAnswer } from '../api-client/answers.ts';
import { useSpeech } from '../words/language.tsx';
import { ActionForm } from './action-form.tsx';
import { crewActionWords, crewWords } from './crew-words.ts';
import type { CrewAction } from './pending-action.ts';
import { useDesk } from './use-crew.tsx';

interface ActionBarProps {
  readonly subject: CaseAnswer;
  readonly allowed: readonly CrewAction[];
}

export function ActionBar({ subject, allowed }: ActionBarProps) {
  const { say } = useSpeech();
  const desk = useDesk();
  const [chosen, setChosen] = useState<CrewAction | null>(null);

  function act(action: CrewAction, words: string, photos: readonly Blob[]) {
    setChosen(null);
    void desk.act({ caseId: subject.id, caseTitles: subject.titles, action, words, photos });
  }

  if (allowed.length === 0) return null;
  if (chosen !== null && allowed.includes(chosen)) {
    return <ActionForm key={chosen} action={chosen} onCancel={() => setChosen(null)} onSubmit={act} />;
  }
  const [first, second, ...more] = allowed;
  const button = (action: CrewAction, look = '') => (
    <button
      key={action}
      type="button"
      className={`crew-button ${look}`}
      // Taking a case on needs no words: one tap.
      onClick={() => (action === 'accept' ? act(action, '', []) : setChosen(action))}
    >
      {say(crewActionWords[action])}
    </button>
  );
  return (
    <div className="crew-actions">
      {more.length > 0 && (
        <details>
          <summary className="crew-button is-small">{say(crewWords.more)}</summary>
          <div className="crew-form-buttons">{more.map((action) => button(action))}</div>
        </details>
      )}
      <div className="crew-form-buttons">
        {first !== undefined && button(first, 'is-primary')}
        {second !== undefined && button(second)}
      </div>
    </div>
  );
}
