// What each rule of a point thought at a moment: now, or any moment that is kept.
import { Button } from 'antd';
import { useState } from 'react';
import type { EpochMs } from '../../../../core/time.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { AlarmLink, DeviceLink } from '../parts/links.tsx';
import { MomentField } from '../parts/moment-field.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { pointWords, ruleStateWords } from '../words/point-words.ts';
import type { ExplainedRule, PointExplanationAnswer } from './explanation-answer.ts';

export function PointExplanation({ pointId }: { readonly pointId: string }) {
  const { say } = useSpeech();
  const [at, setAt] = useState<EpochMs | null>(null);
  const query = new URLSearchParams({ point_id: pointId, ...(at === null ? {} : { at: String(at) }) });
  const asked = useHubAnswer<PointExplanationAnswer>(`/explain?${query}`, { keepsBefore: true });
  return (
    <section className="page-section">
      <div className="section-head">
        <h2>{say(pointWords.explain)}</h2>
        <MomentField label={say(pointWords.explainAt)} value={at} onChange={setAt} />
        <Button disabled={at === null} onClick={() => setAt(null)}>
          {say(pointWords.explainNow)}
        </Button>
        {asked.data !== undefined && <span className="quiet">{dayAndTime(Date.parse(asked.data.at))}</span>}
      </div>
      <p className="quiet">{say(pointWords.explainHint)}</p>
      <AnswerState asked={asked}>{({ rules }) => <Rules rules={rules} />}</AnswerState>
    </section>
  );
}

function Rules({ rules }: { readonly rules: readonly ExplainedRule[] }) {
  const { language, say } = useSpeech();
  if (rules.length === 0) return <p className="quiet">{say(pointWords.noRules)}</p>;
  const watching = rules.filter(({ state }) => state !== 'not_watching');
  return (
    <RowTable<ExplainedRule>
      rowKey={({ rule_id, device_id }) => `${rule_id} ${device_id ?? ''}`}
      rows={watching}
      columns={[
        { title: say(pointWords.rule), render: (_, { titles }) => titles[language] },
        {
          title: say(pageWords.state),
          render: (_, { state }) => (
            <span
              className={state === 'in_alarm' ? 'mark-bad' : state === 'waiting' ? 'mark-waiting' : undefined}
            >
              {say(ruleStateWords[state])}
            </span>
          ),
        },
        {
          title: say(pointWords.because),
          render: (_, { words }) => <span className="explained">{words[language]}</span>,
        },
        {
          title: say(pageWords.device),
          render: (_, { device_id: id }) => (id === null ? null : <DeviceLink id={id} />),
        },
        {
          title: say(pageWords.alarm),
          render: (_, { alarm, titles }) =>
            alarm === null ? null : <AlarmLink id={alarm.id} title={titles[language]} />,
        },
      ]}
    />
  );
}
