// A case reported by a person: what is wrong, where it is, by a point or on the map, and what it looks like.
import { App, Form, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { messageOf } from '../../../../core/error.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { HubProblem } from '../api-client/request.ts';
import { DialogButtons } from '../parts/dialog-buttons.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { newCaseWords } from '../words/new-case-words.ts';
import { PhotoField } from './photo-field.tsx';
import { type CasePlaceValue, PlaceField } from './place-field.tsx';
import { useCategories, useConditions } from './use-categories.ts';
import './cases.css';

interface ReportValues {
  readonly category: string;
  readonly condition?: string;
  readonly place: CasePlaceValue;
  readonly title: string;
  readonly description?: string;
  readonly photos?: readonly string[];
  readonly source: 'inspector' | 'public';
}

/** Fields of the form by the API's. */
const formFields: Readonly<Record<string, keyof ReportValues>> = {
  ...{ category: 'category', condition: 'condition', title: 'title', photos: 'photos' },
  ...{ point_id: 'place', lon: 'place', lat: 'place', description: 'description' },
};

export function NewCasePage() {
  const { language, say } = useSpeech();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [form] = Form.useForm<ReportValues>();
  const [hasOwnTitle, setOwnTitle] = useState(false);
  const report = useHubChange<object, ShownCase>('POST', '/cases', 'cases');
  const categories = useCategories();
  const category = Form.useWatch('category', form) ?? '';
  const conditions = Object.entries(useConditions(category) ?? {});
  const pointId = params.get('point_id');

  /** Until the person writes a title, it follows what is chosen. */
  function nameAfter(code: string, condition: string | undefined, names: typeof conditions) {
    if (hasOwnTitle) return;
    const title = names.find(([name]) => name === condition)?.[1].title ?? categories.get(code)?.title;
    if (title !== undefined) form.setFieldValue('title', title[language]);
  }

  async function submit({ place, ...rest }: ReportValues) {
    if (report.isPending) return;
    try {
      const subject = await report.mutateAsync({ ...rest, ...place });
      message.success(`${say(newCaseWords.reported)} ${subject.id}`);
      navigate(`/cases/${encodeURIComponent(subject.id)}`);
    } catch (thrown) {
      const field = thrown instanceof HubProblem ? formFields[String(thrown.document.field)] : undefined;
      if (field === undefined) message.error(messageOf(thrown));
      else form.setFields([{ name: field, errors: [messageOf(thrown)] }]);
    }
  }

  return (
    <PageBody title={say(caseWords.newCase)}>
      <section className="page-section">
        <Form<ReportValues>
          form={form}
          layout="vertical"
          className="new-case"
          initialValues={{ source: 'inspector', place: pointId === null ? {} : { point_id: pointId } }}
          onFinish={submit}
        >
          <div>
            <Form.Item name="category" label={say(caseWords.category)} rules={[{ required: true }]}>
              <Select
                autoFocus
                showSearch={{ optionFilterProp: 'label' }}
                options={[...categories].map(([code, { title }]) => ({
                  value: code,
                  label: `${code} ${title[language]}`,
                }))}
                onChange={(code: string) => {
                  form.setFieldValue('condition', undefined);
                  nameAfter(code, undefined, []);
                }}
              />
            </Form.Item>
            <Form.Item name="condition" label={say(caseWords.condition)}>
              <Select
                allowClear
                disabled={conditions.length === 0}
                placeholder={say(newCaseWords.usualCondition)}
                options={conditions.map(([name, { title }]) => ({ value: name, label: title[language] }))}
                onChange={(name: string | undefined) => nameAfter(category, name, conditions)}
              />
            </Form.Item>
            <Form.Item
              name="title"
              label={say(caseWords.title)}
              rules={[{ required: true, whitespace: true }]}
            >
              <Input maxLength={200} onChange={() => setOwnTitle(true)} />
            </Form.Item>
            <Form.Item name="description" label={say(caseWords.description)}>
              <Input.TextArea rows={4} maxLength={10_000} />
            </Form.Item>
            <Form.Item name="source" label={say(caseWords.source)}>
              <Segmented
                options={(['inspector', 'public'] as const).map((value) => ({
                  value,
                  label: say(newCaseWords[value]),
                }))}
              />
            </Form.Item>
            <Form.Item name="photos" label={say(caseWords.photos)}>
              <PhotoField />
            </Form.Item>
          </div>
          <Form.Item
            name="place"
            label={say(caseWords.place)}
            rules={[
              {
                required: true,
                validator: async (_, place: CasePlaceValue) => {
                  if (place.point_id === undefined && place.lon === undefined) {
                    throw new Error(say(newCaseWords.placeMissing));
                  }
                },
              },
            ]}
          >
            <PlaceField />
          </Form.Item>
          <DialogButtons
            label={say(caseWords.newCase)}
            isSending={report.isPending}
            onCancel={() => navigate(-1)}
          />
        </Form>
      </section>
    </PageBody>
  );
}
