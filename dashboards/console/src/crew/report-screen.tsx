// What a crew found in the street: what is wrong, where, a sentence and photos. Recorded on the phone first, so that it
// needs no network.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSpeech } from '../words/language.tsx';
import { crewWords } from './crew-words.ts';
import { OwnReports } from './own-reports.tsx';
import { PhotoPicker } from './photo-picker.tsx';
import { KindField } from './report-kind-field.tsx';
import { categoryAt, conditionsOf, type ReportKinds, subclassAt } from './report-kinds.ts';
import { PlaceField, type ReportPlace } from './report-place-field.tsx';
import { placedWords, reportWords } from './report-words.ts';
import { useCrew, useDesk } from './use-crew.tsx';

const mostCharacters = 1_800;

export function ReportScreen() {
  const { say } = useSpeech();
  const { kinds } = useCrew();
  /** Counts reports, so that each begins with an empty form. */
  const [recorded, setRecorded] = useState(0);
  const own = useRef<HTMLElement>(null);
  useEffect(() => {
    if (recorded > 0) own.current?.scrollIntoView();
  }, [recorded]);
  return (
    <>
      {kinds === undefined ? (
        <p className="crew-empty">{say(reportWords.kindsMissing)}</p>
      ) : (
        <ReportForm key={recorded} kinds={kinds} onRecorded={() => setRecorded(recorded + 1)} />
      )}
      <section ref={own} className="crew-own">
        <h2>{say(reportWords.own)}</h2>
        <div role="status">{recorded > 0 && <p className="crew-notice">{say(reportWords.recorded)}</p>}</div>
        <OwnReports />
      </section>
    </>
  );
}

interface ReportFormProps {
  readonly kinds: ReportKinds;
  onRecorded(): void;
}

function ReportForm({ kinds, onRecorded }: ReportFormProps) {
  const { language, say } = useSpeech();
  const desk = useDesk();
  const [chosen, setChosen] = useState<string | null>(null);
  const [condition, setCondition] = useState<string | null>(null);
  const [place, setPlace] = useState<ReportPlace | null>(null);
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<readonly Blob[]>([]);
  const [isMissing, setMissing] = useState(false);
  const point = place !== null && 'id' in place ? place : null;
  const category = chosen === null ? null : categoryAt(chosen, point, kinds);
  const conditions = category === null ? null : conditionsOf(category, kinds);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (category === null || conditions === null || place === null) {
      event.currentTarget.scrollIntoView();
      return setMissing(true);
    }
    const named =
      condition !== null && Object.hasOwn(conditions.all, condition) ? condition : conditions.usual;
    const what = conditions.all[named]?.title ?? { zh: category, en: category };
    const titles = point === null ? what : placedWords(what, point.name);
    const report = { category, condition: named, titles, title: titles[language], place };
    void desk.report({ ...report, words: text.trim(), photos });
    onRecorded();
  }

  return (
    <form className="crew-form crew-report" onSubmit={submit} aria-label={say(reportWords.section)}>
      <KindField
        kinds={kinds}
        chosen={chosen}
        conditions={conditions}
        condition={condition}
        isSubclassKnown={chosen !== null && subclassAt(chosen, point, kinds) !== null}
        onChoose={setChosen}
        onCondition={setCondition}
      />
      <div role="alert">
        {isMissing && category === null && <p className="crew-fault">{say(reportWords.kindNeeded)}</p>}
      </div>
      <PlaceField place={place} onChange={setPlace} />
      <div role="alert">
        {isMissing && place === null && <p className="crew-fault">{say(reportWords.placeNeeded)}</p>}
      </div>
      <label htmlFor="report-words">{say(reportWords.words)}</label>
      <textarea
        id="report-words"
        rows={2}
        maxLength={mostCharacters}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <fieldset>
        <legend>{say(crewWords.photos)}</legend>
        <PhotoPicker photos={photos} onChange={setPhotos} />
      </fieldset>
      <button type="submit" className="crew-button is-primary">
        {say(reportWords.send)}
      </button>
    </form>
  );
}
