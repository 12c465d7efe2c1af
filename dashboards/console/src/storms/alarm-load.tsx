// How many alarms reached people, by day and by person, against what the standards ask for.
import { Segmented, Skeleton, Table } from 'antd';
import { lazy, Suspense } from 'react';
import { dayMs, secondMs } from '../../../../core/time.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { filterQuery, useFilters } from '../parts/use-filters.ts';
import { durationWords } from '../words/durations.ts';
import { noFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { daysWords, stormWords } from '../words/storm-words.ts';
import { type DayLoad, operatorTotals } from './storm-answers.ts';
import '../point/point.css';
import './storms.css';

const BarChart = lazy(async () => ({ default: (await import('./bar-chart.tsx')).BarChart }));

const periods = ['7', '30', '90'] as const;
const filterNames = ['days'] as const;
/** Alarms for each operator in ten minutes: on average, and at most. */
const targets = [1, 2] as const;
const colours = { shown: '#3b8ef0', held: '#7d8b99', average: '#3b8ef0', most: '#f0831a' } as const;

export function AlarmLoad() {
  const { say } = useSpeech();
  const [filters, setFilter] = useFilters(filterNames);
  const days = periods.find((period) => period === filters.days) ?? periods[0];
  // Whole days: the same question until midnight.
  const from = Math.floor(hubNow() / dayMs) * dayMs - (Number(days) - 1) * dayMs;
  const asked = useHubAnswer<ListAnswer<DayLoad>>(`/alarm-load${filterQuery({ from: String(from) })}`);
  return (
    <section className="page-section" aria-label={say(stormWords.load)}>
      <div className="section-head">
        <h2>{say(stormWords.load)}</h2>
        <Segmented
          aria-label={say(stormWords.period)}
          value={days}
          onChange={(value) => setFilter('days', value)}
          options={periods.map((value) => ({ value, label: say(daysWords(Number(value))) }))}
        />
      </div>
      <p className="quiet">{say(stormWords.loadHint)}</p>
      <AnswerState asked={asked}>{({ items }) => <LoadFigures days={items} />}</AnswerState>
    </section>
  );
}

function LoadFigures({ days }: { readonly days: readonly DayLoad[] }) {
  const { say } = useSpeech();
  const dates = days.map(({ date }) => date);
  return (
    <>
      <Suspense fallback={<Skeleton.Node active className="chart" />}>
        <div className="page-columns load-charts">
          <BarChart
            label={say(stormWords.alarms)}
            days={dates}
            sets={[
              {
                ...{ name: say(stormWords.shownAlarms), stack: 'alarms', colour: colours.shown },
                values: days.map(({ alarms }) => alarms),
              },
              {
                ...{ name: say(stormWords.heldAlarms), stack: 'alarms', colour: colours.held },
                values: days.map(({ held_back }) => held_back),
              },
            ]}
          />
          <BarChart
            label={say(stormWords.perOperator)}
            days={dates}
            targets={targets}
            sets={(['average', 'most'] as const).map((measure) => ({
              name: `${say(stormWords.perOperator)}, ${say(stormWords[measure])}`,
              colour: colours[measure],
              values: days.map(({ per_operator_10min: load }) => Math.round(load[measure] * 100) / 100),
            }))}
          />
        </div>
      </Suspense>
      <DayTable days={days} />
      <OperatorTable days={days} />
    </>
  );
}

function DayTable({ days }: { readonly days: readonly DayLoad[] }) {
  const { say } = useSpeech();
  return (
    <Table<DayLoad>
      rowKey="date"
      size="small"
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 'max-content' }}
      dataSource={[...days].reverse()}
      columns={[
        { title: say(stormWords.day), dataIndex: 'date' },
        { title: say(stormWords.shownAlarms), dataIndex: 'alarms', align: 'right' },
        { title: say(stormWords.heldAlarms), dataIndex: 'held_back', align: 'right' },
        { title: say(stormWords.operators), dataIndex: 'operators', align: 'right' },
        {
          title: `${say(stormWords.perOperator)} (${say(stormWords.target)} ${targets.join(' / ')})`,
          align: 'right',
          render: (_, { per_operator_10min: { average, most } }) => (
            <span className={average > targets[0] || most > targets[1] ? 'mark-bad' : ''}>
              {average.toFixed(2)} / {most.toFixed(1)}
            </span>
          ),
        },
        { title: say(stormWords.floods), dataIndex: 'flood_windows', align: 'right' },
        {
          title: say(stormWords.chattering),
          align: 'right',
          render: (_, { chattering }) => chattering.length,
        },
        { title: say(stormWords.stale), dataIndex: 'stale', align: 'right' },
      ]}
    />
  );
}

function OperatorTable({ days }: { readonly days: readonly DayLoad[] }) {
  const { say } = useSpeech();
  const totals = operatorTotals(days);
  if (totals.length === 0) return <NothingYet text={say(stormWords.noOperators)} />;
  return (
    <Table
      rowKey="operator"
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={totals}
      columns={[
        { title: say(stormWords.operator), dataIndex: 'operator' },
        { title: say(stormWords.acknowledged), dataIndex: 'acknowledged', align: 'right' },
        { title: say(stormWords.shelved), dataIndex: 'shelved', align: 'right' },
        { title: say(stormWords.commented), dataIndex: 'commented', align: 'right' },
        {
          title: say(stormWords.timeToAcknowledge),
          align: 'right',
          render: (_, { mean_time_to_acknowledge_s: mean }) =>
            mean === null ? noFigure : say(durationWords(mean * secondMs)),
        },
      ]}
    />
  );
}
