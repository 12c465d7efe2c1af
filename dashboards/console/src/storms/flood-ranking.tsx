// Flood points, the worst first, and the basins that they lie in.
import { Table } from 'antd';
import { Link } from 'react-router';
import { SeverityTag } from '../lists/severity-counts.tsx';
import { NothingYet } from '../parts/answer-state.tsx';
import { PointLink } from '../parts/links.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import { Age } from '../parts/time-mark.tsx';
import { changeInCm, depthInCm, noFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { inMinutesWords, stormWords } from '../words/storm-words.ts';
import { words } from '../words/words.ts';
import type { BasinLine, FloodLine } from './storm-answers.ts';

/** The worst come first, and few look further. */
const pageLength = 50;

const cm = (depth_mm: number | null) => (depth_mm === null ? noFigure : `${depthInCm(depth_mm)} cm`);

export function FloodRanking({ points }: { readonly points: readonly FloodLine[] }) {
  const { say } = useSpeech();
  return (
    <section className="page-section" aria-label={say(stormWords.points)}>
      <h2>{say(stormWords.points)}</h2>
      {points.length === 0 ? (
        <NothingYet text={say(stormWords.noPoints)} />
      ) : (
        <RowTable<FloodLine>
          rowKey="point_id"
          rows={points}
          pageLength={pageLength}
          columns={[
            { title: say(stormWords.rank), dataIndex: 'rank', align: 'right', width: 60 },
            {
              title: say(pageWords.point),
              render: (_, { point_id, name }) => <PointLink id={point_id} name={name} />,
            },
            {
              title: say(pageWords.severity),
              render: (_, { severity, alarm_id: alarm }) =>
                severity !== null && (
                  <Link to={`/alarms/${encodeURIComponent(alarm ?? '')}`}>
                    <SeverityTag severity={severity} />
                  </Link>
                ),
            },
            { title: say(stormWords.depth), align: 'right', render: (_, { depth_mm }) => cm(depth_mm) },
            {
              title: say(stormWords.lowPoint),
              align: 'right',
              render: (_, { low_point_depth_mm }) => cm(low_point_depth_mm),
            },
            {
              title: say(stormWords.rise),
              align: 'right',
              render: (_, { rise_mm, rise_minutes }) =>
                rise_mm === null
                  ? noFigure
                  : `${changeInCm(rise_mm)} cm ${say(inMinutesWords(rise_minutes))}`,
            },
            { title: say(words.roadClass), dataIndex: 'road_class' },
            { title: say(words.basin), dataIndex: 'basin' },
            { title: say(stormWords.measured), render: (_, { measured_at: at }) => <Age at={at} /> },
            {
              title: say(stormWords.gauge),
              render: (_, { device_status: status }) => status !== null && <StatusMark status={status} />,
            },
          ]}
        />
      )}
    </section>
  );
}

export function Basins({ basins }: { readonly basins: readonly BasinLine[] }) {
  const { say } = useSpeech();
  if (basins.length === 0) return null;
  return (
    <section className="page-section" aria-label={say(stormWords.basins)}>
      <h2>{say(stormWords.basins)}</h2>
      <Table<BasinLine>
        rowKey={({ basin }) => basin ?? ''}
        size="small"
        pagination={false}
        dataSource={[...basins]}
        columns={[
          { title: say(words.basin), render: (_, { basin }) => basin ?? say(stormWords.noBasin) },
          {
            title: say(pageWords.severity),
            render: (_, { severity }) => severity !== null && <SeverityTag severity={severity} />,
          },
          { title: say(stormWords.alarms), dataIndex: 'alarms', align: 'right' },
          {
            title: say(stormWords.flooded),
            align: 'right',
            render: (_, { flooded_points, flood_points }) => `${flooded_points} / ${flood_points}`,
          },
          { title: say(stormWords.deepest), align: 'right', render: (_, { deepest_mm }) => cm(deepest_mm) },
        ]}
      />
    </section>
  );
}
