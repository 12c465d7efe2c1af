// Where it is: one of the points around the phone, one that is searched for, or the phone's own position.
import { useEffect, useState } from 'react';
import type { Place } from '../../../../core/distance.ts';
import { useRested } from '../parts/use-rested.ts';
import { useSpeech } from '../words/language.tsx';
import { crewWords } from './crew-words.ts';
import { type KnownPlace, placesAround, placesNamed } from './known-places.ts';
import { reportWords } from './report-words.ts';
import { useCrew, useDesk } from './use-crew.tsx';
import { usePlace } from './use-place.ts';
import { distanceFigure, metresTo } from './way-there.ts';

export type ReportPlace = KnownPlace | Place;

interface PlaceFieldProps {
  readonly place: ReportPlace | null;
  onChange(place: ReportPlace | null): void;
}

export function PlaceField({ place, onChange }: PlaceFieldProps) {
  const { say } = useSpeech();
  return (
    <fieldset>
      <legend>{say(reportWords.where)}</legend>
      {place === null ? (
        <PlaceChoice onChoose={onChange} />
      ) : (
        <p className="crew-card-line crew-place">
          <strong>{'id' in place ? place.name : say(reportWords.here)}</strong>
          <span className="is-quiet">
            {'id' in place ? place.id : `${place.lon.toFixed(5)}, ${place.lat.toFixed(5)}`}
          </span>
          <button type="button" className="crew-button is-small" onClick={() => onChange(null)}>
            {say(reportWords.otherPlace)}
          </button>
        </p>
      )}
    </fieldset>
  );
}

function PlaceChoice({ onChoose }: { onChoose(place: ReportPlace): void }) {
  const { say } = useSpeech();
  const desk = useDesk();
  const { places = [], isReachable } = useCrew();
  const [located, locate] = usePlace();
  const [isNear, setNear] = useState(false);
  const [search, setSearch] = useState('');
  const rested = useRested(search.trim());
  useEffect(() => {
    if (rested !== '') void desk.loadPlaces({ search: rested });
  }, [desk, rested]);
  const here = isNear && located.state === 'found' ? located.place : null;
  const isSearching = search.trim() !== '';
  const found = isSearching ? placesNamed(search, places) : here === null ? [] : placesAround(here, places);

  async function lookAround() {
    setSearch('');
    const place = await locate();
    setNear(place !== null);
    if (place !== null) await desk.loadPlaces({ around: place });
  }

  return (
    <div className="crew-form">
      <button
        type="button"
        className="crew-button"
        disabled={located.state === 'locating'}
        onClick={() => void lookAround()}
      >
        {say(located.state === 'locating' ? crewWords.locating : reportWords.nearMe)}
      </button>
      <div role="alert">
        {located.state === 'failed' && <p className="crew-fault">{say(crewWords.noPlace)}</p>}
      </div>
      <label htmlFor="report-search">{say(reportWords.search)}</label>
      <input
        id="report-search"
        type="search"
        autoComplete="off"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          // The whole report is not sent by the key that ends a search.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      <ul className="crew-places">
        {found.map((place) => (
          <li key={place.id}>
            <button type="button" className="crew-button is-row" onClick={() => onChoose(place)}>
              <span>
                {place.name}
                <small>{[place.id, place.address].filter(Boolean).join(' · ')}</small>
              </span>
              {here !== null && <span>{distanceFigure(metresTo(here, place))}</span>}
            </button>
          </li>
        ))}
        {here !== null && (
          <li>
            <button type="button" className="crew-button is-row" onClick={() => onChoose(here)}>
              {say(reportWords.hereOnly)}
            </button>
          </li>
        )}
      </ul>
      <div role="status">
        {isSearching && found.length === 0 && (
          <p>{say(isReachable ? reportWords.noneFound : reportWords.noneFoundOffline)}</p>
        )}
      </div>
    </div>
  );
}
