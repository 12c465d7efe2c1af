// Asks until when planned work lasts, and what is done.
import { Button, Form, Modal, Select } from 'antd';
import { hourMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { ReasonField } from '../parts/reason-field.tsx';
import { commandWords } from '../words/command-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { hoursWords } from '../words/words.ts';

export interface PlannedWork {
  /** Epoch ms; `null` ends the work. */
  readonly until: number | null;
  readonly reason?: string;
}

interface MaintenanceFormProps {
  readonly isOpen: boolean;
  readonly isSending: boolean;
  /** What the work means; that of a device unless given. */
  readonly title?: string;
  readonly hint?: string;
  onClose(): void;
  onPlan(work: PlannedWork): void;
}

const lengths_h = [1, 2, 4, 8, 24, 72, 168] as const;

export function MaintenanceForm({ isOpen, isSending, title, hint, onClose, onPlan }: MaintenanceFormProps) {
  const { say } = useSpeech();
  return (
    <Modal
      open={isOpen}
      title={title ?? say(commandWords.maintenance)}
      footer={null}
      destroyOnHidden
      onCancel={onClose}
    >
      <p className="quiet">{hint ?? say(commandWords.maintenanceHint)}</p>
      <Form<{ hours: number; reason: string }>
        layout="vertical"
        initialValues={{ hours: 4, reason: '' }}
        onFinish={({ hours, reason }) => onPlan({ until: Math.round(hubNow() + hours * hourMs), reason })}
      >
        <Form.Item name="hours" label={say(commandWords.until)}>
          <Select options={lengths_h.map((value) => ({ value, label: say(hoursWords(value)) }))} />
        </Form.Item>
        <ReasonField />
        <Button type="primary" htmlType="submit" loading={isSending}>
          {say(pageWords.save)}
        </Button>
      </Form>
    </Modal>
  );
}
