// The appeal against a case that was overdue and is closed: asked for by its unit, reviewed by others at the centre.
import { Alert, Button, Form, Input, Space } from 'antd';
import type { ReactNode } from 'react';
import type { CaseAnswer } from '../api-client/answers.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useMayOperate, useUser } from '../app/use-user.tsx';
import { Moment } from '../parts/time-mark.tsx';
import { appealOutcomeWords, appealWords } from '../words/appeal-words.ts';
import { useSpeech } from '../words/language.tsx';

type Appeal = NonNullable<CaseAnswer['appeal']>;

export function CaseAppeal({ subject }: { readonly subject: CaseAnswer }) {
  const { say } = useSpeech();
  const { role, unit_id: unit } = useUser();
  const mayOperate = useMayOperate();
  const { appeal } = subject;
  const mayAsk = mayOperate || (role === 'crew' && unit === subject.unit_id);
  let content: ReactNode;
  if (appeal !== null) content = <AppealCourse caseId={subject.id} appeal={appeal} />;
  else if (subject.state === 'closed' && subject.overdue && mayAsk) content = <AskForm caseId={subject.id} />;
  else return null;
  return (
    <section className="page-section">
      <h2>{say(appealWords.appeal)}</h2>
      {content}
    </section>
  );
}

function AskForm({ caseId }: { readonly caseId: string }) {
  const { say } = useSpeech();
  const ask = useHubChange<{ reason: string }, CaseAnswer>(
    'POST',
    `/cases/${encodeURIComponent(caseId)}/appeal`,
    'cases',
  );
  return (
    <Form<{ reason: string }> layout="vertical" onFinish={(values) => ask.mutate(values)}>
      <p className="quiet">{say(appealWords.askHint)}</p>
      <Failure thrown={ask.error} />
      <Form.Item name="reason" label={say(appealWords.reason)} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea rows={2} maxLength={2_000} />
      </Form.Item>
      <Button htmlType="submit" loading={ask.isPending}>
        {say(appealWords.ask)}
      </Button>
    </Form>
  );
}

function AppealCourse({ caseId, appeal }: { readonly caseId: string; readonly appeal: Appeal }) {
  const { say } = useSpeech();
  const { username } = useUser();
  const mayOperate = useMayOperate();
  const isDone = [appeal.by, ...appeal.reviews.map(({ by }) => by)].includes(username);
  const mayReview = mayOperate && appeal.outcome === 'pending';
  return (
    <>
      <p>
        <strong>{say(appealOutcomeWords[appeal.outcome])}</strong>
      </p>
      <ul>
        <li>
          <Moment at={appeal.at} /> {appeal.by}: {appeal.reason}
        </li>
        {appeal.reviews.map(({ at, by, accepts, note }) => (
          <li key={by}>
            <Moment at={at} /> {by}: {say(accepts ? appealWords.accept : appealWords.refuse)} {note}
          </li>
        ))}
      </ul>
      {mayReview && isDone && <p className="quiet">{say(appealWords.notYours)}</p>}
      {mayReview && !isDone && <ReviewForm caseId={caseId} />}
    </>
  );
}

function ReviewForm({ caseId }: { readonly caseId: string }) {
  const { say } = useSpeech();
  const [form] = Form.useForm<{ note?: string }>();
  const review = useHubChange<{ accepts: boolean; note: string }, CaseAnswer>(
    'POST',
    `/cases/${encodeURIComponent(caseId)}/appeal/reviews`,
    'cases',
  );
  const decide = (accepts: boolean) =>
    review.mutate({ accepts, note: (form.getFieldValue('note') as string | undefined) ?? '' });
  return (
    <Form form={form} layout="vertical">
      <Failure thrown={review.error} />
      <Form.Item name="note" label={say(appealWords.note)}>
        <Input maxLength={2_000} />
      </Form.Item>
      <Space>
        <Button type="primary" disabled={review.isPending} onClick={() => decide(true)}>
          {say(appealWords.accept)}
        </Button>
        <Button danger disabled={review.isPending} onClick={() => decide(false)}>
          {say(appealWords.refuse)}
        </Button>
      </Space>
    </Form>
  );
}

function Failure({ thrown }: { readonly thrown: Error | null }) {
  const { say } = useSpeech();
  if (thrown === null) return null;
  return <Alert type="error" showIcon title={say(appealWords.failed)} description={thrown.message} />;
}
