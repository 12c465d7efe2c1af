// One shift or absence: who, from when to when, and why where that is asked.
import { DeleteOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import type { Choice } from '../parts/use-names.ts';
import { dutyWords } from '../words/duty-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';

export interface SpanValue {
  readonly username: string;
  /** By the site's clock. */
  readonly from: string;
  readonly to: string;
  readonly reason?: string;
}

interface SpanRowProps {
  readonly list: 'shifts' | 'absences';
  readonly index: number;
  readonly people: readonly Choice[];
  readonly hasReason: boolean;
  onRemove(): void;
}

export function SpanRow({ list, index, people, hasReason, onRemove }: SpanRowProps) {
  const { say } = useSpeech();
  return (
    <div className="roster-span">
      <Form.Item name={[index, 'username']} label={say(dutyWords.who)} rules={[{ required: true }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={[...people]} />
      </Form.Item>
      <Form.Item name={[index, 'from']} label={say(dutyWords.from)} rules={[{ required: true }]}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item
        name={[index, 'to']}
        label={say(dutyWords.to)}
        dependencies={[[list, index, 'from']]}
        rules={[
          { required: true },
          ({ getFieldValue }) => ({
            // Written alike, times compare as texts.
            validator: async (_, to: string) => {
              if (to <= getFieldValue([list, index, 'from'])) throw new Error(say(dutyWords.endsLater));
            },
          }),
        ]}
      >
        <Input type="datetime-local" />
      </Form.Item>
      {hasReason && (
        <Form.Item
          name={[index, 'reason']}
          label={say(pageWords.reason)}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Button
        className="roster-remove"
        icon={<DeleteOutlined />}
        aria-label={say(dutyWords.remove)}
        title={say(dutyWords.remove)}
        onClick={onRemove}
      />
    </div>
  );
}
