// The course of a point's metrics with its alarms shaded, and the alarms as rows.
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { dayMs } from '../../../../core/time.ts';
import { AlarmTable } from '../alarms/alarm-table.tsx';
import type { AlarmAnswer, ListedPointAnswer } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { mainReading } from '../point/chart-metric.ts';
import type { ChartSpan } from '../point/chart-option.ts';
import { DaysChoice } from '../point/days-choice.tsx';
import { MetricCourse } from '../point/metric-course.tsx';
import { deviceWords } from '../words/device-words.ts';
import { metricLabel } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pointWords } from '../words/point-words.ts';

const periods_d = [1, 3, 7, 30] as const;
type Period_d = (typeof periods_d)[number];

export function PointAlarms({ point }: { readonly point: ListedPointAnswer }) {
  const { say } = useSpeech();
  const asked = useHubList<AlarmAnswer>(`/alarms?point_id=${encodeURIComponent(point.id)}`);
  const alarms = useMemo(() => itemsOf(asked.data), [asked.data]);
  return (
    <>
      <PointCourse point={point} alarms={alarms} />
      <section className="page-section">
        <h2>{say(pointWords.alarmsHere)}</h2>
        <AnswerState asked={asked}>
          {() =>
            alarms.length === 0 ? (
              <p className="quiet">{say(pointWords.noAlarms)}</p>
            ) : (
              <AlarmTable alarms={alarms} />
            )
          }
        </AnswerState>
        <LoadMore asked={asked} />
      </section>
    </>
  );
}

interface PointCourseProps {
  readonly point: ListedPointAnswer;
  readonly alarms: readonly AlarmAnswer[];
}

function PointCourse({ point, alarms }: PointCourseProps) {
  const { language, say } = useSpeech();
  const [chosen, setChosen] = useState<string | null>(null);
  const [period_d, setPeriod] = useState<Period_d>(1);
  const main = mainReading(point);
  const reading = point.latest.find((latest) => keyOf(latest) === chosen) ?? main;
  const marks = useMemo(
    () => alarms.filter(({ device_id: id }) => id === reading?.device_id).map(spanOf),
    [alarms, reading?.device_id],
  );
  if (reading === undefined) return null;
  return (
    <section className="page-section">
      <div className="section-head">
        <h2>{say(pointWords.course)}</h2>
        <Select
          aria-label={say(deviceWords.metric)}
          className="filter-text"
          value={keyOf(reading)}
          onChange={setChosen}
          options={point.latest.map((latest) => ({
            value: keyOf(latest),
            label: `${metricLabel(latest.metric, language)} · ${latest.device_id}`,
          }))}
        />
        <DaysChoice<Period_d> choices={periods_d} value={period_d} onChange={setPeriod} />
      </div>
      <MetricCourse
        deviceId={reading.device_id}
        metric={reading.metric}
        spanMs={period_d * dayMs}
        marks={marks}
      />
    </section>
  );
}

function keyOf({ device_id, metric }: { readonly device_id: string; readonly metric: string }): string {
  return `${device_id} ${metric}`;
}

function spanOf({ raised_at, cleared_at, peak_severity: severity }: AlarmAnswer): ChartSpan {
  return {
    from: Date.parse(raised_at),
    to: cleared_at === null ? hubNow() : Date.parse(cleared_at),
    severity,
  };
}
