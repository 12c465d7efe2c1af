// Reads the lists that the console starts from.
import { minuteMs } from '../../../../core/time.ts';
import type {
  AlarmAnswer,
  CaseAnswer,
  DeviceAnswer,
  PlacesAnswer,
  UnitAnswer,
} from '../api-client/answers.ts';
import { readPages } from '../api-client/pages.ts';
import { getJson } from '../api-client/request.ts';
import type { Snapshot } from './live-state.ts';

/** Alarms, and cases, that are read at most. */
export const mostListed = 5_000;
/** Devices and units that are read at most. */
const mostRegistered = 50_000;

const patienceMs = minuteMs;

/** Rejects with a `SluiceError` where any of the lists could not be read. */
export async function readSnapshot(signal: AbortSignal): Promise<Snapshot> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const [alarms, places, devices, units, cases] = await Promise.all([
    readPages<AlarmAnswer>('/alarms?condition=active', mostListed, bounded),
    getJson<PlacesAnswer>('/points.geojson', bounded),
    readPages<DeviceAnswer>('/devices', mostRegistered, bounded),
    readPages<UnitAnswer>('/units', mostRegistered, bounded),
    readPages<CaseAnswer>('/cases?open=true', mostListed, bounded),
  ]);
  return {
    alarms: alarms.items,
    cases: cases.items,
    places: places.features.map(({ geometry, properties }) => {
      const [lon, lat] = geometry.coordinates;
      return { ...properties, lon, lat };
    }),
    devices: devices.items,
    units: units.items,
    truncated: alarms.truncated || cases.truncated,
  };
}
