// Instants and durations. Nothing here reads a clock: the time of a record is a parameter everywhere.

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Latest instant that a device may name: 9999-12-31, the last that RFC 3339 can write. */
const latestInstantMs = 253_402_300_799_999;

const rfc3339 =
  /^(\d{4}-\d{2}-\d{2})[Tt ]((?:[01]\d|2[0-3]):[0-5]\d:)([0-5]\d|60)(?:[.,](\d+))?\s?([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * Epoch milliseconds of an instant written as RFC 3339 (any number of fraction digits, those beyond milliseconds
 * are cut off; a zone is required; a leap second counts as the second after it) or as a number of epoch
 * milliseconds. `null` when it is neither, names a day that there is not, or lies before 1970 or after 9999.
 */
export function parseInstant(value: unknown): EpochMs | null {
  if (typeof value === 'number') {
    return Number.isFinite(value) && value >= 0 && value <= latestInstantMs ? Math.trunc(value) : null;
  }
  if (typeof value !== 'string') return null;
  const match = rfc3339.exec(value);
  if (match === null) return null;
  const [, day = '', minutes, seconds, fraction = '', zone] = match;
  // Date.parse takes 30 February for 2 March.
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (!Number.isFinite(midnight) || !formatInstant(midnight).startsWith(day)) return null;
  if (seconds === '60')
    return parseInstant(Date.parse(`${day}T${minutes}59${zone?.toUpperCase()}`) + secondMs);
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  return parseInstant(Date.parse(`${day}T${minutes}${seconds}.${milliseconds}${zone?.toUpperCase()}`));
}

/** RFC 3339 in UTC with milliseconds, as the API writes every time. */
export function formatInstant(at: EpochMs): string {
  return new Date(at).toISOString();
}

/** The same, with `null` for what has not happened. */
export function formatInstantOrNull(at: EpochMs | null): string | null {
  return at === null ? null : formatInstant(at);
}

const unitsMs = { ms: 1, s: secondMs, m: minuteMs, h: hourMs, d: dayMs } as const;

/** Milliseconds of a setting such as `500ms`, `30s`, `15m`, `12h` or `90d`; `null` when it is none of these. */
export function parseDurationMs(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim());
  if (match === null) return null;
  return Number(match[1]) * unitsMs[match[2] as keyof typeof unitsMs];
}

/** Number of the UTC day that an instant lies in, counted from 1970-01-01 as 0. */
export function utcDay(at: EpochMs): number {
  return Math.floor(at / dayMs);
}
