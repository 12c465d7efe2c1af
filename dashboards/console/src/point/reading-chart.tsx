// The last hours of a point's main metric, and on as new values come.
import { Alert, Button, Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { metricByName } from '../../../../core/metric.ts';
import { hourMs, minuteMs } from '../../../../core/time.ts';
import type { DeviceAnswer, PointAnswer, ReadingsAnswer } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { useAnswer } from '../api-client/use-answer.ts';
import { latestKey } from '../live/live-event.ts';
import { useLiveState } from '../live/use-live.tsx';
import { useSpeech } from '../words/language.tsx';
import { hoursWords, words } from '../words/words.ts';
import { type ChartSubject, chartSubject } from './chart-metric.ts';
import type { ChartSample } from './chart-option.ts';

const LineChart = lazy(async () => ({ default: (await import('./line-chart.tsx')).LineChart }));

const periods_h = [1, 6, 24, 72] as const;
type Period_h = (typeof periods_h)[number];
/** A point for each pixel of the drawer. */
const maxPoints = 400;
/** Read anew now and then, so that hours of live values do not pile up. */
const rereadMs = 10 * minuteMs;

interface ReadingChartProps {
  readonly point: PointAnswer;
  readonly devices: readonly DeviceAnswer[];
}

export function ReadingChart({ point, devices }: ReadingChartProps) {
  const { language, say } = useSpeech();
  const [period_h, setPeriod] = useState<Period_h>(6);
  const subject = useMemo(() => chartSubject(point, devices), [point, devices]);
  if (subject === null) return null;
  return (
    <section>
      <div className="chart-head">
        <h3>{metricByName.get(subject.metric)?.label[language] ?? subject.metric}</h3>
        <Segmented
          size="small"
          aria-label={say(words.lastHours)}
          value={period_h}
          onChange={setPeriod}
          options={periods_h.map((value) => ({ value, label: say(hoursWords(value)) }))}
        />
      </div>
      <Course
        key={`${subject.deviceId} ${subject.metric} ${period_h}`}
        subject={subject}
        spanMs={period_h * hourMs}
      />
    </section>
  );
}

function Course({ subject, spanMs }: { readonly subject: ChartSubject; readonly spanMs: number }) {
  const { say } = useSpeech();
  const { deviceId, metric } = subject;
  const to = useReadTime();
  const query = new URLSearchParams({
    device_id: deviceId,
    metric,
    from: String(to - spanMs),
    to: String(to),
    max_points: String(maxPoints),
  });
  const [asked, askAgain] = useAnswer<ReadingsAnswer>(`/readings?${query}`);
  const read = asked.state === 'came' ? asked.answer.points : noSamples;
  const samples = useWithLive(read, subject);
  if (asked.state === 'waiting') return <Skeleton.Node active className="chart" />;
  if (asked.state === 'failed') {
    return (
      <Alert
        type="error"
        title={`${say(words.loadFailed)}: ${messageOf(asked.thrown)}`}
        action={
          <Button size="small" onClick={askAgain}>
            {say(words.tryAgain)}
          </Button>
        }
      />
    );
  }
  if (samples.length === 0) return <p className="point-none">{say(words.noReadings)}</p>;
  return (
    <Suspense fallback={<Skeleton.Node active className="chart" />}>
      <LineChart metric={metric} samples={samples} spanMs={spanMs} />
    </Suspense>
  );
}

const noSamples: readonly ChartSample[] = [];

/** Up to when readings are asked for: now, and now again after a while. */
function useReadTime(): number {
  const [to, setTo] = useState(() => Math.ceil(hubNow()));
  useEffect(() => {
    const timer = setInterval(() => setTo(Math.ceil(hubNow())), rereadMs);
    return () => clearInterval(timer);
  }, []);
  return to;
}

/** What was read, and each live value that came since. */
function useWithLive(
  read: readonly ChartSample[],
  { deviceId, metric }: ChartSubject,
): readonly ChartSample[] {
  const newest = useLiveState((state) => state.latest.get(latestKey(deviceId, metric)));
  const [since, setSince] = useState<readonly ChartSample[]>(noSamples);
  useEffect(() => {
    const readTo = read.at(-1)?.[0] ?? 0;
    setSince((known) => known.filter(([at]) => at > readTo));
  }, [read]);
  useEffect(() => {
    if (newest === undefined) return;
    const sample: ChartSample = [Date.parse(newest.measured_at), newest.value];
    setSince((known) => (sample[0] > (known.at(-1)?.[0] ?? 0) ? [...known, sample] : known));
  }, [newest]);
  return useMemo(() => {
    const readTo = read.at(-1)?.[0] ?? 0;
    return [...read, ...since.filter(([at]) => at > readTo)];
  }, [read, since]);
}
