// What the API answers, as far as the console uses it. Alarms and cases have the types that core writes them with.
import type { alarmJson } from '../../../../core/alarm.ts';
import type { CaseAction, caseJson } from '../../../../core/case.ts';
import type { DeviceStatusName } from '../../../../core/effects.ts';
import type { Role } from '../../../../core/person.ts';
import type { PointKind } from '../../../../core/registry.ts';
import type { Severity } from '../../../../core/severity.ts';

export type AlarmAnswer = ReturnType<typeof alarmJson>;
export type CaseAnswer = ReturnType<typeof caseJson>;
/** A case that was asked for; those of live events do not know who reads them. */
export type ShownCase = CaseAnswer & { readonly allowed_actions: readonly CaseAction[] };

export interface UserAnswer {
  readonly username: string;
  readonly role: Role;
  readonly unit_id: string | null;
}

export interface ListAnswer<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

export interface UnitAnswer {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
}

/** `/town`. */
export interface TownAnswer {
  /** Another one once the registry has changed. */
  readonly version: string;
  readonly points: number;
  /** West, south, east, north; `null` where there is no point. */
  readonly bounds: readonly [number, number, number, number] | null;
  readonly basins: readonly string[];
  readonly gateways: readonly string[];
  /** Of the dots on the map. */
  readonly dots_version: string;
}

/** A feature's properties in `/points.geojson`. */
export interface PlaceProperties {
  readonly id: string;
  readonly name: string;
  readonly kind: PointKind;
  readonly basin: string | null;
  /** Newest values stand under their metrics' names. */
  readonly depth_mm?: number;
  readonly rain_mm?: number;
}

export interface PlacesAnswer {
  readonly features: readonly {
    readonly geometry: { readonly coordinates: readonly [number, number] };
    readonly properties: PlaceProperties;
  }[];
}

export interface DeviceAnswer {
  readonly id: string;
  readonly profile: string;
  readonly point_id: string | null;
  readonly point_name: string | null;
  readonly gateway: string | null;
  readonly status: DeviceStatusName;
  readonly last_seen_at: string | null;
}

export interface LatestAnswer {
  readonly device_id: string;
  readonly metric: string;
  readonly measured_at: string;
  readonly value: number;
  /** Names of quality flags. */
  readonly flags: readonly string[];
}

export interface PointAnswer {
  readonly id: string;
  readonly name: string;
  readonly kind: PointKind;
  readonly lon: number;
  readonly lat: number;
  readonly grid_code: string | null;
  readonly component_code: string | null;
  readonly owner_unit: string | null;
  readonly maintainer_unit: string | null;
  readonly supervisor_unit: string | null;
  readonly subdistrict_unit: string | null;
  readonly basin: string | null;
  readonly road_class: string | null;
  readonly address: string | null;
  readonly latest: readonly LatestAnswer[];
  /** Where its camera is looked at; `null` where the hub was not told. */
  readonly camera_url: string | null;
}

/** With the worst that is wrong there now. */
export interface ListedPointAnswer extends PointAnswer {
  readonly worst_alarm: { readonly id: string; readonly severity: Severity } | null;
}

export interface ReadingsAnswer {
  /** [epoch ms, value], rising in time. */
  readonly points: readonly (readonly [number, number])[];
}

/** Data of the event `device`. */
export interface DeviceEventBody {
  readonly id: string;
  readonly status?: DeviceStatusName;
  readonly last_seen_at?: string | null;
}
