// Acknowledges one alarm or many, and says of how many it failed.

import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback, useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { send } from '../api-client/request.ts';
import { alarmWords } from '../words/alarm-words.ts';
import { useSpeech } from '../words/language.tsx';

export function useAcknowledge() {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [isSending, setSending] = useState(false);
  const acknowledge = useCallback(
    async (ids: readonly string[]): Promise<void> => {
      setSending(true);
      const outcomes = await Promise.allSettled(
        ids.map((id) => send('POST', `/alarms/${encodeURIComponent(id)}/actions`, { action: 'acknowledge' })),
      );
      setSending(false);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed === undefined) message.success(`${say(alarmWords.acknowledgedCount)} ${ids.length}`);
      else message.error(`${say(alarmWords.someFailed)}: ${messageOf(failed.reason)}`);
      await client.invalidateQueries({ queryKey: ['alarms'] });
    },
    [client, message, say],
  );
  return { acknowledge, isSending };
}
