// The readings of one metric of one device over a span that ends now, as a chart; alarms of that time are marked.
import { Skeleton } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { minuteMs } from '../../../../core/time.ts';
import type { ReadingsAnswer } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import type { ChartSpan } from './chart-option.ts';
import './point.css';

const LineChart = lazy(async () => ({ default: (await import('./line-chart.tsx')).LineChart }));

const maxPoints = 1_200;
const rereadMs = minuteMs;

interface MetricCourseProps {
  readonly deviceId: string;
  readonly metric: string;
  readonly spanMs: number;
  readonly marks?: readonly ChartSpan[];
}

export function MetricCourse({ deviceId, metric, spanMs, marks }: MetricCourseProps) {
  const { say } = useSpeech();
  const to = useSteppedNow();
  const query = new URLSearchParams({
    ...{ device_id: deviceId, metric, max_points: String(maxPoints) },
    ...{ from: String(to - spanMs), to: String(to) },
  });
  const asked = useHubAnswer<ReadingsAnswer>(`/readings?${query}`, { keepsBefore: true });
  return (
    <AnswerState asked={asked}>
      {({ points }) =>
        points.length === 0 ? (
          <p className="quiet">{say(words.noReadings)}</p>
        ) : (
          <Suspense fallback={<Skeleton.Node active className="chart" />}>
            <LineChart
              {...{ metric, spanMs, samples: points, endsAt: to }}
              {...(marks === undefined ? {} : { marks })}
            />
          </Suspense>
        )
      }
    </AnswerState>
  );
}

/** Now, and now again after a while. */
function useSteppedNow(): number {
  const [to, setTo] = useState(() => Math.ceil(hubNow()));
  useEffect(() => {
    const timer = setInterval(() => setTo(Math.ceil(hubNow())), rereadMs);
    return () => clearInterval(timer);
  }, []);
  return to;
}
