// What a back-test found: how many there were and would have been, and each that differs.
import { Segmented, Table } from 'antd';
import { useMemo, useState } from 'react';
import { secondMs } from '../../../../core/time.ts';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { useLiveState } from '../live/use-live.tsx';
import { backtestWords, fateWords, fieldWords } from '../words/backtest-words.ts';
import { durationWords } from '../words/durations.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { severityWords } from '../words/words.ts';
import { type BacktestAnswer, type BacktestRow, backtestRows, type Claim } from './backtest-rows.ts';

const rowsAtOnce = 20;

export function BacktestResult({ answer }: { readonly answer: BacktestAnswer }) {
  const { say } = useSpeech();
  const [subject, setSubject] = useState<'alarms' | 'cases'>('alarms');
  const { from, to, readings, took_ms: tookMs, before, after } = answer;
  const diff = answer[subject];
  const rows = useMemo(() => backtestRows(diff), [diff]);
  return (
    <div className="backtest-result">
      <p className="quiet">
        {dayAndTime(Date.parse(from))} – {dayAndTime(Date.parse(to))} · {readings}{' '}
        {say(backtestWords.readings)} · {say(durationWords(Math.max(secondMs, tookMs)))}
      </p>
      <div className="figures">
        <BeforeAfter label={say(backtestWords.alarms)} before={before.alarms} after={after.alarms} />
        <BeforeAfter label={say(backtestWords.cases)} before={before.cases} after={after.cases} />
      </div>
      <Segmented
        value={subject}
        onChange={setSubject}
        options={(['alarms', 'cases'] as const).map((value) => {
          const { only_before: gone, only_after: come, changed } = answer[value];
          const count = gone.length + come.length + changed.length;
          return { value, label: `${say(backtestWords[value])} (${count})` };
        })}
      />
      {rows.length === 0 ? <p className="quiet">{say(backtestWords.nothing)}</p> : <ClaimTable rows={rows} />}
      <p className="quiet">
        {say(backtestWords.same)}: {diff.same}
        {diff.left_out > 0 && ` · ${diff.left_out} ${say(backtestWords.leftOut)}`}
      </p>
    </div>
  );
}

function BeforeAfter(props: { readonly label: string; readonly before: number; readonly after: number }) {
  const { say } = useSpeech();
  const { label, before, after } = props;
  return (
    <span className="before-after">
      <span className="quiet">{label}</span>
      <span title={say(backtestWords.before)}>{before}</span>
      <span aria-hidden="true">→</span>
      <b title={say(backtestWords.after)}>{after}</b>
    </span>
  );
}

function ClaimTable({ rows }: { readonly rows: readonly BacktestRow[] }) {
  const { language, say } = useSpeech();
  const places = useLiveState((state) => state.places);
  const placeOf = ({ point_id, device_id }: Claim) =>
    places.get(point_id ?? '')?.name ?? point_id ?? device_id ?? '';
  return (
    <Table<BacktestRow>
      rowKey="key"
      size="small"
      pagination={{ pageSize: rowsAtOnce, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 'max-content' }}
      dataSource={[...rows]}
      columns={[
        {
          title: say(backtestWords.fate),
          render: (_, { fate }) => <span className={`fate-${fate}`}>{say(fateWords[fate])}</span>,
          filters: (['gone', 'new', 'changed'] as const).map((value) => ({
            value,
            text: say(fateWords[value]),
          })),
          onFilter: (value, { fate }) => fate === value,
        },
        {
          title: say(backtestWords.subject),
          render: (_, { claim }) => (
            <>
              <SeverityTag severity={claim.peak_severity ?? claim.severity} />{' '}
              {claim.titles?.[language] ?? claim.rule_id ?? claim.id}
            </>
          ),
        },
        { title: say(pageWords.point), render: (_, { claim }) => placeOf(claim) },
        { title: say(backtestWords.raised), render: (_, { at }) => dayAndTime(Date.parse(at)) },
        {
          title: say(backtestWords.differences),
          render: (_, { differences }) => <Differences differences={differences} />,
        },
      ]}
    />
  );
}

function Differences({ differences }: Pick<BacktestRow, 'differences'>) {
  const { say } = useSpeech();
  const text = (value: unknown): string => {
    if (typeof value === 'string' && value in severityWords) {
      return say(severityWords[value as keyof typeof severityWords]);
    }
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return dayAndTime(Date.parse(value));
    return value === null || value === undefined ? '–' : String(value);
  };
  return (
    <ul className="claim-differences">
      {differences.map(({ field, before, after }) => (
        <li key={field}>
          {say(fieldWords(field))}: {text(before)} → {text(after)}
        </li>
      ))}
    </ul>
  );
}
