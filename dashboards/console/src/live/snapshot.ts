// Reads what the console starts from: what is wrong, what is at work, and the gauges that stand on the wall. The rest of a
// town is asked for where it is looked at.
import { minuteMs } from '../../../../core/time.ts';
import type {
  AlarmAnswer,
  CaseAnswer,
  DeviceAnswer,
  PlacesAnswer,
  TownAnswer,
  UnitAnswer,
} from '../api-client/answers.ts';
import { readPages } from '../api-client/pages.ts';
import { getJson } from '../api-client/request.ts';
import type { Place, Snapshot } from './live-state.ts';

/** Alarms, and cases, that are read at most. */
export const mostListed = 5_000;
/** Gauges and units that are read at most. */
const mostRegistered = 10_000;
/** Shown with their values on the map. */
const gaugeKinds = ['flood', 'rain'] as const;

const patienceMs = minuteMs;

/** Rejects with a `SluiceError` where any of the lists could not be read. */
export async function readSnapshot(signal: AbortSignal): Promise<Snapshot> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const [town, alarms, cases, units, places, devices] = await Promise.all([
    readTown(bounded),
    readPages<AlarmAnswer>('/alarms?condition=active', mostListed, bounded),
    readPages<CaseAnswer>('/cases?open=true', mostListed, bounded),
    readPages<UnitAnswer>('/units', mostRegistered, bounded),
    Promise.all(gaugeKinds.map((kind) => readPlaces(kind, bounded))),
    Promise.all(
      gaugeKinds.map((kind) =>
        readPages<DeviceAnswer>(`/devices?point_kind=${kind}`, mostRegistered, bounded),
      ),
    ),
  ]);
  return {
    town,
    alarms: alarms.items,
    cases: cases.items,
    places: places.flat(),
    devices: devices.flatMap(({ items }) => items),
    units: units.items,
    truncated: alarms.truncated || cases.truncated,
  };
}

export function readTown(signal: AbortSignal): Promise<TownAnswer> {
  return getJson<TownAnswer>('/town', signal);
}

async function readPlaces(kind: string, signal: AbortSignal): Promise<Place[]> {
  const { features } = await getJson<PlacesAnswer>(`/points.geojson?kind=${kind}`, signal);
  return features.map(({ geometry, properties }) => {
    const [lon, lat] = geometry.coordinates;
    return { ...properties, lon, lat };
  });
}
