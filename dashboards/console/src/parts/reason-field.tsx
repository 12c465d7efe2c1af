// The field of a form for why something is done, which must be said.
import { Form, Input } from 'antd';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';

interface ReasonFieldProps {
  /** "Reason" where absent. */
  readonly label?: string;
  readonly hint?: string;
  /** Characters. */
  readonly most?: number;
}

const usualMost = 1_000;

export function ReasonField({ label, hint, most = usualMost }: ReasonFieldProps) {
  const { say } = useSpeech();
  const name = label ?? say(pageWords.reason);
  return (
    <Form.Item
      name="reason"
      label={name}
      extra={hint}
      rules={[{ required: true, whitespace: true, message: name }]}
    >
      <Input.TextArea rows={3} maxLength={most} autoFocus />
    </Form.Item>
  );
}
