// The supervision letters of a case: drafted from its timeline, edited, signed, printed, answered.
import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import type { CaseAnswer, ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer, useHubChange } from '../api-client/queries.tsx';
import { useMayOperate, useUser } from '../app/use-user.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { letterKindWords, letterStateWords, letterWords } from '../words/letter-words.ts';
import { type LetterAnswer, LetterForm } from './letter-form.tsx';
import { LetterWords } from './letter-words-dialog.tsx';

export function CaseLetters({ subject }: { readonly subject: CaseAnswer }) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const path = `/cases/${encodeURIComponent(subject.id)}/letters`;
  const asked = useHubAnswer<ListAnswer<LetterAnswer>>(path);
  const draft = useHubChange<object, LetterAnswer>('POST', path, 'cases');
  const mayOperate = useMayOperate();
  const [edited, setEdited] = useState<LetterAnswer | null>(null);

  async function makeDraft() {
    try {
      setEdited(await draft.mutateAsync({}));
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  return (
    <section className="page-section">
      <div className="section-head">
        <h2>{say(letterWords.letters)}</h2>
        {mayOperate && subject.unit_id !== null && (
          <Button size="small" loading={draft.isPending} onClick={makeDraft}>
            {say(letterWords.draft)}
          </Button>
        )}
      </div>
      <AnswerState asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say(letterWords.none)}</p>
          ) : (
            <ul className="plain-list">
              {items.map((letter) => (
                <LetterEntry key={letter.id} letter={letter} path={path} onEdit={() => setEdited(letter)} />
              ))}
            </ul>
          )
        }
      </AnswerState>
      {edited !== null && (
        <LetterForm
          letter={edited}
          path={`${path}/${encodeURIComponent(edited.id)}`}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

interface LetterEntryProps {
  readonly letter: LetterAnswer;
  readonly path: string;
  onEdit(): void;
}

function LetterEntry({ letter, path, onEdit }: LetterEntryProps) {
  const { say } = useSpeech();
  const mayOperate = useMayOperate();
  const { role } = useUser();
  const [asking, setAsking] = useState<'sign' | 'reply' | null>(null);
  const own = `${path}/${encodeURIComponent(letter.id)}`;
  const { state, reply } = letter;
  return (
    <li>
      <span>
        <b>{letter.number ?? letter.level_name}</b> {letter.subject}
      </span>
      <span className="quiet">
        {say(letterStateWords[state])} · {say(letterKindWords[letter.kind])} · {say(letterWords.addressee)}{' '}
        {letter.addressee.name} · {dayAndTime(Date.parse(letter.signed_at ?? letter.drafted_at))}
        {letter.signer !== null && ` · ${letter.signer}`}
      </span>
      {reply !== null && (
        <blockquote className="case-entry-note">
          {reply.text}
          <div className="quiet">
            {say(letterWords.replied)} · {reply.by} · {dayAndTime(Date.parse(reply.at))}
          </div>
        </blockquote>
      )}
      <span className="row-actions">
        {state === 'draft' && mayOperate && (
          <>
            <Button size="small" onClick={onEdit}>
              {say(letterWords.edit)}
            </Button>
            <Button size="small" type="primary" onClick={() => setAsking('sign')}>
              {say(letterWords.sign)}
            </Button>
          </>
        )}
        {state === 'signed' && role !== 'viewer' && (
          <Button size="small" onClick={() => setAsking('reply')}>
            {say(letterWords.reply)}
          </Button>
        )}
        <Button size="small" href={`/api/v1${own}.html`} target="_blank">
          {say(letterWords.print)}
        </Button>
        <Button size="small" href={`/api/v1${own}.pdf`} target="_blank">
          {say(letterWords.pdf)}
        </Button>
      </span>
      {asking !== null && <LetterWords asking={asking} path={own} onClose={() => setAsking(null)} />}
    </li>
  );
}
