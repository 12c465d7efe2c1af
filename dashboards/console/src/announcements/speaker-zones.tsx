// The zones with loudspeakers: when each spoke last, and what holds it back now.
import { Table } from 'antd';
import { secondMs } from '../../../../core/time.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { Age } from '../parts/time-mark.tsx';
import { timeOfDay } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { announcementWords } from '../words/storm-words.ts';
import './announcements.css';

interface ZoneAnswer {
  readonly name: string;
  readonly last_spoken_at: string | null;
  readonly cools_until: string | null;
  readonly quiet: boolean;
}

const askEveryMs = 10 * secondMs;

export function SpeakerZones() {
  const { say } = useSpeech();
  const asked = useHubAnswer<ListAnswer<ZoneAnswer>>('/announcements/zones', { refetchInterval: askEveryMs });
  return (
    <section className="page-section" aria-label={say(announcementWords.zones)}>
      <h2>{say(announcementWords.zones)}</h2>
      <AnswerState asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <NothingYet text={say(announcementWords.noZones)} />
          ) : (
            <Table<ZoneAnswer>
              rowKey="name"
              size="small"
              pagination={false}
              dataSource={[...items]}
              columns={[
                { title: say(announcementWords.zone), dataIndex: 'name' },
                {
                  title: say(announcementWords.lastSpoken),
                  render: (_, { last_spoken_at: at }) => <Age at={at} />,
                },
                { title: say(pageWords.state), render: (_, zone) => <ZoneMark zone={zone} /> },
              ]}
            />
          )
        }
      </AnswerState>
    </section>
  );
}

function ZoneMark({ zone }: { readonly zone: ZoneAnswer }) {
  const { say } = useSpeech();
  if (zone.cools_until !== null) {
    return (
      <span className="mark-waiting" title={say(announcementWords.coolsHint)}>
        {say(announcementWords.cools)} {timeOfDay(Date.parse(zone.cools_until))}
      </span>
    );
  }
  if (zone.quiet) return <span className="mark-waiting">{say(announcementWords.quiet)}</span>;
  return <span className="mark-good">{say(announcementWords.free)}</span>;
}
