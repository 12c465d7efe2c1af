// A unit's roster: who is responsible, who stands in, shifts and absences, by the site's clock.
import { PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Form, Modal, Select } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import { hourMs } from '../../../../core/time.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubAnswer, useHubChange } from '../api-client/queries.tsx';
import { hasCode } from '../api-client/request.ts';
import { siteMoment, siteMomentText } from '../look/site-moment.ts';
import { DialogButtons } from '../parts/dialog-buttons.tsx';
import { useUnitNames } from '../parts/use-names.ts';
import { dutyWords } from '../words/duty-words.ts';
import { useSpeech } from '../words/language.tsx';
import type { PersonAnswer, RosterAnswer } from './roster-answer.ts';
import { SpanRow, type SpanValue } from './span-row.tsx';
import './duty.css';

interface RosterValues {
  readonly first?: string;
  readonly deputy?: string;
  readonly shifts: readonly SpanValue[];
  readonly absences: readonly SpanValue[];
}

type Spans = RosterAnswer['absences'] | RosterAnswer['shifts'];

function spanValues(spans: Spans): SpanValue[] {
  return spans.map(({ from, to, ...rest }) => ({
    ...rest,
    from: siteMomentText(Date.parse(from)),
    to: siteMomentText(Date.parse(to)),
  }));
}

function spansOf(values: readonly SpanValue[]) {
  return values.map(({ from, to, ...rest }) => ({ ...rest, from: siteMoment(from), to: siteMoment(to) }));
}

/** A new row: eight hours from the next full hour. */
function newSpan(): Omit<SpanValue, 'username'> {
  const from = Math.ceil(hubNow() / hourMs) * hourMs;
  return { from: siteMomentText(from), to: siteMomentText(from + 8 * hourMs) };
}

interface RosterFormProps {
  readonly roster: RosterAnswer;
  onClose(): void;
}

export function RosterForm({ roster, onClose }: RosterFormProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const { nameOf } = useUnitNames();
  const people = useHubAnswer<ListAnswer<PersonAnswer>>('/users?limit=1000');
  const unit = encodeURIComponent(roster.unit_id);
  const change = useHubChange<object, RosterAnswer>('PUT', `/units/${unit}/roster`, 'rosters');
  // The unit's own people stand first.
  const isOwn = ({ unit_id: own }: PersonAnswer) => own === roster.unit_id;
  const options = (people.data?.items ?? [])
    .filter(({ disabled }) => !disabled)
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
    .map(({ username, unit_id: own }) => ({
      value: username,
      label: own === null ? username : `${username} (${nameOf(own)})`,
    }));

  async function save({ first, deputy, shifts, absences }: RosterValues) {
    try {
      await change.mutateAsync({
        ...{ first: first ?? null, deputy: deputy ?? null, version: roster.version },
        ...{ shifts: spansOf(shifts), absences: spansOf(absences) },
      });
      onClose();
    } catch (thrown) {
      message.error(hasCode(thrown, 'conflict') ? say(dutyWords.conflict) : messageOf(thrown));
    }
  }

  const person = <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options} />;
  const initial = {
    ...(roster.first === null ? {} : { first: roster.first }),
    ...(roster.deputy === null ? {} : { deputy: roster.deputy }),
    ...{ shifts: spanValues(roster.shifts), absences: spanValues(roster.absences) },
  };
  return (
    <Modal
      open
      width={860}
      title={`${say(dutyWords.edit)} · ${nameOf(roster.unit_id)}`}
      footer={null}
      onCancel={onClose}
    >
      {people.data !== undefined && options.length === 0 && (
        <Alert type="info" showIcon title={say(dutyWords.noPeople)} />
      )}
      <Form<RosterValues> layout="vertical" initialValues={initial} onFinish={save}>
        <div className="roster-people">
          <Form.Item name="first" label={say(dutyWords.first)}>
            {person}
          </Form.Item>
          <Form.Item name="deputy" label={say(dutyWords.deputy)}>
            {person}
          </Form.Item>
        </div>
        {(['shifts', 'absences'] as const).map((list) => (
          <Form.List key={list} name={list}>
            {(rows, { add, remove }) => (
              <fieldset className="roster-spans">
                <legend>{say(dutyWords[list])}</legend>
                {rows.map(({ key, name }) => (
                  <SpanRow
                    key={key}
                    list={list}
                    index={name}
                    people={options}
                    hasReason={list === 'absences'}
                    onRemove={() => remove(name)}
                  />
                ))}
                <Button size="small" icon={<PlusOutlined />} onClick={() => add(newSpan())}>
                  {say(list === 'shifts' ? dutyWords.addShift : dutyWords.addAbsence)}
                </Button>
              </fieldset>
            )}
          </Form.List>
        ))}
        <DialogButtons isSending={change.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  );
}
