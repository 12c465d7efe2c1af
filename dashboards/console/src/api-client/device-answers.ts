// What the API answers about devices, as the pages about equipment use it.
import type { BatteryForecast, DeviceStatusName, StatusReason } from '../../../../core/effects.ts';
import type { outageJson } from '../../../../core/outage.ts';
import type { DeviceAnswer, LatestAnswer } from './answers.ts';

export interface EquipmentAnswer extends DeviceAnswer {
  readonly status_reason: StatusReason;
  readonly outage_id: string | null;
  readonly status_since: string | null;
  readonly interval_s: number | null;
  readonly expected_interval_s: number | null;
  readonly battery_v: number | null;
  readonly battery_pct: number | null;
  readonly rssi_dbm: number | null;
  readonly battery_trend: BatteryForecast['trend'];
  readonly battery_empty_at: string | null;
  /** 0 to 1. */
  readonly uptime_24h: number | null;
  readonly uptime_30d: number | null;
  readonly dev_eui: string | null;
  readonly zero_offset_mm: number | null;
  readonly low_point_delta_mm: number | null;
  readonly mount_height_mm: number | null;
  readonly baseline_tilt_deg: number | null;
  readonly maintenance_until: string | null;
  readonly maintenance_reason: string | null;
}

export interface WholeDeviceAnswer extends EquipmentAnswer {
  readonly latest: readonly LatestAnswer[];
}

export interface DeviceCountsAnswer {
  readonly total: number;
  readonly by_status: Readonly<Record<DeviceStatusName, number>>;
  readonly by_reason: Readonly<Partial<Record<StatusReason, number>>>;
}

export type OutageAnswer = ReturnType<typeof outageJson>;

export interface StatusSpanAnswer {
  readonly from: string;
  readonly to: string;
  readonly condition: 'up' | 'down' | 'excluded';
  readonly reason: StatusReason;
}

export interface ProfileAnswer {
  readonly id: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly vendor: string | null;
  readonly model: string | null;
  readonly interval_s: number;
  readonly primary_metric: string;
}
