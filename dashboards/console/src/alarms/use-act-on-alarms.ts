// Acts on one alarm or many, a few at a time, and says of how many it failed and why.
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback, useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { send } from '../api-client/request.ts';
import { doneWords, failedWords } from '../words/alarm-words.ts';
import { useSpeech } from '../words/language.tsx';

export type AlarmAction =
  | { readonly action: 'acknowledge' | 'unshelve' }
  | { readonly action: 'shelve'; readonly until: number; readonly reason: string }
  | { readonly action: 'comment'; readonly reason: string };

/** So that a long selection does not fill the line on which the events come. */
const atOnce = 6;

export function useActOnAlarms() {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);
  /** Whether it was done for all. */
  const act = useCallback(
    async (ids: readonly string[], body: AlarmAction): Promise<boolean> => {
      setSending(true);
      const failures: unknown[] = [];
      const waiting = [...ids];
      const worker = async () => {
        for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
          await send('POST', `/alarms/${encodeURIComponent(id)}/actions`, body).catch((thrown: unknown) =>
            failures.push(thrown),
          );
        }
      };
      await Promise.all(Array.from({ length: Math.min(atOnce, ids.length) }, worker));
      setSending(false);
      if (failures.length === 0) message.success(say(doneWords(body.action, ids.length)));
      else message.error(`${say(failedWords(failures.length, ids.length))} ${messageOf(failures[0])}`);
      await client.invalidateQueries({ queryKey: ['alarms'] });
      return failures.length === 0;
    },
    [client, message, say],
  );
  return { act, isSending };
}
