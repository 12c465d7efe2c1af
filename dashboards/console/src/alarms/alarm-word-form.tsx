// Asks for what shelving and commenting need: a reason, and for how long.
import { Button, Form, Modal, Select } from 'antd';
import { hourMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { ReasonField } from '../parts/reason-field.tsx';
import { alarmWords, ofAlarmsWords } from '../words/alarm-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { hoursWords } from '../words/words.ts';
import type { AlarmAction } from './use-act-on-alarms.ts';

interface AlarmWordFormProps {
  /** `null` where nothing is asked. */
  readonly asking: 'shelve' | 'comment' | null;
  /** Of how many alarms. */
  readonly count: number;
  readonly isSending: boolean;
  onAct(body: AlarmAction): void;
  onClose(): void;
}

const shelveHours = [1, 4, 8, 24, 72] as const;

export function AlarmWordForm({ asking, count, isSending, onAct, onClose }: AlarmWordFormProps) {
  const { say } = useSpeech();
  const title = asking === null ? '' : say(alarmWords[asking]);
  return (
    <Modal
      open={asking !== null}
      title={count > 1 ? `${title} · ${say(ofAlarmsWords(count))}` : title}
      footer={null}
      destroyOnHidden
      onCancel={onClose}
    >
      <Form<{ hours: number; reason: string }>
        layout="vertical"
        initialValues={{ hours: 4, reason: '' }}
        onFinish={({ hours, reason }) =>
          onAct(
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
        <ReasonField {...(asking === 'comment' ? { label: say(alarmWords.comment) } : {})} />
        <Button type="primary" htmlType="submit" loading={isSending}>
          {say(pageWords.save)}
        </Button>
      </Form>
    </Modal>
  );
}
