// One point by the written schema: a field that the schema does not have cannot be written, nor one of another type.
import type { InfluxMeasurement } from '../../core/influx-schema.ts';
import type { EpochMs } from '../../core/time.ts';
import { type FieldValue, field, tagSet } from './line-protocol.ts';

type Fields<Measurement extends InfluxMeasurement> = {
  readonly [Name in keyof Measurement['fields']]?: FieldValue;
};
type Tags<Measurement extends InfluxMeasurement> = Readonly<Record<Measurement['tags'][number], string>>;

/** `null` where no field has a value. `time`: nanoseconds, as `instantNs` writes them. */
export function measurementLine<Measurement extends InfluxMeasurement>(
  measurement: Measurement,
  tags: Tags<Measurement>,
  values: Fields<Measurement>,
  time: string,
): string | null {
  const fields = Object.entries(measurement.fields)
    .map(([name, type]) => field(name, type, values[name as keyof Measurement['fields']]))
    .filter((text) => text !== null);
  return fields.length === 0 ? null : `${measurement.name}${tagSet(tags)} ${fields.join(',')} ${time}`;
}

/** Digits below the millisecond: room for a number that tells apart what happened within it. */
const subMs = 1_000_000;

export function instantNs(at: EpochMs, number = 0): string {
  return `${at}${String(number % subMs).padStart(6, '0')}`;
}
