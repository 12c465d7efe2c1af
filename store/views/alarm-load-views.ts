// How many alarms reached people, day by day, against the targets of ISA-18.2 and EEMUA 191; and what each person did.
import type { AlarmLoadRequest } from '../../core/figure-requests.ts';
import type { Json } from '../../core/ports.ts';
import { dayMs, type EpochMs, formatInstant, minuteMs, secondMs } from '../../core/time.ts';
import type { Database } from '../database.ts';

const windowMs = 10 * minuteMs;
/** More in ten minutes for one operator is an alarm flood. */
const floodAbove = 10;
/** The same alarm so often within a minute chatters. */
const chatterCount = 3;
const chatterMs = minuteMs;
/** Active for longer than this is stale. */
const staleMs = dayMs;

interface LoadRow {
  readonly rule_id: string;
  readonly device_id: string;
  readonly detected_at: EpochMs;
  /** When it was first shown to people; `null` where it was held back all the while. */
  readonly presented_at: EpochMs | null;
  readonly cleared_at: EpochMs | null;
}

interface ActRow {
  readonly by: string;
  readonly at: EpochMs;
  readonly action: string;
  readonly presented_at: EpochMs | null;
}

export function findAlarmLoad(db: Database, { days, now }: AlarmLoadRequest): Json[] {
  const from = days[0]?.from ?? now;
  const to = days.at(-1)?.to ?? now;
  const alarms = loadRows(db, from, to);
  const acts = actRows(db, from, to);
  return days.map(({ date, from: begin, to: end }) => {
    const until = Math.min(end, now);
    const presented = alarms
      .filter(({ presented_at: at }) => at !== null && at >= begin && at < until)
      .sort((a, b) => (a.presented_at ?? 0) - (b.presented_at ?? 0));
    const done = acts.filter(({ at }) => at >= begin && at < until);
    const operators = Math.max(1, new Set(done.map(({ by }) => by)).size);
    const counts = countsOfWindows(presented, begin);
    const windows = Math.max(1, Math.ceil((until - begin) / windowMs));
    const floods = [...counts.values()].filter((count) => count > floodAbove * operators).length;
    return {
      date,
      from: formatInstant(begin),
      to: formatInstant(until),
      alarms: presented.length,
      held_back: alarms.filter(
        ({ presented_at, detected_at: at }) => presented_at === null && at >= begin && at < until,
      ).length,
      operators,
      per_operator_10min: {
        average: presented.length / windows / operators,
        most: Math.max(0, ...counts.values()) / operators,
      },
      flood_windows: floods,
      flood_share: floods / windows,
      chattering: chattering(presented),
      stale: alarms.filter((alarm) => isStale(alarm, until)).length,
      by_operator: byOperator(done),
    };
  });
}

/** As the index of ends has it. An alarm is detected and shown before it ends, so nothing that ended earlier counts. */
const endedAt = "json_extract(body, '$.cleared_at')";

function loadRows(db: Database, from: EpochMs, to: EpochMs): LoadRow[] {
  const rows = db.prepare<{ readonly [Key in keyof LoadRow]: string | null }>(
    `SELECT rule_id, device_id, body ->> '$.detected_at' AS detected_at, body ->> '$.presented_at' AS presented_at,
       body ->> '$.cleared_at' AS cleared_at
     FROM alarms WHERE detected_at < ?1 AND (${endedAt} IS NULL OR ${endedAt} >= ?2)`,
  );
  return rows.all(formatInstant(to), formatInstant(from)).map((row) => ({
    rule_id: row.rule_id ?? '',
    device_id: row.device_id ?? '',
    detected_at: instantOf(row.detected_at) ?? 0,
    presented_at: instantOf(row.presented_at),
    cleared_at: instantOf(row.cleared_at),
  }));
}

function actRows(db: Database, from: EpochMs, to: EpochMs): ActRow[] {
  const rows = db.prepare<Omit<ActRow, 'presented_at'> & { presented_at: string | null }>(
    `SELECT u.by, u.at, u.detail ->> '$.action' AS action, a.body ->> '$.presented_at' AS presented_at
     FROM audit u LEFT JOIN alarms a ON a.id = u.subject
     WHERE u.action = 'alarm.act' AND u.at >= ? AND u.at < ? ORDER BY u.id`,
  );
  return rows.all(from, to).map((row) => ({ ...row, presented_at: instantOf(row.presented_at) }));
}

function instantOf(text: string | null): EpochMs | null {
  return text === null ? null : Date.parse(text);
}

/** Alarms presented in each ten minutes from `begin`, by the window's number. */
function countsOfWindows(presented: readonly LoadRow[], begin: EpochMs): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { presented_at } of presented) {
    const window = Math.floor(((presented_at ?? begin) - begin) / windowMs);
    counts.set(window, (counts.get(window) ?? 0) + 1);
  }
  return counts;
}

/** Rules and devices whose alarm came so often within a minute, with how often it came that day. */
function chattering(presented: readonly LoadRow[]): Json[] {
  const times = new Map<string, { rule_id: string; device_id: string; at: EpochMs[] }>();
  for (const { rule_id, device_id, presented_at } of presented) {
    const key = `${rule_id}|${device_id}`;
    const known = times.get(key) ?? { rule_id, device_id, at: [] };
    known.at.push(presented_at ?? 0);
    times.set(key, known);
  }
  return [...times.values()]
    .filter(({ at }) =>
      at.some(
        (first, index) => (at[index + chatterCount - 1] ?? Number.POSITIVE_INFINITY) - first < chatterMs,
      ),
    )
    .map(({ rule_id, device_id, at }) => ({ rule_id, device_id, alarms: at.length }));
}

function isStale({ presented_at, cleared_at }: LoadRow, until: EpochMs): boolean {
  if (presented_at === null || presented_at > until - staleMs) return false;
  return cleared_at === null || cleared_at > until;
}

function byOperator(acts: readonly ActRow[]): Json[] {
  const names = [...new Set(acts.map(({ by }) => by))].sort();
  return names.map((operator) => {
    const own = acts.filter(({ by }) => by === operator);
    const count = (action: string) => own.filter((act) => act.action === action).length;
    const waits = own
      .filter(({ action, presented_at }) => action === 'acknowledge' && presented_at !== null)
      .map(({ at, presented_at }) => (at - (presented_at ?? at)) / secondMs);
    return {
      operator,
      acknowledged: count('acknowledge'),
      shelved: count('shelve'),
      unshelved: count('unshelve'),
      commented: count('comment'),
      mean_time_to_acknowledge_s:
        waits.length === 0 ? null : waits.reduce((sum, wait) => sum + wait, 0) / waits.length,
    };
  });
}
