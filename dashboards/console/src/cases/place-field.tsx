// Where something is: a point of the registry, or a place that is pointed at on the map.
import { Skeleton } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { usePlace } from '../live/use-places.ts';
import { severityLooks } from '../look/severity-look.ts';
import { PointSelect } from '../parts/point-select.tsx';
import { caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { newCaseWords } from '../words/new-case-words.ts';

const SmallMap = lazy(async () => ({ default: (await import('../map/small-map.tsx')).SmallMap }));

/** As the API takes it: a point, or degrees of WGS-84. */
export interface CasePlaceValue {
  readonly point_id?: string;
  readonly lon?: number;
  readonly lat?: number;
}

interface PlaceFieldProps {
  readonly value?: CasePlaceValue;
  onChange?(value: CasePlaceValue): void;
}

/** A metre, in degrees, written with this many decimals. */
const decimals = 6;
const pinColour = severityLooks.red.fill;

export function PlaceField({ value = {}, onChange }: PlaceFieldProps) {
  const { say } = useSpeech();
  const point = usePlace(value.point_id);
  const { lon = point?.lon, lat = point?.lat } = value;
  const pins = useMemo(
    () => (lon === undefined || lat === undefined ? [] : [{ id: 'here', lon, lat, colour: pinColour }]),
    [lon, lat],
  );
  const rounded = (degrees: number) => Number(degrees.toFixed(decimals));
  return (
    <div className="place-field">
      <PointSelect
        label={say(newCaseWords.choosePoint)}
        placeholder={say(newCaseWords.choosePoint)}
        allowClear
        value={value.point_id}
        onChange={(id) => onChange?.(id === undefined ? {} : { point_id: id })}
      />
      <p className="quiet">{say(newCaseWords.orPoint)}</p>
      <Suspense fallback={<Skeleton.Node active className="small-map" />}>
        <SmallMap
          label={say(caseWords.place)}
          pins={pins}
          onPick={(east, north) => onChange?.({ lon: rounded(east), lat: rounded(north) })}
        />
      </Suspense>
      {lon !== undefined && lat !== undefined && (
        <p className="quiet">
          {point?.name ?? say(newCaseWords.here)} {lon.toFixed(5)}, {lat.toFixed(5)}
        </p>
      )}
    </div>
  );
}
