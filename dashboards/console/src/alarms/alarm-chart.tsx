// The readings around an alarm: from an hour before it was raised until an hour after it cleared, or now.
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { hourMs } from '../../../../core/time.ts';
import type { AlarmAnswer, ReadingsAnswer } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { alarmWords } from '../words/alarm-words.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { alarmSpan, metricOfUnit } from './alarm-span.ts';
import '../point/point.css';

const LineChart = lazy(async () => ({ default: (await import('../point/line-chart.tsx')).LineChart }));

const maxPoints = 800;

export function AlarmChart({ alarm }: { readonly alarm: AlarmAnswer }) {
  const { say } = useSpeech();
  const metric = metricOfUnit[alarm.unit];
  const { from, to } = alarmSpan(alarm, hubNow());
  const query = new URLSearchParams({
    ...{ device_id: alarm.device_id, metric: metric ?? '', max_points: String(maxPoints) },
    ...{ from: String(from), to: String(to) },
  });
  const asked = useHubAnswer<ReadingsAnswer>(`/readings?${query}`, { enabled: metric !== undefined });
  if (metric === undefined) return null;
  return (
    <section className="page-section">
      <h2>{say(alarmWords.chart)}</h2>
      <AnswerState asked={asked}>
        {({ points }) =>
          points.length === 0 ? (
            <p className="quiet">{say(words.noReadings)}</p>
          ) : (
            <Suspense fallback={<Skeleton.Node active className="chart" />}>
              <LineChart metric={metric} samples={points} spanMs={to - from + hourMs / 12} endsAt={to} />
            </Suspense>
          )
        }
      </AnswerState>
    </section>
  );
}
