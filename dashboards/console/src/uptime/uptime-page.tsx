// Availability over a period, by the unit that answers, by profile or by device.
import { Table } from 'antd';
import { uptimeGroups } from '../../../../core/figure-requests.ts';
import { dayMs, secondMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { siteDayStart } from '../look/site-moment.ts';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { ChoiceFilter, FilterBar } from '../parts/filter-bar.tsx';
import { DeviceLink } from '../parts/links.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { lastDays, PeriodFilter } from '../parts/period-filter.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useProfileNames, useUnitNames } from '../parts/use-names.ts';
import { durationWords } from '../words/durations.ts';
import { dayOf, noFigure, shareFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { uptimeWords } from '../words/uptime-words.ts';

interface UptimeItem {
  readonly id: string | null;
  readonly devices: number;
  readonly uptime: number | null;
  readonly down_s: number;
  readonly excluded_s: number;
  readonly failures: number;
  readonly mean_time_to_repair_s: number | null;
}

const filterNames = ['group', 'from', 'to'] as const;

export function UptimePage() {
  const { say } = useSpeech();
  const [filters, setFilter, clear] = useFilters(filterNames);
  const { group = 'unit' } = filters;
  const today = dayOf(hubNow());
  const { from, to } = { ...lastDays(today, 30), ...filters };
  const query = new URLSearchParams({
    ...{ group, from: String(siteDayStart(from)) },
    to: String(siteDayStart(to) + dayMs),
  });
  const asked = useHubAnswer<{ readonly items: readonly UptimeItem[] }>(`/uptime?${query}`, {
    keepsBefore: true,
  });
  return (
    <PageBody title={say(pageWords.uptime)}>
      <FilterBar {...(Object.keys(filters).length > 0 ? { onClear: clear } : {})}>
        <ChoiceFilter
          label={say(uptimeWords.group)}
          value={group}
          options={uptimeGroups.map((value) => ({ value, label: say(uptimeWords[value]) }))}
          onChange={(value) => setFilter('group', value)}
        />
        <PeriodFilter
          label={say(uptimeWords.period)}
          period={{ from, to }}
          today={today}
          presets={[
            { label: uptimeWords.last7, period: lastDays(today, 7) },
            { label: uptimeWords.last30, period: lastDays(today, 30) },
          ]}
          onChange={(period) => {
            setFilter('from', period?.from);
            setFilter('to', period?.to);
          }}
        />
      </FilterBar>
      <p className="quiet">{say(uptimeWords.hint)}</p>
      <AnswerState asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <NothingYet text={say(uptimeWords.none)} />
          ) : (
            <UptimeTable items={items} group={group} />
          )
        }
      </AnswerState>
    </PageBody>
  );
}

function UptimeTable({ items, group }: { readonly items: readonly UptimeItem[]; readonly group: string }) {
  const { say } = useSpeech();
  const units = useUnitNames();
  const profiles = useProfileNames();
  const nameOf = (id: string | null) => {
    if (id === null) return say(uptimeWords.nobody);
    if (group === 'device') return <DeviceLink id={id} />;
    return group === 'unit' ? units.nameOf(id) : profiles.nameOf(id);
  };
  const span = (seconds: number | null) =>
    seconds === null ? noFigure : say(durationWords(seconds * secondMs));
  return (
    <Table<UptimeItem>
      rowKey={({ id }) => id ?? ''}
      size="small"
      pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 'max-content' }}
      dataSource={[...items]}
      columns={[
        {
          title: say(uptimeWords[group === 'profile' || group === 'device' ? group : 'unit']),
          render: (_, { id }) => nameOf(id),
        },
        {
          title: say(uptimeWords.devices),
          dataIndex: 'devices',
          align: 'right',
          sorter: (a, b) => a.devices - b.devices,
        },
        {
          title: say(uptimeWords.uptime),
          align: 'right',
          defaultSortOrder: 'ascend',
          sorter: (a, b) => (a.uptime ?? 2) - (b.uptime ?? 2),
          render: (_, { uptime }) => <UptimeBar uptime={uptime} />,
        },
        {
          title: say(uptimeWords.down),
          align: 'right',
          sorter: (a, b) => a.down_s - b.down_s,
          render: (_, { down_s }) => span(down_s),
        },
        { title: say(uptimeWords.excluded), align: 'right', render: (_, { excluded_s }) => span(excluded_s) },
        {
          title: say(uptimeWords.failures),
          dataIndex: 'failures',
          align: 'right',
          sorter: (a, b) => a.failures - b.failures,
        },
        {
          title: say(uptimeWords.repair),
          align: 'right',
          render: (_, { mean_time_to_repair_s: seconds }) => span(seconds),
        },
      ]}
    />
  );
}

function UptimeBar({ uptime }: { readonly uptime: number | null }) {
  return (
    <span className="uptime-bar">
      <span aria-hidden="true">
        <span style={{ inlineSize: `${(uptime ?? 0) * 100}%` }} />
      </span>
      {shareFigure(uptime)}
    </span>
  );
}
