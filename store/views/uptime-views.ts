// How long devices were up and down between two instants: the difference of two running sums each, so that a month
// costs as little as an hour.
import { type UptimeRequest, uptimeRowsMax } from '../../core/figure-requests.ts';
import type { Json } from '../../core/ports.ts';
import { type EpochMs, formatInstant, secondMs } from '../../core/time.ts';
import type { Database, Statement } from '../database.ts';

/** What a device's spans come to, from the first one on. */
interface Sums {
  readonly up_ms: number;
  readonly down_ms: number;
  readonly failures: number;
  readonly repairs: number;
  readonly repair_ms: number;
}

interface SpanRow extends Sums {
  readonly from_at: EpochMs;
  readonly condition: string;
}

const nothing: Sums = { up_ms: 0, down_ms: 0, failures: 0, repairs: 0, repair_ms: 0 };

export class UptimeReader {
  readonly #spanAt: Statement<SpanRow>;
  /** The last commit: what came after it nobody knows. */
  readonly knownUntil: EpochMs;

  constructor(db: Database) {
    this.#spanAt = db.prepare<SpanRow>(
      `SELECT from_at, condition, up_ms, down_ms, failures, repairs, repair_ms FROM status_spans
       WHERE device_id = ? AND from_at <= ? ORDER BY from_at DESC LIMIT 1`,
    );
    const last = db.prepare<{ at: EpochMs }>('SELECT at FROM journal ORDER BY first_position DESC LIMIT 1');
    this.knownUntil = last.get()?.at ?? 0;
  }

  /** What happened after `from`, until `to` or the last commit. */
  between(deviceId: string, from: EpochMs, to: EpochMs): Sums {
    const end = this.#until(deviceId, Math.min(to, this.knownUntil));
    const begin = this.#until(deviceId, Math.min(from, this.knownUntil));
    return {
      up_ms: end.up_ms - begin.up_ms,
      down_ms: end.down_ms - begin.down_ms,
      failures: end.failures - begin.failures,
      repairs: end.repairs - begin.repairs,
      repair_ms: end.repair_ms - begin.repair_ms,
    };
  }

  /** The share of the last `lastMs` that it was up, 0 to 1; `null` where nothing of it counts. */
  uptime(deviceId: string, lastMs: number): number | null {
    return uptimeOf(this.between(deviceId, this.knownUntil - lastMs, this.knownUntil));
  }

  #until(deviceId: string, at: EpochMs): Sums {
    const span = this.#spanAt.get(deviceId, at);
    if (span === undefined) return nothing;
    const elapsedMs = at - span.from_at;
    return {
      ...span,
      up_ms: span.up_ms + (span.condition === 'up' ? elapsedMs : 0),
      down_ms: span.down_ms + (span.condition === 'down' ? elapsedMs : 0),
    };
  }
}

function uptimeOf({ up_ms, down_ms }: Sums): number | null {
  return up_ms + down_ms === 0 ? null : up_ms / (up_ms + down_ms);
}

interface DeviceGroupRow {
  readonly id: string;
  readonly group_id: string | null;
}

/** The unit that answers for a device, as for its cases. */
const groupColumns = {
  device: 'd.id',
  profile: 'd.profile',
  unit: `coalesce(p.maintainer_unit, p.owner_unit, p.supervisor_unit, json_extract(p.body, '$.subdistrictUnit'))`,
} as const;

interface Group {
  readonly devices: number;
  readonly sums: Sums;
}

type GroupEntry = readonly [id: string | null, group: Group];

/** Those of which nothing counts come last. */
function leastUp(groups: readonly GroupEntry[]): readonly GroupEntry[] {
  const key = ([, { sums }]: GroupEntry) => uptimeOf(sums) ?? Number.POSITIVE_INFINITY;
  return groups.toSorted((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
}

export function findUptime(db: Database, { from, to, group, worst }: UptimeRequest): Json {
  const reader = new UptimeReader(db);
  const devices = db.prepare<DeviceGroupRow>(
    `SELECT d.id, ${groupColumns[group]} AS group_id FROM devices d
     LEFT JOIN points p ON p.id = d.point_id ORDER BY group_id, d.id`,
  );
  const groups = new Map<string | null, Group>();
  for (const { id, group_id } of devices.all()) {
    const sums = reader.between(id, from, to);
    const known = groups.get(group_id);
    groups.set(group_id, {
      devices: (known?.devices ?? 0) + 1,
      sums: known === undefined ? sums : added(known.sums, sums),
    });
  }
  const isCut = worst !== undefined || groups.size > uptimeRowsMax;
  const rows = isCut ? leastUp([...groups]).slice(0, worst ?? uptimeRowsMax) : [...groups];
  const until = Math.max(from, Math.min(to, reader.knownUntil));
  return {
    from: formatInstant(from),
    to: formatInstant(until),
    group,
    total: groups.size,
    items: rows.map(([id, { devices: count, sums }]) => groupJson(id, count, sums, until - from)),
  };
}

function added(a: Sums, b: Sums): Sums {
  return {
    up_ms: a.up_ms + b.up_ms,
    down_ms: a.down_ms + b.down_ms,
    failures: a.failures + b.failures,
    repairs: a.repairs + b.repairs,
    repair_ms: a.repair_ms + b.repair_ms,
  };
}

function groupJson(id: string | null, devices: number, sums: Sums, spanMs: number): Json {
  return {
    id,
    devices,
    uptime: uptimeOf(sums),
    up_s: sums.up_ms / secondMs,
    down_s: sums.down_ms / secondMs,
    excluded_s: (devices * spanMs - sums.up_ms - sums.down_ms) / secondMs,
    failures: sums.failures,
    repairs: sums.repairs,
    mean_time_to_repair_s: sums.repairs === 0 ? null : sums.repair_ms / sums.repairs / secondMs,
  };
}
