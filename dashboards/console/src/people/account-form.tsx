// Adds an MQTT account, or changes what one may publish and read.
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { peopleWords } from '../words/people-words.ts';

export interface AccountAnswer {
  readonly name: string;
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

interface AccountFormProps {
  /** `null` adds one. */
  readonly account: AccountAnswer | null;
  /** Told with the secret where one was made. */
  onDone(name: string, secret: string | null): void;
  onClose(): void;
}

/** What usual integrations need, to choose from. */
const usualPublish = ['application/#', 'v3/#'];
const usualSubscribe = ['hub/#', 'hub/alarms/#', 'hub/cases/#', 'application/+/device/+/command/down'];

export function AccountForm({ account, onDone, onClose }: AccountFormProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const add = useHubChange<object, { readonly secret: string }>('POST', '/accounts', 'accounts');
  const path = `/accounts/${encodeURIComponent(account?.name ?? '')}`;
  const change = useHubChange<object, AccountAnswer>('PUT', path, 'accounts');

  async function save({ name, ...filters }: AccountAnswer) {
    try {
      if (account === null) onDone(name, (await add.mutateAsync({ name, ...filters })).secret);
      else {
        await change.mutateAsync(filters);
        onDone(name, null);
      }
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  const topics = (usual: readonly string[]) => (
    <Select mode="tags" tokenSeparators={[' ', ',']} options={usual.map((value) => ({ value }))} />
  );
  return (
    <Modal
      open
      title={say(account === null ? peopleWords.addAccount : peopleWords.change)}
      footer={null}
      onCancel={onClose}
    >
      <Form<AccountAnswer>
        layout="vertical"
        initialValues={account ?? { name: '', publish: [], subscribe: [] }}
        onFinish={save}
      >
        <Form.Item
          name="name"
          label={say(peopleWords.accountName)}
          rules={[{ required: true, whitespace: true, message: say(peopleWords.accountName) }]}
        >
          <Input disabled={account !== null} autoComplete="off" autoFocus={account === null} />
        </Form.Item>
        <Form.Item name="publish" label={say(peopleWords.publish)} extra={say(peopleWords.filtersHint)}>
          {topics(usualPublish)}
        </Form.Item>
        <Form.Item name="subscribe" label={say(peopleWords.subscribe)}>
          {topics(usualSubscribe)}
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {say(pageWords.save)}
        </Button>
      </Form>
    </Modal>
  );
}
