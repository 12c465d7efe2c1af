// Who is on duty for a unit: shifts, the person responsible otherwise, the deputy, and when each is away. Somebody
// who is away never stops a case.

import { z } from 'zod';
import { saying } from './issue-words.ts';
import { idSchema } from './registry.ts';
import { type EpochMs, formatInstant } from './time.ts';

const maxRows = 1_000;

/** Epoch ms; `to` is not in it any more. */
const span = { from: z.number(), to: z.number() };
const ends = (row: { from: number; to: number }) => row.from < row.to;
const endsLater = saying({ zh: '结束时间应晚于开始时间', en: 'it ends after it begins' }, 'to');

const shiftSchema = z.strictObject({ username: idSchema, ...span }).refine(ends, endsLater);
const absenceSchema = z
  .strictObject({ username: idSchema, reason: z.string().trim().min(1).max(200), ...span })
  .refine(ends, endsLater);

export const rosterSchema = z.strictObject({
  unitId: idSchema,
  /** Responsible where no shift says otherwise. */
  first: idSchema.nullable(),
  /** In place of whoever is away. */
  deputy: idSchema.nullable(),
  shifts: z.array(shiftSchema).max(maxRows),
  absences: z.array(absenceSchema).max(maxRows),
});
export type RosterEntry = z.infer<typeof rosterSchema>;

export interface Roster extends RosterEntry {
  /** Rises by one with each change. */
  readonly version: number;
}

export interface OnDuty {
  /** `null` where nobody is: the unit's own contacts are meant then. */
  readonly username: string | null;
  /** Whom they stand in for, and why that one is away. */
  readonly insteadOf: { readonly username: string; readonly reason: string } | null;
}

/** Who is on duty at an instant: the shift's person, else the first, else the deputy; whoever is away is passed over. */
export function onDuty(roster: RosterEntry | undefined, at: EpochMs): OnDuty {
  if (roster === undefined) return { username: null, insteadOf: null };
  const covers = (row: { from: EpochMs; to: EpochMs }) => row.from <= at && at < row.to;
  const shift = roster.shifts.find(covers)?.username ?? null;
  let insteadOf: OnDuty['insteadOf'] = null;
  for (const username of [shift, roster.first, roster.deputy]) {
    if (username === null) continue;
    const absence = roster.absences.find((row) => row.username === username && covers(row));
    if (absence === undefined) return { username, insteadOf };
    insteadOf ??= { username, reason: absence.reason };
  }
  return { username: null, insteadOf };
}

/** Everybody that it names. */
export function peopleOf({ first, deputy, shifts, absences }: RosterEntry): string[] {
  const named = [first, deputy].filter((username) => username !== null);
  return [...named, ...[...shifts, ...absences].map(({ username }) => username)];
}

/** The roster as the API shows it. */
export function rosterJson({ unitId, first, deputy, shifts, absences, version }: Roster) {
  const spanJson = (row: { from: EpochMs; to: EpochMs }) => ({
    from: formatInstant(row.from),
    to: formatInstant(row.to),
  });
  return {
    unit_id: unitId,
    first,
    deputy,
    shifts: shifts.map((row) => ({ username: row.username, ...spanJson(row) })),
    absences: absences.map((row) => ({ username: row.username, ...spanJson(row), reason: row.reason })),
    version,
  };
}
