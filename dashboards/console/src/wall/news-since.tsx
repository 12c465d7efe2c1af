// What is new since you looked, over the map until it is put away.
import { Button } from 'antd';
import { useMemo } from 'react';
import { useNow } from '../app/use-now.ts';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { useLiveState } from '../live/use-live.tsx';
import { usePlaces } from '../live/use-places.ts';
import { AlarmLink, CaseLink } from '../parts/links.tsx';
import { ageWords } from '../words/durations.ts';
import { useSpeech } from '../words/language.tsx';
import { moreWords, wallWords } from '../words/wall-words.ts';
import { isNews, newsSince } from './news.ts';
import { useAbsence } from './use-absence.ts';
import './wall.css';

const recountMs = 15_000;
const mostShown = 6;

export function NewsSince() {
  const { language, say } = useSpeech();
  const [since, seen] = useAbsence();
  const now = useNow(recountMs);
  const alarms = useLiveState((state) => state.alarms);
  const cases = useLiveState((state) => state.cases);
  const news = useMemo(
    () => (since === null ? null : newsSince(since, alarms.values(), cases.values(), now)),
    [since, alarms, cases, now],
  );
  const places = usePlaces((news?.alarms ?? []).slice(0, mostShown).map(({ point_id: id }) => id));
  if (news === null || since === null || !isNews(news)) return null;
  const hidden = Math.max(0, news.alarms.length - mostShown);
  return (
    <section className="news" aria-label={say(wallWords.news)} aria-live="polite">
      <div className="news-head">
        <b>
          {say(wallWords.news)} · {say(ageWords(since, now))}
        </b>
        <Button size="small" onClick={seen}>
          {say(wallWords.seen)}
        </Button>
      </div>
      <p>
        {say(wallWords.newAlarms)} <b>{news.alarms.length}</b> · {say(wallWords.newCases)}{' '}
        <b>{news.cases.length}</b> · {say(wallWords.newOverdue)} <b>{news.overdue.length}</b>
      </p>
      <ul>
        {news.alarms.slice(0, mostShown).map((alarm) => (
          <li key={alarm.id}>
            <SeverityTag severity={alarm.severity} />{' '}
            <AlarmLink
              id={alarm.id}
              title={`${alarm.titles[language]} · ${places.get(alarm.point_id ?? '')?.name ?? alarm.device_id}`}
            />
          </li>
        ))}
        {hidden > 0 && <li className="quiet">{say(moreWords(hidden))}</li>}
        {news.overdue.slice(0, mostShown).map(({ id, titles }) => (
          <li key={id} className="is-overdue">
            {say(wallWords.newOverdue)} <CaseLink id={id} /> {titles[language]}
          </li>
        ))}
      </ul>
    </section>
  );
}
