// Adds a person, or changes what one may do.
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import { type Role, roles } from '../../../../core/person.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useUnitNames } from '../parts/use-names.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { peopleWords, roleHints, roleWords } from '../words/people-words.ts';
import { newPassword } from './new-password.ts';

export interface PersonAnswer {
  readonly username: string;
  readonly role: Role;
  readonly unit_id: string | null;
  readonly disabled: boolean;
}

interface PersonFormProps {
  /** `null` adds one. */
  readonly person: PersonAnswer | null;
  /** Told with the password where one was made. */
  onDone(username: string, password: string | null): void;
  onClose(): void;
}

interface PersonFields {
  readonly username: string;
  readonly role: Role;
  readonly unit_id?: string | undefined;
}

export function PersonForm({ person, onDone, onClose }: PersonFormProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const units = useUnitNames();
  const [form] = Form.useForm<PersonFields>();
  const role = Form.useWatch('role', form);
  const add = useHubChange<object, PersonAnswer>('POST', '/users', 'users');
  const path = `/users/${encodeURIComponent(person?.username ?? '')}`;
  const change = useHubChange<object, PersonAnswer>('PUT', path, 'users');

  async function save({ username, ...fields }: PersonFields) {
    const body = { role: fields.role, unit_id: fields.unit_id ?? null };
    const password = person === null ? newPassword() : null;
    try {
      if (password === null) await change.mutateAsync(body);
      else await add.mutateAsync({ username, password, ...body });
      onDone(username, password);
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  return (
    <Modal
      open
      title={say(person === null ? peopleWords.addPerson : peopleWords.changePerson)}
      footer={null}
      onCancel={onClose}
    >
      <Form<PersonFields>
        form={form}
        layout="vertical"
        initialValues={{
          username: person?.username ?? '',
          role: person?.role ?? 'operator',
          unit_id: person?.unit_id ?? undefined,
        }}
        onFinish={save}
      >
        <Form.Item
          name="username"
          label={say(peopleWords.username)}
          extra={person === null && say(peopleWords.usernameHint)}
          rules={[{ required: true, whitespace: true, message: say(peopleWords.username) }]}
        >
          <Input disabled={person !== null} autoComplete="off" autoFocus={person === null} />
        </Form.Item>
        <Form.Item name="role" label={say(peopleWords.role)} extra={role && say(roleHints[role])}>
          <Select options={roles.map((value) => ({ value, label: say(roleWords[value]) }))} />
        </Form.Item>
        <Form.Item
          name="unit_id"
          label={say(peopleWords.unit)}
          extra={say(peopleWords.unitHint)}
          rules={[{ required: role === 'crew', message: say(peopleWords.unitHint) }]}
        >
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={say(peopleWords.anyUnit)}
            options={[...units.choices]}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {say(pageWords.save)}
        </Button>
      </Form>
    </Modal>
  );
}
