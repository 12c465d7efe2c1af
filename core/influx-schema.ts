// The schema of what is written to InfluxDB: measurements, tags, fields and their types, which never change. The outlet
// writes by it and the dashboards ask by it; in words it stands in outlets/influx/schema.md.
import type { DeviceStatusName } from './effects.ts';
import { qualityFlags } from './reading.ts';

/** Type of a field in InfluxDB. A field that was ever written with another type is refused from then on. */
export type InfluxFieldType = 'float' | 'integer' | 'string';

export interface InfluxMeasurement {
  readonly name: string;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, InfluxFieldType>>;
}

/** Value of a tag where the registry has none: InfluxDB knows no empty tags, and groups want a name. */
export const noTag = 'none';

/**
 * Where a thing is and who answers for it. The point's name stands beside its id, since InfluxQL cannot join and people
 * read names; a new name begins a new series, which groups by the id put together again.
 */
const placeTags = ['point', 'point_name', 'kind', 'unit', 'basin', 'district'] as const;
const deviceTags = ['device', 'profile', 'gateway', ...placeTags] as const;

/** Readings that the rules would not look at. */
const suspectFlags =
  qualityFlags.no_echo |
  qualityFlags.gradient |
  qualityFlags.blip |
  qualityFlags.box |
  qualityFlags.faulty_sensor;

export type InfluxQuality = 'good' | 'suspect';

/** Value of the tag `quality`. A late reading is good: it was true at its time. */
export function influxQuality(flags: number): InfluxQuality {
  return (flags & suspectFlags) === 0 ? 'good' : 'suspect';
}

/** The field that holds the sum of a metric's `qualityFlags`; absent where it is 0. */
export function flagsField(metric: string): string {
  return `${metric}_flags`;
}

/** `status_code` of a device, so that a timeline needs no text. */
export const statusCodes: Readonly<Record<DeviceStatusName, number>> = {
  unknown: 0,
  online: 1,
  late: 2,
  offline: 3,
  maintenance: 4,
};

