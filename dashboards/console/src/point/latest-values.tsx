// The newest value of every metric at a point, with its age.
import { metricByName } from '../../../../core/metric.ts';
import type { EpochMs } from '../../../../core/time.ts';
import type { DeviceAnswer, LatestAnswer, PointAnswer } from '../api-client/answers.ts';
import { latestKey } from '../live/live-event.ts';
import { useLiveState } from '../live/use-live.tsx';
import { ageWords } from '../words/durations.ts';
import { dayAndTime, metricFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';

interface LatestValuesProps {
  readonly point: PointAnswer;
  readonly devices: readonly DeviceAnswer[];
  readonly now: EpochMs;
}

export function LatestValues({ point, devices, now }: LatestValuesProps) {
  const { language, say } = useSpeech();
  const live = useLiveState((state) => state.latest);
  const values = newestOf(point.latest, devices, live);
  return (
    <section>
      <h3>{say(words.latestValues)}</h3>
      {values.length === 0 && <p className="point-none">{say(words.noValues)}</p>}
      <dl className="point-values">
        {values.map(({ device_id, metric, value, measured_at }) => (
          <div key={latestKey(device_id, metric)}>
            <dt>{metricByName.get(metric)?.label[language] ?? metric}</dt>
            <dd>
              <b>{metricFigure(metric, value, language)}</b>
              <time dateTime={measured_at} title={dayAndTime(Date.parse(measured_at))}>
                {say(ageWords(Date.parse(measured_at), now))}
              </time>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What was read with the point, and what came live since. */
function newestOf(
  read: readonly LatestAnswer[],
  devices: readonly DeviceAnswer[],
  live: ReadonlyMap<string, LatestAnswer>,
): readonly LatestAnswer[] {
  const newest = new Map(read.map((value) => [latestKey(value.device_id, value.metric), value]));
  const own = new Set(devices.map((device) => device.id));
  for (const [key, value] of live) {
    const known = newest.get(key);
    if (own.has(value.device_id) && (known === undefined || known.measured_at < value.measured_at)) {
      newest.set(key, value);
    }
  }
  return [...newest.values()].sort((a, b) => (a.metric < b.metric ? -1 : 1));
}
