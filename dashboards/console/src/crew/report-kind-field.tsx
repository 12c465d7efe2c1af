// What is wrong: a category and, within it, a condition, each by one tap.
import { useSpeech } from '../words/language.tsx';
import { type conditionsOf, firstChoices, type ReportKinds, subclassesOf } from './report-kinds.ts';
import { reportWords } from './report-words.ts';

interface KindFieldProps {
  readonly kinds: ReportKinds;
  readonly chosen: string | null;
  readonly conditions: ReturnType<typeof conditionsOf>;
  readonly condition: string | null;
  /** The point says itself which sort it is. */
  readonly isSubclassKnown: boolean;
  onChoose(code: string): void;
  onCondition(name: string): void;
}

export function KindField(props: KindFieldProps) {
  const { kinds, chosen, conditions, condition, isSubclassKnown, onChoose, onCondition } = props;
  const { language, say } = useSpeech();
  const first = firstChoices(kinds);
  /** The class of which a subclass was chosen, or what was chosen itself. */
  const top = first.find((code) => chosen === code || subclassesOf(code, kinds).includes(chosen ?? ''));
  const subclasses = top === undefined ? [] : subclassesOf(top, kinds);
  const named = conditions === null || condition === null ? null : conditions.all[condition];
  return (
    <>
      <fieldset>
        <legend>{say(reportWords.what)}</legend>
        <div className="crew-choices">
          {first.map((code) => (
            <button
              key={code}
              type="button"
              className="crew-button is-small"
              aria-pressed={code === top}
              onClick={() => onChoose(code)}
            >
              {kinds.categories[code]?.title[language]}
            </button>
          ))}
        </div>
      </fieldset>
      {subclasses.length > 0 && !isSubclassKnown && (
        <label>
          {say(reportWords.subclass)}
          <select value={chosen ?? ''} onChange={(event) => onChoose(event.target.value)}>
            <option value={top}>{say(reportWords.notKnown)}</option>
            {subclasses.map((code) => (
              <option key={code} value={code}>
                {kinds.categories[code]?.title[language]}
              </option>
            ))}
          </select>
        </label>
      )}
      {conditions !== null && Object.keys(conditions.all).length > 1 && (
        <fieldset>
          <legend>{say(reportWords.condition)}</legend>
          <div className="crew-choices">
            {Object.entries(conditions.all).map(([name, { title }]) => (
              <button
                key={name}
                type="button"
                className="crew-button is-small"
                aria-pressed={name === (named == null ? conditions.usual : condition)}
                onClick={() => onCondition(name)}
              >
                {title[language]}
              </button>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}
