// The patrol for rain: a route that is made once and then needs no network.

import { useState } from 'react';
import { Link } from 'react-router';
import { minuteMs } from '../../../../core/time.ts';
import { type PatrolStop, stopKey } from '../api-client/patrol-answer.ts';
import { useNow } from '../app/use-now.ts';
import { severityLooks } from '../look/severity-look.ts';
import { ageWords } from '../words/durations.ts';
import { dayAndTime, depthInCm } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { asOfWords, crewWords, routeWords, visitedWords } from './crew-words.ts';
import { useCrew, useDesk } from './use-crew.tsx';
import { usePlace } from './use-place.ts';
import { distanceFigure } from './way-there.ts';

export function PatrolScreen() {
  const { say } = useSpeech();
  const desk = useDesk();
  const { patrol, visited = [], isReachable } = useCrew();
  const [located, locate] = usePlace();
  const [isMaking, setMaking] = useState(false);

  async function make(fromHere: boolean) {
    setMaking(true);
    const place = fromHere ? await locate() : null;
    if (!fromHere || place !== null) {
      await desk.loadPatrol(place === null ? '' : `?lon=${place.lon}&lat=${place.lat}`);
    }
    setMaking(false);
  }

  return (
    <>
      <p className="crew-hint">{say(crewWords.patrolHint)}</p>
      {!isReachable && <p className="crew-notice">{say(crewWords.patrolNeedsNetwork)}</p>}
      <div className="crew-form-buttons">
        <button
          type="button"
          className="crew-button"
          disabled={!isReachable || isMaking}
          onClick={() => void make(false)}
        >
          {say(crewWords.makePatrol)}
        </button>
        <button
          type="button"
          className="crew-button"
          disabled={!isReachable || isMaking}
          onClick={() => void make(true)}
        >
          {say(located.state === 'locating' ? crewWords.locating : crewWords.makePatrolHere)}
        </button>
      </div>
      {located.state === 'failed' && (
        <p className="crew-notice" role="alert">
          {say(crewWords.noPlace)}
        </p>
      )}
      {patrol !== undefined && (
        <>
          <p className="crew-hint">
            {say(routeWords(patrol.stops.length, distanceFigure(patrol.length_m)))}
            {' · '}
            {say(
              visitedWords(
                patrol.stops.filter((stop) => visited.includes(stopKey(stop))).length,
                patrol.stops.length,
              ),
            )}
            {' · '}
            {say(asOfWords(dayAndTime(Date.parse(patrol.made_at))))}
          </p>
          <ol className="crew-cards">
            {patrol.stops.map((stop) => (
              <li key={stopKey(stop)}>
                <Stop stop={stop} isVisited={visited.includes(stopKey(stop))} />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Stop({ stop, isVisited }: { readonly stop: PatrolStop; readonly isVisited: boolean }) {
  const { say } = useSpeech();
  const desk = useDesk();
  const now = useNow(minuteMs);
  const depth = stop.latest.find(({ metric }) => metric === 'depth_mm');
  const edge = stop.worst_alarm === null ? undefined : severityLooks[stop.worst_alarm.severity].fill;
  return (
    <div
      className={`crew-card ${isVisited ? 'is-done' : ''}`}
      style={edge === undefined ? {} : { borderInlineStartColor: edge }}
    >
      <span className="crew-card-line">
        <strong>
          {stop.order}. {stop.name}
        </strong>
        <span>{distanceFigure(stop.leg_m)}</span>
      </span>
      {stop.address !== null && stop.address !== stop.name && (
        <span className="is-quiet">{stop.address}</span>
      )}
      <span>
        {depth === undefined
          ? say(crewWords.noDepth)
          : `${depthInCm(depth.value)} cm (${say(ageWords(Date.parse(depth.measured_at), now))})`}
      </span>
      {stop.cases.map(({ id, title }) => (
        <Link key={id} to={`/cases/${encodeURIComponent(id)}`}>
          {title} ({id})
        </Link>
      ))}
      <label className="crew-check">
        <input
          type="checkbox"
          checked={isVisited}
          onChange={(event) => void desk.markVisited(stopKey(stop), event.target.checked)}
        />
        {say(crewWords.visited)}
      </label>
    </div>
  );
}
