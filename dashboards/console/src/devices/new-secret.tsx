// Gives a device a new secret and shows it, once.
import { Alert, App, Button, Modal, Typography } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { commandWords } from '../words/command-words.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';

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
      <Modal
        open={secret !== null}
        title={`${say(commandWords.secret)} · ${deviceId}`}
        footer={<Button onClick={() => setSecret(null)}>{say(words.close)}</Button>}
        // A slip of the pointer must not lose it.
        mask={{ closable: false }}
        onCancel={() => setSecret(null)}
      >
        <Alert type="warning" showIcon title={say(commandWords.secretOnce)} />
        <Typography.Paragraph className="secret" copyable code>
          {secret ?? ''}
        </Typography.Paragraph>
      </Modal>
    </>
  );
}
