// Readings as points: those of one device, instant and quality that lie together are one line. Where they do not, InfluxDB
// merges the fields of the same point.
import { flagsField, influxMeasurements, influxQuality } from '../../core/influx-schema.ts';
import type { FedReading, Place } from '../../core/outlet.ts';
import { escapeKey, tagSet } from './line-protocol.ts';
import { deviceTags } from './place-tags.ts';

/** Measurement and tags of a place, by quality. */
interface Heads {
  readonly good: string;
  readonly suspect: string;
}

/** Heads kept; a county has fewer devices, and more than that are made again. */
const maxHeads = 100_000;

/** Makes lines of readings. Keeps the beginnings of lines, which are most of the work. */
export function readingLines(): (readings: readonly FedReading[]) => string[] {
  let heads = new Map<Place, Map<string, Heads>>();
  let kept = 0;
  const fieldNames = new Map<string, string>();

  function headOf({ deviceId, place, flags }: FedReading): string {
    let ofPlace = heads.get(place);
    let found = ofPlace?.get(deviceId);
    if (found === undefined) {
      if (kept >= maxHeads) {
        heads = new Map();
        kept = 0;
        ofPlace = undefined;
      }
      found = headsOf(deviceId, place);
      ofPlace ??= new Map();
      ofPlace.set(deviceId, found);
      heads.set(place, ofPlace);
      kept += 1;
    }
    return found[influxQuality(flags)];
  }

  function fieldsOf({ metric, value, flags }: FedReading): string {
    let name = fieldNames.get(metric);
    if (name === undefined) {
      name = escapeKey(metric);
      fieldNames.set(metric, name);
    }
    return flags === 0 ? `${name}=${value}` : `${name}=${value},${escapeKey(flagsField(metric))}=${flags}i`;
  }

  return (readings) => {
    const lines: string[] = [];
    let head = '';
    let at = Number.NaN;
    let line = '';
    for (const reading of readings) {
      const ownHead = headOf(reading);
      if (ownHead === head && reading.measuredAt === at) {
        line += `,${fieldsOf(reading)}`;
        continue;
      }
      if (line !== '') lines.push(`${line} ${at}`);
      head = ownHead;
      at = reading.measuredAt;
      line = `${head}${fieldsOf(reading)}`;
    }
    if (line !== '') lines.push(`${line} ${at}`);
    return lines;
  };
}

function headsOf(deviceId: string, place: Place): Heads {
  const tags = deviceTags(deviceId, place);
  const head = (quality: keyof Heads) =>
    `${influxMeasurements.readings.name}${tagSet({ ...tags, quality })} `;
  return { good: head('good'), suspect: head('suspect') };
}
