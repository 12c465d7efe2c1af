// The unit's open cases: what wants work first, or what lies nearest.
import { useState } from 'react';
import { Link } from 'react-router';
import type { Place } from '../../../../core/distance.ts';
import { minuteMs } from '../../../../core/time.ts';
import { useNow } from '../app/use-now.ts';
import { severityLooks } from '../look/severity-look.ts';
import { useSpeech } from '../words/language.tsx';
import { caseStateWords, severityWords } from '../words/words.ts';
import { type CaseOnPhone, caseOnPhone, casesInOrder } from './case-on-phone.ts';
import { crewWords, directionWords } from './crew-words.ts';
import { DueClock } from './due-clock.tsx';
import { PendingMark } from './pending-mark.tsx';
import { useCrew, useOwnOutbox } from './use-crew.tsx';
import { usePlace } from './use-place.ts';
import { bearing_deg, distanceFigure, metresTo } from './way-there.ts';

export function CasesScreen() {
  const { say } = useSpeech();
  const { cases, user } = useCrew();
  const outbox = useOwnOutbox();
  const now = useNow(minuteMs / 4);
  const [located, locate] = usePlace();
  const [isByDistance, setByDistance] = useState(false);
  const here = located.state === 'found' ? located.place : null;
  const onPhone = (cases?.items ?? []).map((subject) =>
    caseOnPhone(subject, outbox, user !== undefined && user.role !== 'viewer'),
  );
  const distanceTo =
    isByDistance && here !== null ? (to: CaseOnPhone['subject']) => metresTo(here, to) : null;

  async function sortByDistance() {
    setByDistance((await locate()) !== null);
  }

  return (
    <>
      <fieldset className="crew-order">
        <legend className="for-reader">{say(crewWords.order)}</legend>
        <button
          type="button"
          className="crew-button is-small"
          aria-pressed={!isByDistance}
          onClick={() => setByDistance(false)}
        >
          {say(crewWords.byDue)}
        </button>
        <button
          type="button"
          className="crew-button is-small"
          aria-pressed={isByDistance}
          disabled={located.state === 'locating'}
          onClick={() => void sortByDistance()}
        >
          {say(located.state === 'locating' ? crewWords.locating : crewWords.byDistance)}
        </button>
      </fieldset>
      {located.state === 'failed' && (
        <p className="crew-notice" role="alert">
          {say(crewWords.noPlace)}
        </p>
      )}
      {cases === undefined && <p className="crew-empty">{say(crewWords.neverRead)}</p>}
      {cases?.items.length === 0 && (
        <p className="crew-empty">
          {say(user?.role === 'crew' && user.unit_id === null ? crewWords.noUnit : crewWords.noCases)}
        </p>
      )}
      <ul className="crew-cards">
        {casesInOrder(onPhone, now, distanceTo).map((one) => (
          <li key={one.subject.id}>
            <CaseCard {...one} here={here} />
          </li>
        ))}
      </ul>
    </>
  );
}

function CaseCard({ subject, state, pending, here }: CaseOnPhone & { readonly here: Place | null }) {
  const { language, say } = useSpeech();
  const look = severityLooks[subject.severity];
  return (
    <Link
      to={`/cases/${encodeURIComponent(subject.id)}`}
      className="crew-card"
      style={{ borderInlineStartColor: look.fill }}
    >
      <span className="crew-card-line">
        <strong>{subject.titles[language]}</strong>
        <span className="crew-severity" style={{ background: look.fill, color: look.ink }}>
          {say(severityWords[subject.severity])}
        </span>
      </span>
      <span className="crew-card-line">
        <DueClock subject={subject} state={state} />
        <span>{say(state === 'handled' ? crewWords.waiting : caseStateWords[state])}</span>
      </span>
      <span className="crew-card-line is-quiet">
        <span>{subject.id}</span>
        {here !== null && <WayThere from={here} to={subject} />}
      </span>
      <PendingMark pending={pending} />
    </Link>
  );
}

function WayThere({ from, to }: { readonly from: Place; readonly to: CaseOnPhone['subject'] }) {
  const { say } = useSpeech();
  if (to.lon === null || to.lat === null) return null;
  const bearing = bearing_deg(from, { lon: to.lon, lat: to.lat });
  return (
    <span className="crew-way">
      <svg
        viewBox="0 0 16 16"
        width="16"
        height="16"
        aria-hidden="true"
        style={{ transform: `rotate(${bearing}deg)` }}
      >
        <path d="M8 1l5 13-5-3-5 3z" fill="currentColor" />
      </svg>{' '}
      {say(directionWords(bearing))} {distanceFigure(metresTo(from, to))}
    </span>
  );
}
