// The words and photos of one action.
import { type FormEvent, useState } from 'react';
import { useSpeech } from '../words/language.tsx';
import { crewActionHints, crewActionWords, crewWords } from './crew-words.ts';
import type { CrewAction } from './pending-action.ts';
import { PhotoPicker } from './photo-picker.tsx';

interface ActionFormProps {
  readonly action: CrewAction;
  onCancel(): void;
  onSubmit(action: CrewAction, words: string, photos: readonly Blob[]): void;
}

const mostCharacters = 1_800;

export function ActionForm({ action, onCancel, onSubmit }: ActionFormProps) {
  const { say } = useSpeech();
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<readonly Blob[]>([]);
  const [isMissing, setMissing] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === '') return setMissing(true);
    onSubmit(action, text.trim(), photos);
  }

  return (
    <form className="crew-form crew-action-form" onSubmit={submit} aria-label={say(crewActionWords[action])}>
      <label htmlFor="action-words">{say(crewActionHints[action])}</label>
      <textarea
        id="action-words"
        rows={3}
        maxLength={mostCharacters}
        aria-invalid={isMissing}
        aria-describedby="action-words-fault"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setMissing(false);
        }}
      />
      <div id="action-words-fault" role="alert">
        {isMissing && <p className="crew-fault">{say(crewWords.wordsNeeded)}</p>}
      </div>
      <PhotoPicker photos={photos} onChange={setPhotos} />
      <div className="crew-form-buttons">
        <button type="button" className="crew-button" onClick={onCancel}>
          {say(crewWords.cancel)}
        </button>
        <button type="submit" className="crew-button is-primary">
          {say(crewActionWords[action])}
        </button>
      </div>
    </form>
  );
}
