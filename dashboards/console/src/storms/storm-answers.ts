// What the API answers about rainstorms and the alarm load, as far as these pages use it.
import type { DeviceStatusName } from '../../../../core/effects.ts';
import type { Severity } from '../../../../core/severity.ts';

export interface StormAnswer {
  readonly id: string;
  readonly trigger: 'rain' | 'floods';
  readonly began_at: string;
  readonly calm_since: string | null;
  readonly ended_at: string | null;
  readonly hastened: number;
}

export interface PastStormAnswer extends StormAnswer {
  readonly alarms: number;
  readonly cases: number;
  readonly flooded_points: number;
  readonly deepest_mm: number | null;
}

export interface FloodLine {
  readonly rank: number;
  readonly point_id: string;
  readonly name: string;
  readonly basin: string | null;
  readonly road_class: string | null;
  readonly depth_mm: number | null;
  readonly low_point_depth_mm: number | null;
  readonly rise_mm: number | null;
  readonly rise_minutes: number;
  readonly measured_at: string | null;
  readonly device_id: string | null;
  readonly device_status: DeviceStatusName | null;
  readonly severity: Severity | null;
  readonly alarm_id: string | null;
}

export interface BasinLine {
  readonly basin: string | null;
  readonly severity: Severity | null;
  readonly alarms: number;
  readonly flood_points: number;
  readonly flooded_points: number;
  readonly deepest_mm: number;
}

export interface RainstormAnswer {
  readonly active: boolean;
  readonly current: StormAnswer | null;
  readonly last_ended: StormAnswer | null;
  readonly points: readonly FloodLine[];
  readonly basins: readonly BasinLine[];
  readonly held: { readonly count: number; readonly by_rule: Readonly<Record<string, number>> };
}

interface OperatorLoad {
  readonly operator: string;
  readonly acknowledged: number;
  readonly shelved: number;
  readonly unshelved: number;
  readonly commented: number;
  readonly mean_time_to_acknowledge_s: number | null;
}

export interface DayLoad {
  readonly date: string;
  readonly alarms: number;
  readonly held_back: number;
  readonly operators: number;
  readonly per_operator_10min: { readonly average: number; readonly most: number };
  readonly flood_windows: number;
  readonly chattering: readonly object[];
  readonly stale: number;
  readonly by_operator: readonly OperatorLoad[];
}

/** Each person's work over all days, who did most first; a mean of means is weighed by how many each stands for. */
export function operatorTotals(days: readonly DayLoad[]): OperatorLoad[] {
  const totals = new Map<string, OperatorLoad & { readonly waited_s: number; readonly timed: number }>();
  for (const load of days.flatMap(({ by_operator }) => by_operator)) {
    const known = totals.get(load.operator);
    const mean = load.mean_time_to_acknowledge_s;
    const timed = (known?.timed ?? 0) + (mean === null ? 0 : load.acknowledged);
    const waited_s = (known?.waited_s ?? 0) + (mean ?? 0) * load.acknowledged;
    totals.set(load.operator, {
      operator: load.operator,
      acknowledged: (known?.acknowledged ?? 0) + load.acknowledged,
      shelved: (known?.shelved ?? 0) + load.shelved,
      unshelved: (known?.unshelved ?? 0) + load.unshelved,
      commented: (known?.commented ?? 0) + load.commented,
      mean_time_to_acknowledge_s: timed === 0 ? null : waited_s / timed,
      ...{ waited_s, timed },
    });
  }
  return [...totals.values()].sort((a, b) => b.acknowledged - a.acknowledged);
}
