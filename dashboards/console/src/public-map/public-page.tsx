// The flood map for everyone: where water stands, how deep, how old the figure is, and what it means for passing.
import { lazy, Suspense } from 'react';
import type { PublicFlood } from '../../../../core/public-floods.ts';
import { parseInstant } from '../../../../core/time.ts';
import { useNow } from '../app/use-now.ts';
import { useShadePreference } from '../app/use-shade-preference.ts';
import { severitiesWorstFirst, severityLooks } from '../look/severity-look.ts';
import { siteTimeZone } from '../look/site.ts';
import { ageWords } from '../words/durations.ts';
import { useSpeech } from '../words/language.tsx';
import { asOfWords, depthWords, passageWords, publicWords, warningsWords } from '../words/public-words.ts';
import { words } from '../words/words.ts';
import { useFloods } from './use-floods.ts';

/** How often ages are counted anew. */
const ageEveryMs = 10_000;

const FloodMap = lazy(async () => ({ default: (await import('./flood-map.tsx')).FloodMap }));

export function PublicPage() {
  const { language, setLanguage, say } = useSpeech();
  const { shade, setShade } = useShadePreference();
  const { floods, hasFailed } = useFloods();
  const points = floods?.points ?? [];
  const warned = points.filter(({ severity }) => severity !== null).length;
  return (
    <div className="public-page">
      <header>
        <h1>{say(publicWords.title)}</h1>
        <p>{floods?.centre}</p>
        <nav>
          <button type="button" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            {language === 'zh' ? 'English' : '中文'}
          </button>
          <button type="button" onClick={() => setShade(shade === 'dark' ? 'light' : 'dark')}>
            {say(shade === 'dark' ? words.toLight : words.toDark)}
          </button>
        </nav>
      </header>
      <p className="public-state" role="status">
        {hasFailed && <strong>{say(publicWords.failed)} </strong>}
        {floods === null
          ? !hasFailed && say(publicWords.loading)
          : `${say(warned === 0 ? publicWords.allDry : warningsWords(warned))} · ${say(asOfWords(clockTime(floods.as_of)))}`}
      </p>
      <main>
        <section className="public-map" aria-label={say(publicWords.map)}>
          <Suspense fallback={null}>
            <FloodMap points={points} shade={shade} />
          </Suspense>
        </section>
        <section className="public-list" aria-label={say(publicWords.list)}>
          {floods !== null && points.length === 0 && <p>{say(publicWords.noPoints)}</p>}
          <ol>
            {points.map((flood) => (
              <FloodRow key={`${flood.name} ${flood.lon} ${flood.lat}`} flood={flood} />
            ))}
          </ol>
          <h2>{say(publicWords.legend)}</h2>
          <ul className="public-legend">
            {severitiesWorstFirst.map((severity) => (
              <li key={severity}>
                <i style={{ background: severityLooks[severity].fill }} />
                {say(passageWords[severity])}
              </li>
            ))}
          </ul>
          <p className="public-advice">{say(publicWords.advice)}</p>
        </section>
      </main>
    </div>
  );
}

function FloodRow({ flood }: { readonly flood: PublicFlood }) {
  const { say } = useSpeech();
  const now = useNow(ageEveryMs);
  const { name, address, severity, depth_cm, measured_at } = flood;
  const look = severity === null ? undefined : severityLooks[severity];
  const measuredAt = parseInstant(measured_at);
  return (
    <li>
      <b style={look && { background: look.fill, color: look.ink }}>
        {say(
          depth_cm === null ? publicWords.unknown : depth_cm === 0 ? publicWords.dry : depthWords(depth_cm),
        )}
      </b>
      <span>
        {name}
        {address !== null && address !== name && <small>{address}</small>}
      </span>
      <small>
        {say(severity === null ? publicWords.noWarning : passageWords[severity])}
        {measuredAt !== null && ` · ${say(ageWords(measuredAt, now))}`}
      </small>
    </li>
  );
}

function clockTime(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: siteTimeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(parseInstant(instant) ?? 0);
}
