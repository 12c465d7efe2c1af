// What the public flood map is told: water where it stands, without devices, units and cases.
import type { Severity } from './severity.ts';

export interface PublicFlood {
  readonly name: string;
  readonly address: string | null;
  /** WGS-84 degrees. */
  readonly lon: number;
  readonly lat: number;
  /** Of the worst warning there now. */
  readonly severity: Severity | null;
  /** Whole centimetres; `null` where nothing recent and trusted was measured. */
  readonly depth_cm: number | null;
  /** When it was measured, RFC 3339. */
  readonly measured_at: string | null;
}

export interface PublicFloods {
  /** RFC 3339. */
  readonly as_of: string;
  /** Who watches. */
  readonly centre: string;
  /** Worst first. */
  readonly points: readonly PublicFlood[];
}
