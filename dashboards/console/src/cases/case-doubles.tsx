// Open cases nearby that may be about the same thing, each ready to take this one in.
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { messageOf } from '../../../../core/error.ts';
import type { ListAnswer, ShownCase } from '../api-client/answers.ts';
import { useHubAnswer, useHubChange } from '../api-client/queries.tsx';
import { isOpenState } from '../live/case-openness.ts';
import { AnswerState } from '../parts/answer-state.tsx';
import { DialogButtons } from '../parts/dialog-buttons.tsx';
import { CaseLink } from '../parts/links.tsx';
import { caseWords } from '../words/case-words.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { caseStateWords } from '../words/words.ts';

interface MergeBody {
  readonly into: string;
  readonly reason: string;
}

export function CaseDoubles({ subject }: { readonly subject: ShownCase }) {
  const { language, say } = useSpeech();
  const path = `/cases/${encodeURIComponent(subject.id)}`;
  const asked = useHubAnswer<ListAnswer<ShownCase>>(`${path}/doubles`);
  const [into, setInto] = useState<string | null>(null);
  if (!isOpenState(subject.state)) return null;
  return (
    <section className="page-section">
      <h2>{say(caseWords.doubles)}</h2>
      <AnswerState asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say(caseWords.noDoubles)}</p>
          ) : (
            <ul className="plain-list">
              {items.map(({ id, titles, state, reported_at: at }) => (
                <li key={id}>
                  <span>
                    <CaseLink id={id} /> {titles[language]}
                  </span>
                  <span className="quiet">
                    {say(caseStateWords[state])} · {dayAndTime(Date.parse(at))}
                  </span>
                  <span>
                    <Button size="small" onClick={() => setInto(id)}>
                      {say(caseWords.merge)}
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </AnswerState>
      {into !== null && <MergeDialog path={path} into={into} onClose={() => setInto(null)} />}
    </section>
  );
}

function MergeDialog({ path, into, onClose }: { path: string; into: string; onClose(): void }) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const merge = useHubChange<MergeBody, ShownCase>('POST', `${path}/merge`, 'cases');
  async function submit({ reason }: { readonly reason: string }) {
    if (merge.isPending) return;
    try {
      await merge.mutateAsync({ into, reason });
      navigate(`/cases/${encodeURIComponent(into)}`);
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }
  return (
    <Modal open title={`${say(caseWords.merge)} · ${into}`} footer={null} onCancel={onClose}>
      <p>{say(caseWords.mergeAsk)}</p>
      <Form layout="vertical" onFinish={submit}>
        <Form.Item name="reason" label={say(pageWords.reason)} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={2} maxLength={2_000} autoFocus />
        </Form.Item>
        <DialogButtons label={say(caseWords.merge)} isGrave isSending={merge.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  );
}
