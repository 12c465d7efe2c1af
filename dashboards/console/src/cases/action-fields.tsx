// The fields of an action's form.
import { Button, Form, Input, Select } from 'antd';
import type { CaseAction } from '../../../../core/case.ts';
import type { Label } from '../../../../core/label.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useLiveState } from '../live/use-live.tsx';
import { siteMomentText } from '../look/site-moment.ts';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { type ActionForm, actionForms } from './action-form.ts';
import { PhotoField } from './photo-field.tsx';
import { useCaseTable } from './use-categories.ts';

type Reasons = Readonly<Partial<Record<CaseAction, readonly Label[]>>>;

export function ActionFields({ action }: { readonly action: CaseAction }) {
  const { say } = useSpeech();
  const form: ActionForm = actionForms[action];
  return (
    <>
      {form.asks === 'unit' && <UnitField />}
      {form.asks === 'until' && (
        <Form.Item name="until" label={say(caseWords.until)} rules={[{ required: true }]}>
          <Input type="datetime-local" min={siteMomentText(hubNow())} />
        </Form.Item>
      )}
      <WordsField
        action={action}
        label={say(form.words === 'reason' ? pageWords.reason : caseWords.note)}
        isNeeded={form.needsWords}
      />
      {form.takesPhotos === true && (
        <Form.Item name="photos" label={say(caseWords.photos)}>
          <PhotoField />
        </Form.Item>
      )}
    </>
  );
}

function UnitField() {
  const { say } = useSpeech();
  const units = useLiveState((state) => state.units);
  return (
    <Form.Item name="unit" label={say(caseWords.chooseUnit)} rules={[{ required: true }]}>
      <Select
        autoFocus
        showSearch={{ optionFilterProp: 'label' }}
        options={[...units.values()].map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
      />
    </Form.Item>
  );
}

interface WordsFieldProps {
  readonly action: CaseAction;
  readonly label: string;
  readonly isNeeded: boolean;
}

/** With the city's usual words to choose from, which can be changed before they are sent. */
function WordsField({ action, label, isNeeded }: WordsFieldProps) {
  const { language, say } = useSpeech();
  const form = Form.useFormInstance();
  const reasons = useCaseTable<Reasons>('reasons').data?.definition[action] ?? [];
  return (
    <>
      {reasons.length > 0 && (
        <fieldset className="word-choices" aria-label={say(caseWords.templates)}>
          {reasons.map((words) => (
            <Button
              key={words.zh}
              size="small"
              onClick={() => {
                form.setFieldValue('words', words[language]);
                void form.validateFields(['words']);
              }}
            >
              {words[language]}
            </Button>
          ))}
        </fieldset>
      )}
      <Form.Item name="words" label={label} rules={isNeeded ? [{ required: true, whitespace: true }] : []}>
        <Input.TextArea rows={3} maxLength={2_000} autoFocus />
      </Form.Item>
    </>
  );
}
