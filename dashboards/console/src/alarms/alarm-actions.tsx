// What an operator may do about an alarm: acknowledge, shelve for a while with a reason, comment.
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { hourMs } from '../../../../core/time.ts';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useMayOperate } from '../app/use-user.tsx';
import { alarmWords } from '../words/alarm-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { hoursWords, words } from '../words/words.ts';

interface ActionBody {
  readonly action: 'acknowledge' | 'shelve' | 'unshelve' | 'comment';
  readonly until?: number;
  readonly reason?: string;
}

const shelveHours = [1, 4, 8, 24, 72] as const;

export function AlarmActions({ alarm }: { readonly alarm: AlarmAnswer }) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<'shelve' | 'comment' | null>(null);
  const path = `/alarms/${encodeURIComponent(alarm.id)}/actions`;
  const change = useHubChange<ActionBody, AlarmAnswer>('POST', path, 'alarms');
  if (!useMayOperate()) return null;

  async function act(body: ActionBody) {
    try {
      await change.mutateAsync(body);
      setAsking(null);
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  return (
    <>
      {!alarm.acknowledged && (
        <Button type="primary" loading={change.isPending} onClick={() => act({ action: 'acknowledge' })}>
          {say(words.acknowledge)}
        </Button>
      )}
      {alarm.shelved_until === null ? (
        <Button onClick={() => setAsking('shelve')}>{say(alarmWords.shelve)}</Button>
      ) : (
        <Button onClick={() => act({ action: 'unshelve' })}>{say(alarmWords.unshelve)}</Button>
      )}
      <Button onClick={() => setAsking('comment')}>{say(alarmWords.comment)}</Button>
      <Modal
        open={asking !== null}
        title={asking === 'shelve' ? say(alarmWords.shelve) : say(alarmWords.comment)}
        footer={null}
        destroyOnHidden
        onCancel={() => setAsking(null)}
      >
        <Form<{ hours: number; reason: string }>
          layout="vertical"
          initialValues={{ hours: 4, reason: '' }}
          onFinish={({ hours, reason }) =>
            act(
              asking === 'shelve'
                ? { action: 'shelve', until: Math.round(hubNow() + hours * hourMs), reason }
                : { action: 'comment', reason },
            )
          }
        >
          {asking === 'shelve' && (
            <Form.Item name="hours" label={say(alarmWords.shelveFor)}>
              <Select options={shelveHours.map((value) => ({ value, label: say(hoursWords(value)) }))} />
            </Form.Item>
          )}
          <Form.Item
            name="reason"
            label={asking === 'shelve' ? say(pageWords.reason) : say(alarmWords.comment)}
            rules={[{ required: true, whitespace: true }]}
          >
            <Input.TextArea rows={3} autoFocus />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {say(pageWords.save)}
          </Button>
        </Form>
      </Modal>
    </>
  );
}
