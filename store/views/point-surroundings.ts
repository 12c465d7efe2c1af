// What is known of a point beside its registry: the newest value of each metric there, and the worst that is wrong now.
import { type Severity, severityRank } from '../../core/severity.ts';
import type { Database, Statement } from '../database.ts';
import type { LatestRow } from './latest-json.ts';

export interface ActiveAlarmRow {
  readonly id: string;
  readonly rule_id: string;
  readonly severity: Severity;
  readonly condition: string;
  readonly raised_at: number;
}

export class PointSurroundings {
  readonly #latest: Statement<LatestRow>;
  readonly #alarms: Statement<ActiveAlarmRow>;

  constructor(db: Database) {
    // CROSS JOIN holds SQLite to this order: from the devices of one point; otherwise it starts with all that is latest.
    this.#latest = db.prepare<LatestRow>(
      `SELECT d.id AS device_id, m.name AS metric, l.at, l.value, l.flags
       FROM devices d
       CROSS JOIN device_ids i ON i.name = d.id
       CROSS JOIN latest l ON l.device = i.id
       CROSS JOIN metric_ids m ON m.id = l.metric
       WHERE d.point_id = ? ORDER BY d.id, m.name`,
    );
    this.#alarms = db.prepare<ActiveAlarmRow>(
      `SELECT id, rule_id, severity, condition, raised_at FROM alarms
       WHERE point_id = ? AND condition = 'active' ORDER BY raised_at DESC, id DESC`,
    );
  }

  /** By device and metric. */
  latest(pointId: string): readonly LatestRow[] {
    return this.#latest.all(pointId);
  }

  /** Of the worst severity the newest. */
  worstAlarm(pointId: string): ActiveAlarmRow | null {
    let worst: ActiveAlarmRow | null = null;
    for (const alarm of this.#alarms.all(pointId)) {
      if (worst === null || severityRank(alarm.severity) > severityRank(worst.severity)) worst = alarm;
    }
    return worst;
  }
}
