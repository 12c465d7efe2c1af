// The two words that make a letter go on: the signer's name, which sends it, and the unit's reply.
import { App, Form, Input, Modal } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useUser } from '../app/use-user.tsx';
import { DialogButtons } from '../parts/dialog-buttons.tsx';
import { useSpeech } from '../words/language.tsx';
import { letterWords } from '../words/letter-words.ts';

interface LetterWordsProps {
  readonly asking: 'sign' | 'reply';
  /** Of the letter, below the API's root. */
  readonly path: string;
  onClose(): void;
}

export function LetterWords({ asking, path, onClose }: LetterWordsProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const { username } = useUser();
  const change = useHubChange<object, object>('POST', `${path}/${asking}`, 'cases');
  const isSigning = asking === 'sign';
  async function submit({ words }: { readonly words: string }) {
    if (change.isPending) return;
    try {
      await change.mutateAsync(isSigning ? { signer: words } : { text: words });
      onClose();
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }
  return (
    <Modal open title={say(letterWords[asking])} footer={null} onCancel={onClose}>
      {isSigning && <p>{say(letterWords.signAsk)}</p>}
      <Form layout="vertical" initialValues={isSigning ? { words: username } : {}} onFinish={submit}>
        <Form.Item
          name="words"
          label={say(isSigning ? letterWords.signer : letterWords.replyText)}
          rules={[{ required: true, whitespace: true }]}
        >
          {isSigning ? <Input maxLength={100} autoFocus /> : <Input.TextArea rows={4} autoFocus />}
        </Form.Item>
        <DialogButtons label={say(letterWords[asking])} isSending={change.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  );
}
