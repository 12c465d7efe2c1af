// Device profiles in force, without their codecs' sources.

import { unitOf } from '../../core/metric.ts';
import type { Json } from '../../core/ports.ts';
import type { DeviceProfile } from '../../core/registry.ts';
import type { Database } from '../database.ts';

export function listProfiles(db: Database): Json[] {
  const rows = db.prepare<{ body: string }>('SELECT body FROM profiles ORDER BY id').all();
  return rows.map(({ body }) => profileJson(JSON.parse(body) as DeviceProfile));
}

function profileJson(profile: DeviceProfile): Json {
  const { id, label, vendor = null, model = null, intervalS, primaryMetric, ranges = {}, uplink } = profile;
  const metrics = uplink?.fields.map(({ metric }) => metric) ?? [primaryMetric];
  return {
    ...{ id, label, vendor, model },
    interval_s: intervalS,
    primary_metric: primaryMetric,
    metrics: metrics.map((metric) => ({ metric, unit: unitOf(metric), range: ranges[metric] ?? null })),
    battery_scale_v: profile.batteryScale ?? null,
    has_codec: uplink?.codec != null,
  };
}
