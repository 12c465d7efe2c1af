// One action on one case or several: its form, one answer however often the button is pressed, and what others did
// meanwhile where it came too late.
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { CaseAction } from '../../../../core/case.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { newRequestKey } from '../api-client/request-key.ts';
import { siteMoment } from '../look/site-moment.ts';
import { DialogButtons } from '../parts/dialog-buttons.tsx';
import { caseActionWords, casesWords, caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { ActionFields } from './action-fields.tsx';
import { type ActionForm, type ActionValues, actionForms, formFields } from './action-form.ts';
import { OutcomeNotice } from './outcome-notice.tsx';
import { type StepBody, type StepOutcome, takeStep } from './take-step.ts';

interface ActionDialogProps {
  readonly action: CaseAction;
  /** As the person saw them. */
  readonly cases: readonly ShownCase[];
  /** Called when the dialog is done with, whether or not anything was. */
  onClose(): void;
}

/** What is left to do of a case, and how the last attempt ended. */
interface Attempt {
  readonly seen: ShownCase;
  readonly key: string;
  readonly outcome: Exclude<StepOutcome, { kind: 'taken' }> | null;
}

function freshAttempt(seen: ShownCase): Attempt {
  return { seen, key: newRequestKey(), outcome: null };
}

/** What is left of an attempt after it was made; nothing where the step was taken. */
async function tryOne(attempt: Attempt, body: StepBody): Promise<Attempt[]> {
  const { seen, key } = attempt;
  const outcome = await takeStep(seen, body, key);
  switch (outcome.kind) {
    case 'taken':
      return [];
    case 'late':
      return [{ ...freshAttempt(outcome.present), outcome }];
    case 'refused':
      // The same step with other words is another request.
      return [{ ...freshAttempt(seen), outcome }];
    case 'unknown':
      return [{ ...attempt, outcome }];
  }
}

export function ActionDialog({ action, cases, onClose }: ActionDialogProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<ActionValues>();
  const [attempts, setAttempts] = useState<readonly Attempt[]>(() => cases.map(freshAttempt));
  const [isSending, setSending] = useState(false);
  const isBusy = useRef(false);
  const kind: ActionForm = actionForms[action];
  const single = cases.length === 1 ? attempts[0] : undefined;

  async function submit(values: ActionValues, isOverride = false): Promise<void> {
    // A second click comes before the button is drawn as waiting.
    if (isBusy.current) return;
    isBusy.current = true;
    setSending(true);
    const body = bodyOf(action, kind, values, isOverride);
    const left: Attempt[] = [];
    try {
      for (const attempt of attempts) left.push(...(await tryOne(attempt, body)));
    } finally {
      isBusy.current = false;
      setSending(false);
    }
    await client.invalidateQueries({ queryKey: ['cases'] });
    const [first] = left;
    if (first === undefined) {
      message.success(`${say(caseActionWords[action])}: ${say(caseWords.done)}`);
      onClose();
      return;
    }
    if (first.outcome?.kind === 'refused') markField(first.outcome.field, first.outcome.detail);
    setAttempts(left);
  }

  function markField(field: string | null, detail: string) {
    const name = field === null ? undefined : formFields[field];
    if (name !== undefined) form.setFields([{ name, errors: [detail] }]);
  }

  const outcome = single?.outcome ?? null;
  const isStuck = outcome?.kind === 'late' && !outcome.present.allowed_actions.includes(action);
  return (
    <Modal
      open
      title={
        cases.length === 1
          ? `${say(caseActionWords[action])} · ${cases[0]?.id}`
          : `${say(caseActionWords[action])} · ${say(casesWords(attempts.length))}`
      }
      footer={null}
      onCancel={onClose}
    >
      <Form<ActionValues> form={form} layout="vertical" onFinish={(values) => submit(values)}>
        <ActionFields action={action} pointId={cases.length === 1 ? (cases[0]?.point_id ?? null) : null} />
        {attempts.map(
          (attempt) =>
            attempt.outcome !== null && (
              <OutcomeNotice
                key={attempt.seen.id}
                action={action}
                outcome={attempt.outcome}
                seen={cases.find(({ id }) => id === attempt.seen.id) ?? attempt.seen}
                isOneOfSeveral={cases.length > 1}
              />
            ),
        )}
        <DialogButtons
          label={say(outcome?.kind === 'late' ? caseWords.doAnyway : caseActionWords[action])}
          isSending={isSending}
          isGrave={kind.isGrave === true}
          isDisabled={isStuck}
          hasFocus={!kind.needsWords}
          onCancel={onClose}
        >
          {action === 'verify' && outcome?.kind === 'refused' && (
            <OverrideButton isSending={isSending} onOverride={() => submit(form.getFieldsValue(), true)} />
          )}
        </DialogButtons>
      </Form>
    </Modal>
  );
}

/** Needs words in the form: the hub asks for a reason. */
function OverrideButton({ isSending, onOverride }: { isSending: boolean; onOverride(): void }) {
  const { say } = useSpeech();
  const form = Form.useFormInstance<ActionValues>();
  const words = Form.useWatch('words', form) ?? '';
  return (
    <Button danger disabled={words.trim() === ''} loading={isSending} onClick={onOverride}>
      {say(caseWords.override)}
    </Button>
  );
}

function bodyOf(action: CaseAction, kind: ActionForm, values: ActionValues, isOverride: boolean): StepBody {
  const words = values.words?.trim();
  const hasWords = words !== undefined && words !== '';
  return {
    action,
    ...(values.unit === undefined ? {} : { unit_id: values.unit }),
    ...(hasWords ? { [isOverride ? 'reason' : kind.words]: words } : {}),
    ...(values.until === undefined ? {} : { until: siteMoment(values.until) ?? 0 }),
    ...(values.photos === undefined || values.photos.length === 0 ? {} : { photos: values.photos }),
    ...(isOverride ? { override: true } : {}),
  };
}
