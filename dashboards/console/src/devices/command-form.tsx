// A form for a command: those that every firmware has with their own fields, any other by name and parameters.
import { App, Button, Form, Input, InputNumber, Select } from 'antd';
import type { DeviceCommandBody } from '../../../../core/device-command.ts';
import { messageOf } from '../../../../core/error.ts';
import { hourMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { commandWords } from '../words/command-words.ts';
import { useSpeech } from '../words/language.tsx';
import { hoursWords } from '../words/words.ts';

const kinds = ['set_interval', 'reboot', 'other'] as const;
type Kind = (typeof kinds)[number];

const kindWords = {
  set_interval: commandWords.setInterval,
  reboot: commandWords.reboot,
  other: commandWords.other,
} as const;

interface CommandFields {
  readonly kind: Kind;
  readonly interval_s: number;
  readonly name: string;
  readonly params: string;
  readonly hours: number;
}

interface CommandRequest {
  readonly command: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expires_at: number;
}

const lives_h = [1, 12, 48, 168, 720] as const;

/** `null` where the text is no JSON object; nothing is one without fields. */
function objectIn(text: string): CommandRequest['params'] | null {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as CommandRequest['params']) : null;
  } catch {
    return null;
  }
}

function requestOf({ kind, interval_s, name, params, hours }: CommandFields): CommandRequest {
  const expires_at = Math.round(hubNow() + hours * hourMs);
  switch (kind) {
    case 'set_interval':
      return { command: kind, params: { interval_s }, expires_at };
    case 'reboot':
      return { command: kind, params: {}, expires_at };
    case 'other':
      return { command: name, params: objectIn(params) ?? {}, expires_at };
  }
}

export function CommandForm({ path }: { readonly path: string }) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const [form] = Form.useForm<CommandFields>();
  const kind = Form.useWatch('kind', form) ?? 'set_interval';
  const change = useHubChange<CommandRequest, DeviceCommandBody>('POST', path, 'devices');

  async function send(fields: CommandFields) {
    try {
      await change.mutateAsync(requestOf(fields));
      message.success(say(commandWords.sent));
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  return (
    <Form<CommandFields>
      form={form}
      className="inline-form"
      layout="vertical"
      initialValues={{ kind: 'set_interval', interval_s: 300, name: '', params: '', hours: 48 }}
      onFinish={(fields) => send({ ...form.getFieldsValue(true), ...fields })}
    >
      <Form.Item name="kind" label={say(commandWords.command)}>
        <Select options={kinds.map((value) => ({ value, label: say(kindWords[value]) }))} />
      </Form.Item>
      {kind === 'set_interval' && (
        <Form.Item name="interval_s" label={say(commandWords.interval_s)} rules={[{ required: true }]}>
          <InputNumber min={10} max={86_400} precision={0} />
        </Form.Item>
      )}
      {kind === 'other' && (
        <>
          <Form.Item
            name="name"
            label={say(commandWords.name)}
            rules={[
              {
                required: true,
                pattern: /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
                message: say(commandWords.nameWrong),
              },
            ]}
          >
            <Input />
          </Form.Item>
          <Form.Item
            name="params"
            label={say(commandWords.paramsJson)}
            rules={[
              {
                validator: async (_, text: string) => {
                  if (objectIn(text) === null) throw new Error(say(commandWords.paramsWrong));
                },
              },
            ]}
          >
            <Input.TextArea autoSize />
          </Form.Item>
        </>
      )}
      <Form.Item name="hours" label={say(commandWords.expires)}>
        <Select options={lives_h.map((value) => ({ value, label: say(hoursWords(value)) }))} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {say(commandWords.send)}
      </Button>
    </Form>
  );
}
