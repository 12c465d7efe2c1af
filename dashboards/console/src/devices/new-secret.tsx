// Gives a device a new secret and shows it, once.
import { useState } from 'react';
import { useHubChange } from '../api-client/queries.tsx';
import { AskedButton } from '../parts/asked-button.tsx';
import { SecretDialog } from '../parts/secret-dialog.tsx';
import { commandWords } from '../words/command-words.ts';
import { useSpeech } from '../words/language.tsx';

export function NewSecret({ deviceId }: { readonly deviceId: string }) {
  const { say } = useSpeech();
  const [secret, setSecret] = useState<string | null>(null);
  const path = `/devices/${encodeURIComponent(deviceId)}/secret`;
  const change = useHubChange<undefined, { readonly secret: string }>('POST', path);
  return (
    <>
      <AskedButton
        label={say(commandWords.secret)}
        subject={deviceId}
        question={say(commandWords.secretAsk)}
        onSure={async () => setSecret((await change.mutateAsync(undefined)).secret)}
      />
      <SecretDialog
        title={`${say(commandWords.secret)} · ${deviceId}`}
        secret={secret}
        onClose={() => setSecret(null)}
      />
    </>
  );
}
