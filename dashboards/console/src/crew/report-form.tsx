// The form of one report: what is wrong, where, a sentence and photos.
import { type FormEvent, useEffect, useState } from 'react';
import { useSpeech } from '../words/language.tsx';
import { crewWords } from './crew-words.ts';
import { PhotoPicker } from './photo-picker.tsx';
import type { ReportDraft } from './report-draft.ts';
import { KindField } from './report-kind-field.tsx';
import { categoryAt, conditionsOf, type ReportKinds, subclassAt } from './report-kinds.ts';
import { PlaceField } from './report-place-field.tsx';
import { placedWords, reportWords } from './report-words.ts';
import { useDesk } from './use-crew.tsx';

interface ReportFormProps {
  readonly kinds: ReportKinds;
  readonly initial: ReportDraft;
  onRecorded(): void;
}

const mostCharacters = 1_800;
/** A draft is kept once nothing was changed for so long. */
const keepMs = 300;

export function ReportForm({ kinds, initial, onRecorded }: ReportFormProps) {
  const { language, say } = useSpeech();
  const desk = useDesk();
  const [draft, setDraft] = useState(initial);
  const [state, setState] = useState<'writing' | 'missing' | 'keeping' | 'failed'>('writing');
  const { chosen, place } = draft;
  const point = place !== null && 'id' in place ? place : null;
  const category = chosen === null ? null : categoryAt(chosen, point, kinds);
  const conditions = category === null ? null : conditionsOf(category, kinds);

  useEffect(() => {
    const timer = setTimeout(() => void desk.keepDraft(draft), keepMs);
    return () => clearTimeout(timer);
  }, [desk, draft]);

  function change(changes: Partial<ReportDraft>) {
    setDraft((before) => ({ ...before, ...changes }));
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (category === null || conditions === null || place === null) {
      event.currentTarget.scrollIntoView();
      return setState('missing');
    }
    const { condition, words, photos } = draft;
    const isListed = condition !== null && Object.hasOwn(conditions.all, condition);
    const named = isListed ? condition : conditions.usual;
    const what = conditions.all[named]?.title ?? { zh: category, en: category };
    const titles = point === null ? what : placedWords(what, point.name);
    const report = { category, condition: named, titles, title: titles[language], place };
    setState('keeping');
    await desk.report({ ...report, words: words.trim(), photos }).then(onRecorded, () => setState('failed'));
  }

  return (
    <form className="crew-form crew-report" onSubmit={submit} aria-label={say(reportWords.section)}>
      <KindField
        kinds={kinds}
        chosen={chosen}
        conditions={conditions}
        condition={draft.condition}
        isSubclassKnown={chosen !== null && subclassAt(chosen, point, kinds) !== null}
        onChoose={(code) => change({ chosen: code })}
        onCondition={(condition) => change({ condition })}
      />
      <div role="alert">
        {state === 'missing' && conditions === null && (
          <p className="crew-fault">{say(reportWords.kindNeeded)}</p>
        )}
      </div>
      <PlaceField place={place} onChange={(chosenPlace) => change({ place: chosenPlace })} />
      <div role="alert">
        {state === 'missing' && place === null && (
          <p className="crew-fault">{say(reportWords.placeNeeded)}</p>
        )}
      </div>
      <label htmlFor="report-words">{say(reportWords.words)}</label>
      <textarea
        id="report-words"
        rows={2}
        maxLength={mostCharacters}
        value={draft.words}
        onChange={(event) => change({ words: event.target.value })}
      />
      <fieldset>
        <legend>{say(crewWords.photos)}</legend>
        <PhotoPicker photos={draft.photos} onChange={(photos) => change({ photos })} />
      </fieldset>
      <div role="alert">{state === 'failed' && <p className="crew-fault">{say(reportWords.notKept)}</p>}</div>
      <button type="submit" className="crew-button is-primary" disabled={state === 'keeping'}>
        {say(reportWords.send)}
      </button>
    </form>
  );
}
