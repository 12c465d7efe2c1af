// What the colours on the map mean, in words.

import { useShade } from '../app/appearance.tsx';
import { mapLooks, severitiesWorstFirst, severityLooks } from '../look/severity-look.ts';
import { useSpeech } from '../words/language.tsx';
import { alarmLevelWords, pointsShownWords, words } from '../words/words.ts';

export function MapLegend({ count }: { readonly count: number }) {
  const { say } = useSpeech();
  const { shade } = useShade();
  return (
    <section className="map-legend" aria-label={say(words.legend)}>
      <ul>
        {severitiesWorstFirst.map((severity, i) => (
          <li key={severity}>
            <span
              className="legend-dot"
              style={{ background: severityLooks[severity].fill, width: 12 - i, height: 12 - i }}
            />
            {say(alarmLevelWords(severity))}
          </li>
        ))}
        <li>
          <span className="legend-dot" style={{ background: mapLooks[shade].cover, width: 6, height: 6 }} />
          {say(words.noActiveAlarm)}
        </li>
      </ul>
      <p>{say(pointsShownWords(count))}</p>
    </section>
  );
}
