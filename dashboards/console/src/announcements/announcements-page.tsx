// Words over the loudspeakers: what waits for an operator's word, what was said and what not, and why.
import { secondMs } from '../../../../core/time.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer, useHubList } from '../api-client/queries.tsx';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { usePlace } from '../live/use-places.ts';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { AlarmLink, PointLink } from '../parts/links.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { Age, Moment } from '../parts/time-mark.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { announcementWords, decisionWords } from '../words/storm-words.ts';
import { type AnnouncementAnswer, DecideAnnouncement } from './decide-announcement.tsx';
import { SpeakerZones } from './speaker-zones.tsx';

const askEveryMs = 5 * secondMs;

export function AnnouncementsPage() {
  const { say } = useSpeech();
  const waiting = useHubAnswer<ListAnswer<AnnouncementAnswer>>('/announcements?waiting=true', {
    refetchInterval: askEveryMs,
  });
  return (
    <PageBody title={say(pageWords.announcements)}>
      <section className="page-section" aria-label={say(announcementWords.waiting)} aria-live="polite">
        <h2>{say(announcementWords.waiting)}</h2>
        <AnswerState asked={waiting}>
          {({ items }) =>
            items.length === 0 ? (
              <NothingYet text={say(announcementWords.noneWaiting)} />
            ) : (
              <ul className="waiting-words">
                {items.map((announcement) => (
                  <WaitingWords key={announcement.id} announcement={announcement} />
                ))}
              </ul>
            )
          }
        </AnswerState>
      </section>
      <SpeakerZones />
      <AnnouncementHistory />
    </PageBody>
  );
}

function WaitingWords({ announcement }: { readonly announcement: AnnouncementAnswer }) {
  const { zone, text, severity, point_id: point, at } = announcement;
  const place = usePlace(point);
  return (
    <li>
      <SeverityTag severity={severity} />
      <b>{zone}</b>
      <span className="waiting-text">{text}</span>
      <PointLink id={point} name={place?.name} />
      <Age at={at} />
      <DecideAnnouncement announcement={announcement} />
    </li>
  );
}

function AnnouncementHistory() {
  const { say } = useSpeech();
  const asked = useHubList<AnnouncementAnswer>('/announcements');
  const all = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  const by = (name: string | null) => (name === 'rules' ? say(announcementWords.rules) : name);
  return (
    <section className="page-section" aria-label={say(announcementWords.history)}>
      <h2>{say(announcementWords.history)}</h2>
      <AnswerState asked={asked}>
        {() =>
          all.length === 0 ? (
            <NothingYet text={say(announcementWords.none)} />
          ) : (
            <RowTable<AnnouncementAnswer>
              rows={all}
              columns={[
                { title: say(pageWords.time), render: (_, { at }) => <Moment at={at} /> },
                { title: say(announcementWords.zone), dataIndex: 'zone' },
                {
                  title: say(announcementWords.text),
                  render: (_, { text, severity, alarm_id: alarm }) => (
                    <>
                      <SeverityTag severity={severity} />{' '}
                      {alarm === '' ? text : <AlarmLink id={alarm} title={text} />}
                    </>
                  ),
                },
                {
                  title: say(announcementWords.decision),
                  render: (_, { decision }) => say(decisionWords[decision]),
                },
                { title: say(announcementWords.by), render: (_, { decided_by: name }) => by(name) },
                {
                  title: say(announcementWords.decided),
                  render: (_, { decided_at: at }) => <Moment at={at} />,
                },
              ]}
            />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </section>
  );
}
