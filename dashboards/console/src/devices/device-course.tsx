// The course of one of a device's metrics: what it measures, its battery, its signal.
import { Select } from 'antd';
import { useState } from 'react';
import { dayMs } from '../../../../core/time.ts';
import type { WholeDeviceAnswer } from '../api-client/device-answers.ts';
import { DaysChoice } from '../point/days-choice.tsx';
import { MetricCourse } from '../point/metric-course.tsx';
import { deviceWords } from '../words/device-words.ts';
import { metricLabel } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';

const periods_d = [1, 7, 30, 90] as const;
type Period_d = (typeof periods_d)[number];

/** What a device says of itself comes after what it measures. */
const ofItself = ['battery_v', 'battery_pct', 'rssi_dbm', 'snr_db', 'uptime_s'];

export function DeviceCourse({ device }: { readonly device: WholeDeviceAnswer }) {
  const { language, say } = useSpeech();
  const metrics = device.latest
    .map(({ metric }) => metric)
    .sort((a, b) => ofItself.indexOf(a) - ofItself.indexOf(b));
  const [chosen, setChosen] = useState<string | null>(null);
  const [period_d, setPeriod] = useState<Period_d>(7);
  const metric = chosen ?? metrics[0];
  if (metric === undefined) return null;
  return (
    <section className="page-section">
      <div className="section-head">
        <h2>{say(deviceWords.course)}</h2>
        <Select
          aria-label={say(deviceWords.metric)}
          value={metric}
          onChange={setChosen}
          options={metrics.map((value) => ({ value, label: metricLabel(value, language) }))}
        />
        <DaysChoice<Period_d> choices={periods_d} value={period_d} onChange={setPeriod} />
      </div>
      <MetricCourse deviceId={device.id} metric={metric} spanMs={period_d * dayMs} />
    </section>
  );
}
