// What the hub says of the text in the editor: that it can be used and what it would do, or each mistake with its mend.
import { Alert } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import type { Label } from '../../../../core/label.ts';
import { useSpeech } from '../words/language.tsx';
import { mistakeWords, ruleWords } from '../words/rule-words.ts';
import type { CheckedRule } from './use-rule-check.ts';

interface CheckStateProps {
  readonly checked: CheckedRule;
  /** Whether what it would do is told. */
  readonly isChanged: boolean;
}

export function CheckState({ checked, isChanged }: CheckStateProps) {
  const { say } = useSpeech();
  const { check, isFresh, error } = checked;
  if (error !== null && error !== undefined) {
    return <Alert type="error" showIcon title={`${say(ruleWords.checkFailed)}: ${messageOf(error)}`} />;
  }
  if (check === undefined) return <p className="quiet">{say(ruleWords.checking)}</p>;
  if (check.mistakes.length > 0) {
    return (
      <section className="rule-mistakes" aria-live="polite" aria-label={say(ruleWords.mistakes)}>
        <h3>{say(ruleWords.mistakes)}</h3>
        <ul>
          {check.mistakes.map(({ line, key, mend }) => (
            <li key={`${line} ${key} ${mend.en}`}>
              <b>{say(mistakeWords(line, key))}</b> {say(mend)}
            </li>
          ))}
        </ul>
      </section>
    );
  }
  return (
    <section aria-live="polite">
      <p className={isFresh ? 'mark-good' : 'quiet'}>{say(isFresh ? ruleWords.good : ruleWords.checking)}</p>
      {isChanged && (
        <>
          <h3>{say(ruleWords.willDo)}</h3>
          <Sentences words={check.words} />
        </>
      )}
    </section>
  );
}

export function Sentences({ words }: { readonly words: readonly Label[] }) {
  const { say } = useSpeech();
  return (
    <ul className="sentences">
      {words.map((sentence) => (
        <li key={sentence.en}>{say(sentence)}</li>
      ))}
    </ul>
  );
}
