// Tries messages again, and says what came of it.
import { App, Button } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useSpeech } from '../words/language.tsx';
import { type RetryCounts, retriedWords } from '../words/quarantine-words.ts';

export interface WantedMessages {
  readonly reason?: string;
  readonly device_id?: string;
  readonly claimed_id?: string;
}

interface RetryButtonProps {
  /** All of them where it names nothing. */
  readonly wanted: WantedMessages;
  readonly label: string;
  readonly size?: 'small';
}

export function RetryButton({ wanted, label, size = undefined }: RetryButtonProps) {
  const { say } = useSpeech();
  const { notification } = App.useApp();
  const change = useHubChange<WantedMessages, RetryCounts>(
    ...(['POST', '/quarantine/retry', 'quarantine', 'unknown-devices', 'accounting'] as const),
  );

  async function retry() {
    try {
      const counts = await change.mutateAsync(wanted);
      notification.open({
        type: counts.refused > 0 ? 'warning' : 'success',
        title: label,
        description: say(retriedWords(counts)),
        duration: 0,
      });
    } catch (thrown) {
      notification.error({ title: label, description: messageOf(thrown), duration: 0 });
    }
  }

  return (
    <Button {...(size === undefined ? {} : { size })} loading={change.isPending} onClick={retry}>
      {label}
    </Button>
  );
}
