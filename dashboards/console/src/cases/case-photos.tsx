// The photos of a case, and a way to add some.
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { ShownCase } from '../api-client/answers.ts';
import { newRequestKey } from '../api-client/request-key.ts';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { PhotoField, PhotoRow } from './photo-field.tsx';
import { takeStep } from './take-step.ts';

export function CasePhotos({ subject }: { readonly subject: ShownCase }) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [key, setKey] = useState(() => newRequestKey());
  const [isSending, setSending] = useState(false);
  const mayAdd = subject.allowed_actions.includes('comment');

  async function add() {
    setSending(true);
    const body = { action: 'comment', note: say(caseWords.photosAdded), photos: chosen } as const;
    const outcome = await takeStep(subject, body, key);
    setSending(false);
    if (outcome.kind !== 'taken') {
      message.error(outcome.detail);
      return;
    }
    setChosen([]);
    setKey(newRequestKey());
    await client.invalidateQueries({ queryKey: ['cases'] });
  }

  return (
    <section className="page-section">
      <h2>{say(caseWords.photos)}</h2>
      {subject.photos.length === 0 && <p className="quiet">{say(caseWords.noPhotos)}</p>}
      <PhotoRow photos={subject.photos} />
      {mayAdd && (
        <>
          <PhotoField value={chosen} onChange={setChosen} />
          {chosen.length > 0 && (
            <Button type="primary" loading={isSending} onClick={add}>
              {say(pageWords.save)}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
