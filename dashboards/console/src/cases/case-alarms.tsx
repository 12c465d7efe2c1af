// The alarms that a case is about, with the readings around the last of them.

import { AlarmChart } from '../alarms/alarm-chart.tsx';
import type { AlarmAnswer, CaseAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { alarmWords } from '../words/alarm-words.ts';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { NamedAlarm } from './named-alarm.tsx';

/** Alarms that are named; a device that comes and goes has hundreds. */
const mostNamed = 12;

export function CaseAlarms({ subject }: { readonly subject: CaseAnswer }) {
  const { say } = useSpeech();
  const { alarm_ids: ids, active_alarm_ids: active } = subject;
  // One that goes on says more than one that came later and has cleared.
  const shown = active.at(-1) ?? ids.at(-1);
  if (shown === undefined) return null;
  return (
    <>
      <LastAlarm key={shown} id={shown} />
      <section className="page-section">
        <h2>
          {say(caseWords.alarms)} <span className="list-panel-count">{ids.length}</span>
        </h2>
        <ul className="word-choices">
          {ids.slice(-mostNamed).map((id) => (
            <li key={id}>
              <NamedAlarm id={id} subject={subject} />
              {active.includes(id) && <span className="is-overdue"> {say(alarmWords.active)}</span>}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function LastAlarm({ id }: { readonly id: string }) {
  const asked = useHubAnswer<AlarmAnswer>(`/alarms/${encodeURIComponent(id)}`);
  return <AnswerState asked={asked}>{(alarm) => <AlarmChart alarm={alarm} />}</AnswerState>;
}
