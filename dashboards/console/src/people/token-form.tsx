// Makes a token for a program.
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import { type Role, roles } from '../../../../core/person.ts';
import { dayMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useUnitNames } from '../parts/use-names.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { peopleWords, roleHints, roleWords } from '../words/people-words.ts';
import { daysLongWords, tokenWords } from '../words/token-words.ts';

interface TokenFormProps {
  onMade(name: string, token: string): void;
  onClose(): void;
}

interface TokenFields {
  readonly name: string;
  readonly role: Role;
  readonly unit_id?: string | undefined;
  /** 0 for ever. */
  readonly days: number;
}

const terms_days = [30, 90, 365, 0] as const;

export function TokenForm({ onMade, onClose }: TokenFormProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const units = useUnitNames();
  const [form] = Form.useForm<TokenFields>();
  const role = Form.useWatch('role', form);
  const make = useHubChange<object, { readonly token: string }>('POST', '/tokens', 'tokens');

  async function save({ name, days, ...fields }: TokenFields) {
    const expiresAt = days === 0 ? null : Math.round(hubNow() + days * dayMs);
    try {
      const body = { name, role: fields.role, unit_id: fields.unit_id ?? null, expires_at: expiresAt };
      onMade(name, (await make.mutateAsync(body)).token);
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  return (
    <Modal open title={say(tokenWords.add)} footer={null} onCancel={onClose}>
      <Form<TokenFields>
        form={form}
        layout="vertical"
        initialValues={{ name: '', role: 'viewer', days: 365 }}
        onFinish={save}
      >
        <Form.Item
          name="name"
          label={say(tokenWords.name)}
          rules={[{ required: true, whitespace: true, message: say(tokenWords.name) }]}
        >
          <Input autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item name="role" label={say(peopleWords.role)} extra={role && say(roleHints[role])}>
          <Select options={roles.map((value) => ({ value, label: say(roleWords[value]) }))} />
        </Form.Item>
        {role === 'crew' && (
          <Form.Item
            name="unit_id"
            label={say(peopleWords.unit)}
            rules={[{ required: true, message: say(peopleWords.unitHint) }]}
          >
            <Select showSearch={{ optionFilterProp: 'label' }} options={[...units.choices]} />
          </Form.Item>
        )}
        <Form.Item name="days" label={say(tokenWords.validFor)}>
          <Select
            options={terms_days.map((value) => ({
              value,
              label: say(value === 0 ? tokenWords.never : daysLongWords(value)),
            }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {say(pageWords.save)}
        </Button>
      </Form>
    </Modal>
  );
}
