// What an operator may do about an alarm: acknowledge, shelve for a while with a reason, comment.
import { Button } from 'antd';
import { useState } from 'react';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { useMayOperate } from '../app/use-user.tsx';
import { alarmWords } from '../words/alarm-words.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { AlarmWordForm } from './alarm-word-form.tsx';
import { type AlarmAction, useActOnAlarms } from './use-act-on-alarms.ts';

export function AlarmActions({ alarm }: { readonly alarm: AlarmAnswer }) {
  const { say } = useSpeech();
  const [asking, setAsking] = useState<'shelve' | 'comment' | null>(null);
  const { act, isSending } = useActOnAlarms();
  if (!useMayOperate()) return null;

  async function send(body: AlarmAction) {
    if (await act([alarm.id], body)) setAsking(null);
  }

  return (
    <>
      {!alarm.acknowledged && (
        <Button type="primary" loading={isSending} onClick={() => send({ action: 'acknowledge' })}>
          {say(words.acknowledge)}
        </Button>
      )}
      {alarm.shelved_until === null ? (
        <Button onClick={() => setAsking('shelve')}>{say(alarmWords.shelve)}</Button>
      ) : (
        <Button onClick={() => send({ action: 'unshelve' })}>{say(alarmWords.unshelve)}</Button>
      )}
      <Button onClick={() => setAsking('comment')}>{say(alarmWords.comment)}</Button>
      <AlarmWordForm
        asking={asking}
        count={1}
        isSending={isSending}
        onAct={send}
        onClose={() => setAsking(null)}
      />
    </>
  );
}
