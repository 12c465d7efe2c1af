// The fields of an action's form.
import { Button, Form, Input, Select } from 'antd';
import type { CaseAction } from '../../../../core/case.ts';
import type { Label } from '../../../../core/label.ts';
import type { PointAnswer } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { siteMomentText } from '../look/site-moment.ts';
import { useUnitNames } from '../parts/use-names.ts';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { responsibilityWords } from '../words/words.ts';
import { type ActionForm, type ActionValues, actionForms } from './action-form.ts';
import { PhotoField } from './photo-field.tsx';
import { useCaseTable } from './use-categories.ts';

const registryFields = ['maintainer', 'owner', 'supervisor', 'subdistrict'] as const;

type Reasons = Readonly<Partial<Record<CaseAction, readonly Label[]>>>;

interface ActionFieldsProps {
  readonly action: CaseAction;
  /** Where the one case is; `null` where it is nowhere, or there are several. */
  readonly pointId: string | null;
}

export function ActionFields({ action, pointId }: ActionFieldsProps) {
  const { say } = useSpeech();
  const form: ActionForm = actionForms[action];
  return (
    <>
      {form.asks === 'unit' && <UnitField pointId={pointId} />}
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

/** With the units that the registry names for the point, in the order in which they answer. */
function UnitField({ pointId }: { readonly pointId: string | null }) {
  const { say } = useSpeech();
  const form = Form.useFormInstance<ActionValues>();
  const { choices, nameOf } = useUnitNames();
  const path = `/points/${encodeURIComponent(pointId ?? '')}`;
  const point = useHubAnswer<PointAnswer>(path, { enabled: pointId !== null }).data;
  const named = registryFields.flatMap((role) => {
    const unit = point?.[`${role}_unit`];
    return unit === null || unit === undefined ? [] : [{ role, unit }];
  });
  return (
    <>
      {named.length > 0 && (
        <fieldset className="word-choices" aria-label={say(caseWords.registryUnits)}>
          {named.map(({ role, unit }) => (
            <Button key={role} size="small" onClick={() => form.setFieldValue('unit', unit)}>
              {say(responsibilityWords[role])} · {nameOf(unit)}
            </Button>
          ))}
        </fieldset>
      )}
      <Form.Item name="unit" label={say(caseWords.chooseUnit)} rules={[{ required: true }]}>
        <Select
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.map(({ value, label }) => ({ value, label: `${label} (${value})` }))}
        />
      </Form.Item>
    </>
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
