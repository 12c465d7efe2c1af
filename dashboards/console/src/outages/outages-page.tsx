// Outages: devices that fell silent together because of what they share, one line each.
import { Link } from 'react-router';
import type { OutageAnswer } from '../api-client/device-answers.ts';
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { ChoiceFilter, FilterBar } from '../parts/filter-bar.tsx';
import { AlarmLink } from '../parts/links.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { Moment } from '../parts/time-mark.tsx';
import { filterQuery, useFilters } from '../parts/use-filters.ts';
import { useProfileNames } from '../parts/use-names.ts';
import { outageKindWords, outageWords } from '../words/device-words.ts';
import { durationWords } from '../words/durations.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';

const filterNames = ['open'] as const;
const askEveryMs = 10_000;

export function OutagesPage() {
  const { say } = useSpeech();
  const [filters, setFilter, clear] = useFilters(filterNames);
  const asked = useHubList<OutageAnswer>(`/outages${filterQuery(filters)}`, { refetchInterval: askEveryMs });
  const outages = itemsOf(asked.data);
  return (
    <PageBody title={say(pageWords.outages)}>
      <FilterBar {...(filters.open === undefined ? {} : { onClear: clear })}>
        <ChoiceFilter
          label={say(pageWords.state)}
          value={filters.open}
          options={[
            { value: 'true', label: say(outageWords.open) },
            { value: 'false', label: say(outageWords.over) },
          ]}
          onChange={(value) => setFilter('open', value)}
        />
      </FilterBar>
      <AnswerState asked={asked}>
        {() =>
          outages.length === 0 ? (
            <NothingYet text={say(filters.open === undefined ? outageWords.none : pageWords.noneMatch)} />
          ) : (
            <OutageTable outages={outages} />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </PageBody>
  );
}

function OutageTable({ outages }: { readonly outages: readonly OutageAnswer[] }) {
  const { say } = useSpeech();
  const { nameOf } = useProfileNames();
  return (
    <RowTable<OutageAnswer>
      rows={outages}
      columns={[
        { title: say(outageWords.which), render: (_, { kind }) => say(outageKindWords[kind]) },
        {
          title: say(outageWords.subject),
          render: (_, { kind, subject }) => {
            if (kind === 'network') return say(outageWords.wholeNetwork);
            return kind === 'profile' ? nameOf(subject) : subject;
          },
        },
        {
          title: say(pageWords.state),
          render: (_, { ended_at: endedAt }) => (
            <span className={endedAt === null ? 'mark-bad' : 'quiet'}>
              {say(endedAt === null ? outageWords.goesOn : outageWords.over)}
            </span>
          ),
        },
        { title: say(outageWords.affected), dataIndex: 'devices', align: 'right' },
        { title: say(outageWords.silentStill), dataIndex: 'silent', align: 'right' },
        { title: say(outageWords.lastHeard), render: (_, { last_heard_at: at }) => <Moment at={at} /> },
        { title: say(outageWords.detected), render: (_, { detected_at: at }) => <Moment at={at} /> },
        { title: say(outageWords.ended), render: (_, { ended_at: at }) => <Moment at={at} /> },
        {
          title: say(outageWords.lasted),
          render: (_, { last_heard_at: from, ended_at: to }) =>
            to === null ? null : say(durationWords(Date.parse(to) - Date.parse(from))),
        },
        {
          title: say(pageWords.devices),
          render: (_, { id }) => (
            <Link to={`/devices?outage_id=${encodeURIComponent(id)}`}>{say(outageWords.showDevices)}</Link>
          ),
        },
        {
          title: say(pageWords.alarm),
          render: (_, { alarm_id: id }) => (id === null ? null : <AlarmLink id={id} title={id} />),
        },
      ]}
    />
  );
}
