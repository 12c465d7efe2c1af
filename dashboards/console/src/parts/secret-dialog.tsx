// Shows a secret, once.
import { Alert, Button, Modal, Typography } from 'antd';
import { useSpeech } from '../words/language.tsx';
import { partWords } from '../words/part-words.ts';
import { words } from '../words/words.ts';

interface SecretDialogProps {
  readonly title: string;
  /** `null` where there is none to show. */
  readonly secret: string | null;
  onClose(): void;
}

export function SecretDialog({ title, secret, onClose }: SecretDialogProps) {
  const { say } = useSpeech();
  return (
    <Modal
      open={secret !== null}
      title={title}
      footer={<Button onClick={onClose}>{say(words.close)}</Button>}
      // A slip of the pointer must not lose it.
      mask={{ closable: false }}
      onCancel={onClose}
    >
      <Alert type="warning" showIcon title={say(partWords.secretOnce)} />
      <Typography.Paragraph className="secret" copyable code>
        {secret ?? ''}
      </Typography.Paragraph>
    </Modal>
  );
}