export const influxMeasurements = {
  /** One point for each device and instant; besides the fields of `flagsField`, one float field for each metric. */
  readings: { name: 'readings', tags: [...deviceTags, 'quality'], fields: {} },
  /** One point for each change of an alarm that is told. */
  alarms: {
    name: 'alarms',
    tags: [...deviceTags, 'rule', 'severity'],
    fields: {
      alarm_id: 'string',
      change: 'string',
      condition: 'string',
      /** 1 while active. */
      active: 'integer',
      severity_rank: 'integer',
      acknowledged: 'integer',
      shelved: 'integer',
      suppressed_by: 'string',
      value: 'float',
      peak_value: 'float',
      value_unit: 'string',
      title_zh: 'string',
      title_en: 'string',
      case_id: 'string',
      raised_ms: 'integer',
      cleared_ms: 'integer',
    },
  },
  /** One point for each change of a case. `unit` is whose case it is. */
  cases: {
    name: 'cases',
    tags: [...placeTags, 'unit_name', 'category', 'severity', 'source'],
    fields: {
      case_id: 'string',
      state: 'string',
      action: 'string',
      by: 'string',
      /** 1 while not ended. */
      open: 'integer',
      overdue: 'integer',
      suspended: 'integer',
      title_zh: 'string',
      title_en: 'string',
      reported_ms: 'integer',
      due_ms: 'integer',
      stage_due_ms: 'integer',
      closed_ms: 'integer',
      rework_count: 'integer',
      extension_count: 'integer',
      return_count: 'integer',
      reopen_count: 'integer',
    },
  },
  /** Changes of a device's status as they happen (the first four fields), and a sample of each device every minute. */
  devices: {
    name: 'devices',
    tags: deviceTags,
    fields: {
      status: 'string',
      status_code: 'integer',
      /** 1 while online or late. */
      online: 'integer',
      status_since_ms: 'integer',
      last_seen_ms: 'integer',
      silent_s: 'float',
      interval_s: 'float',
      battery_v: 'float',
      battery_pct: 'float',
      rssi_dbm: 'float',
      uptime_24h: 'float',
      uptime_30d: 'float',
      /** What the uptimes are made of, so that a group's is that of its devices' time, as the API reckons it. */
      up_24h_s: 'float',
      down_24h_s: 'float',
      up_30d_s: 'float',
      down_30d_s: 'float',
    },
  },
  /** A sample of each point every minute. */
  points: {
    name: 'points',
    tags: placeTags,
    fields: {
      /** `choiceText` of name and id, for lists to choose from. */
      choice: 'string',
      address: 'string',
      lon: 'float',
      lat: 'float',
      /** Worst active alarm; 0 for none, 1 blue to 4 red. */
      severity_rank: 'integer',
      severity: 'string',
      alarm_id: 'string',
      rule: 'string',
      depth_mm: 'float',
      depth_ms: 'integer',
    },
  },
  /** A sample of each unit every minute, so that a person reads its name where queries compare its id. */
  units: {
    name: 'units',
    tags: ['unit'],
    fields: { name: 'string', kind: 'string', choice: 'string' },
  },
  /** A sample of each open case every minute. Those of one sample are a nanosecond apart. */
  openCases: {
    name: 'open_cases',
    tags: [...placeTags, 'unit_name', 'category', 'severity'],
    fields: {
      case_id: 'string',
      state: 'string',
      title_zh: 'string',
      title_en: 'string',
      overdue: 'integer',
      suspended: 'integer',
      reported_ms: 'integer',
      due_ms: 'integer',
      stage_due_ms: 'integer',
      /** Until it is due; negative once it is overdue. */
      due_in_s: 'float',
      age_s: 'float',
    },
  },
  /** A sample of the hub every minute. Totals are since the data folder began. */
  hub: {
    name: 'hub',
    tags: [],
    fields: {
      messages_received: 'integer',
      messages_stored: 'integer',
      messages_duplicate: 'integer',
      messages_quarantined: 'integer',
      readings_stored: 'integer',
      readings_duplicate: 'integer',
      readings_late: 'integer',
      evaluated: 'integer',
      missing: 'integer',
      /** Of the commits since the sample before. */
      commit_p50_ms: 'float',
      commit_p99_ms: 'float',
      records_pending: 'integer',
      mqtt_connections: 'integer',
      memory_rss_bytes: 'integer',
      heap_used_bytes: 'integer',
      event_loop_p99_ms: 'float',
      uptime_s: 'float',
      /** The setting `public_url`, without a slash at its end; absent where it is not set. */
      public_url: 'string',
    },
  },
  /** A sample of each outlet every minute. */
  outlets: {
    name: 'outlets',
    tags: ['outlet'],
    fields: {
      sent: 'integer',
      pending: 'integer',
      oldest_pending_s: 'float',
      dead: 'integer',
      /** 1 while the last attempt failed. */
      failing: 'integer',
      paused: 'integer',
    },
  },
} as const satisfies Readonly<Record<string, InfluxMeasurement>>;

/** What people choose by and queries compare, in one text: Grafana's lists take it apart again. */
export function choiceText(name: string, id: string): string {
  return `${name} (${id})`;
}

/** Names of the retention policies that the hub makes in InfluxDB 1.x; the raw one is the default. */
export const influxPolicies = { raw: 'sluice_raw', rollup: 'sluice_rollup' } as const;

/**
 * The rollup of `readings`: for each hour and each numeric field `x` of it `min_x`, `max_x`, `mean_x`, and
 * `sum_rain_mm`. Asked for as `"sluice_rollup"."readings_1h"`.
 */
export const readingsRollup = { name: 'readings_1h', everyMs: 3_600_000 } as const;

/** What the hub says of itself in a sample; what is absent is not written. */
export type InfluxHubSample = {
  readonly [Name in keyof typeof influxMeasurements.hub.fields]?: number | string | null;
};
