// What is known of a case and its point.

import { metricByName } from '../../../../core/metric.ts';
import { minuteMs } from '../../../../core/time.ts';
import type { CaseAnswer, PointAnswer } from '../api-client/answers.ts';
import { useNow } from '../app/use-now.ts';
import { ageWords } from '../words/durations.ts';
import { dayAndTime, metricFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { crewWords } from './crew-words.ts';

/** Measured values that a crew wants to know before it goes, in this order. */
const told = ['depth_mm', 'cover_open', 'tilt_deg', 'well_level_mm', 'battery_pct', 'battery_v'];

interface CaseFactsProps {
  readonly subject: CaseAnswer;
  readonly point: PointAnswer | undefined;
}

export function CaseFacts({ subject, point }: CaseFactsProps) {
  const { language, say } = useSpeech();
  const now = useNow(minuteMs);
  const values = (point?.latest ?? [])
    .filter(({ metric }) => told.includes(metric))
    .sort((a, b) => told.indexOf(a.metric) - told.indexOf(b.metric));
  const rows: readonly (readonly [name: string, value: string | null | undefined])[] = [
    [say(words.address), point?.address],
    ...values.map(({ metric, value, measured_at }) => {
      const label = metricByName.get(metric)?.label;
      const age = say(ageWords(Date.parse(measured_at), now));
      return [
        label === undefined ? metric : say(label),
        `${metricFigure(metric, value, language)} (${age})`,
      ] as const;
    }),
    [say(crewWords.description), subject.description],
    [say(crewWords.reported), dayAndTime(Date.parse(subject.reported_at))],
    [say(crewWords.due), subject.due_at === null ? null : dayAndTime(Date.parse(subject.due_at))],
    [say(words.componentCode), point?.component_code],
    [say(words.basin), point?.basin],
  ];
  return (
    <section>
      <h3>{say(crewWords.facts)}</h3>
      <dl className="crew-facts">
        {rows.map(([name, value]) =>
          value === null || value === undefined || value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {subject.extension_requested && <p>{say(crewWords.extensionAsked)}</p>}
    </section>
  );
}
