// One alarm: what is claimed, why, what the readings say, what people did about it.
import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { Label } from '../../../../core/label.ts';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { usePlace } from '../live/use-places.ts';
import { AnswerState } from '../parts/answer-state.tsx';
import { CaseLink, PointLink, RuleLink } from '../parts/links.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { alarmWords } from '../words/alarm-words.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { words } from '../words/words.ts';
import { AlarmActions } from './alarm-actions.tsx';
import { AlarmChart } from './alarm-chart.tsx';
import { AlarmExplanation, type ExplainedAlarm } from './alarm-explanation.tsx';
import { alarmFigure } from './alarm-figure.ts';
import { HeldBackBy } from './held-back-by.tsx';

export function AlarmPage() {
  const { id = '' } = useParams();
  const { language, say } = useSpeech();
  const asked = useHubAnswer<ExplainedAlarm>(`/alarms/${encodeURIComponent(id)}`);
  const alarm = asked.data;
  return (
    <PageBody
      title={alarm === undefined ? `${say(pageWords.alarm)} ${id}` : alarm.titles[language]}
      mark={alarm !== undefined && <SeverityTag severity={alarm.severity} />}
      actions={alarm !== undefined && <AlarmActions alarm={alarm} />}
    >
      <AnswerState asked={asked}>
        {(answer) => (
          <>
            <AlarmFacts alarm={answer} />
            <AlarmChart alarm={answer} />
            <div className="page-columns">
              <AlarmExplanation alarm={answer} />
              <AlarmComments alarm={answer} />
            </div>
          </>
        )}
      </AnswerState>
    </PageBody>
  );
}

function instant(text: string | null): string | null {
  return text === null ? null : dayAndTime(Date.parse(text));
}

function AlarmFacts({ alarm }: { readonly alarm: AlarmAnswer }) {
  const { language, say } = useSpeech();
  const place = usePlace(alarm.point_id);
  const acknowledged = `${alarm.acknowledged_by ?? ''} ${instant(alarm.acknowledged_at) ?? ''}`;
  const shelved = [instant(alarm.shelved_until), alarm.shelved_by, alarm.shelve_reason].join(' · ');
  const facts: readonly { readonly label: Label; readonly children: ReactNode }[] = [
    { label: pageWords.point, children: <PointLink id={alarm.point_id} name={place?.name} /> },
    { label: pageWords.device, children: alarm.device_id },
    { label: alarmWords.rule, children: <RuleLink id={alarm.rule_id} title={alarm.titles[language]} /> },
    { label: pageWords.state, children: say(alarmWords[alarm.condition]) },
    { label: alarmWords.value, children: alarmFigure(alarm.value, alarm, language) },
    { label: alarmWords.peak, children: alarmFigure(alarm.peak_value, alarm, language) },
    { label: alarmWords.raisedAt, children: instant(alarm.raised_at) },
    { label: alarmWords.detectedAt, children: instant(alarm.detected_at) },
    { label: alarmWords.clearedAt, children: instant(alarm.cleared_at) },
    {
      label: alarmWords.acknowledgement,
      children: alarm.acknowledged ? acknowledged : say(alarmWords.notAcknowledged),
    },
    { label: alarmWords.shelvedUntil, children: alarm.shelved_until === null ? null : shelved },
    {
      label: alarmWords.heldBack,
      children: alarm.suppressed_by === null ? null : <HeldBackBy id={alarm.suppressed_by} />,
    },
    { label: alarmWords.case, children: alarm.case_id === null ? null : <CaseLink id={alarm.case_id} /> },
  ];
  return (
    <section className="page-section">
      {!alarm.confident && <p className="quiet">{say(words.uncertain)}</p>}
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={facts
          .filter(({ children }) => children !== null)
          .map(({ label, children }) => ({ key: label.en, label: say(label), children }))}
      />
    </section>
  );
}

function AlarmComments({ alarm }: { readonly alarm: AlarmAnswer }) {
  const { say } = useSpeech();
  if (alarm.comments.length === 0) return null;
  return (
    <section className="page-section">
      <h2>{say(alarmWords.comments)}</h2>
      <ol className="comments">
        {alarm.comments.map(({ at, by, text }) => (
          <li key={`${at} ${by}`}>
            <span className="quiet">
              {instant(at)} · {by}
            </span>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
