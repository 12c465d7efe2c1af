// Gives a device a new secret and shows it, once.
import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { SecretDialog } from '../parts/secret-dialog.tsx';
import { commandWords } from '../words/command-words.ts';
import { useSpeech } from '../words/language.tsx';

export function NewSecret({ deviceId }: { readonly deviceId: string }) {
  const { say } = useSpeech();
  const { message, modal } = App.useApp();
  const [secret, setSecret] = useState<string | null>(null);
  const path = `/devices/${encodeURIComponent(deviceId)}/secret`;
  const change = useHubChange<undefined, { readonly secret: string }>('POST', path);

  async function renew() {
    const isSure = await modal.confirm({
      title: say(commandWords.secret),
      content: say(commandWords.secretAsk),
      okButtonProps: { danger: true },
    });
    if (!isSure) return;
    try {
      setSecret((await change.mutateAsync(undefined)).secret);
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  return (
    <>
      <Button loading={change.isPending} onClick={renew}>
        {say(commandWords.secret)}
      </Button>
      <SecretDialog
        title={`${say(commandWords.secret)} · ${deviceId}`}
        secret={secret}
        onClose={() => setSecret(null)}
      />
    </>
  );
}
