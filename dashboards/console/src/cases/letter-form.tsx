// What a person may change in a letter's draft.
import { App, Form, Input, Modal, Select } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import type { LetterKind, letterJson } from '../../../../core/letter.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useLiveState } from '../live/use-live.tsx';
import { siteMoment, siteMomentText } from '../look/site-moment.ts';
import { DialogButtons } from '../parts/dialog-buttons.tsx';
import { useSpeech } from '../words/language.tsx';
import { letterKindWords, letterWords } from '../words/letter-words.ts';
import { factsOfText, factsText } from './letter-facts.ts';

export type LetterAnswer = ReturnType<typeof letterJson>;

interface LetterValues {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly facts: string;
  readonly basis: string;
  readonly requirement: string;
  readonly deadline: string;
  readonly copies: readonly string[];
}

const kinds = Object.keys(letterKindWords) as readonly LetterKind[];

interface LetterFormProps {
  readonly letter: LetterAnswer;
  /** Of the letter, below the API's root. */
  readonly path: string;
  onClose(): void;
}

export function LetterForm({ letter, path, onClose }: LetterFormProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const units = useLiveState((state) => state.units);
  const change = useHubChange<object, LetterAnswer>('PUT', path, 'cases');
  const initial: LetterValues = {
    ...{ kind: letter.kind, subject: letter.subject, basis: letter.basis },
    ...{ requirement: letter.requirement, facts: factsText(letter.facts) },
    deadline: siteMomentText(Date.parse(letter.deadline_at)),
    copies: letter.copies.map(({ id }) => id),
  };
  async function save({ facts, deadline, ...rest }: LetterValues) {
    try {
      const body = { ...rest, facts: factsOfText(facts), deadline: siteMoment(deadline) };
      await change.mutateAsync(body);
      onClose();
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }
  const required = [{ required: true, whitespace: true }];
  return (
    <Modal open width={720} title={say(letterWords.edit)} footer={null} onCancel={onClose}>
      <Form<LetterValues> layout="vertical" initialValues={initial} onFinish={save}>
        <Form.Item name="kind" label={say(letterWords.kind)}>
          <Select options={kinds.map((value) => ({ value, label: say(letterKindWords[value]) }))} />
        </Form.Item>
        <Form.Item name="subject" label={say(letterWords.subject)} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="facts"
          label={say(letterWords.facts)}
          rules={[
            {
              validator: async (_, text: string) => {
                if (factsOfText(text) === null) throw new Error(say(letterWords.factsWrong));
              },
            },
          ]}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} />
        </Form.Item>
        <Form.Item name="basis" label={say(letterWords.basis)} rules={required}>
          <Input.TextArea rows={2} maxLength={2_000} />
        </Form.Item>
        <Form.Item name="requirement" label={say(letterWords.requirement)} rules={required}>
          <Input.TextArea rows={3} maxLength={2_000} />
        </Form.Item>
        <Form.Item name="deadline" label={say(letterWords.deadline)} rules={[{ required: true }]}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="copies" label={say(letterWords.copies)}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={[...units.values()].map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <DialogButtons isSending={change.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  );
}
