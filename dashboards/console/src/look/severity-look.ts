// How the four warning colours and the depths of water look: the one place for colours and thresholds.
import type { Severity } from '../../../../core/severity.ts';

export interface SeverityLook {
  /** Fill of marks on the map and of tags. */
  readonly fill: string;
  /** Text on the fill; at least 4.5 to 1 against it. */
  readonly ink: string;
}

export const severityLooks = {
  blue: { fill: '#1d63d8', ink: '#ffffff' },
  yellow: { fill: '#f2cb1d', ink: '#1f1a00' },
  orange: { fill: '#f0831a', ink: '#1f1000' },
  red: { fill: '#d3202f', ink: '#ffffff' },
} as const satisfies Record<Severity, SeverityLook>;

/** Worst first, as lists of severities are shown. */
export const severitiesWorstFirst = [
  'red',
  'orange',
  'yellow',
  'blue',
] as const satisfies readonly Severity[];

/** Depths at which the default rules raise an alarm, mm: wet road, filing depth, closed road, no passage. */
export const depthLevels_mm = {
  blue: 50,
  yellow: 150,
  orange: 250,
  red: 400,
} as const satisfies Record<Severity, number>;

/** The colour of a depth, or `null` below the lowest level. */
export function severityOfDepth(depth_mm: number): Severity | null {
  return severitiesWorstFirst.find((severity) => depth_mm >= depthLevels_mm[severity]) ?? null;
}

export type Shade = 'dark' | 'light';

export interface MapLook {
  readonly ground: string;
  readonly cover: string;
  readonly ring: string;
  /** Around a dot in alarm. */
  readonly edge: string;
}

export const mapLooks = {
  dark: { ground: '#10161d', cover: '#6d7f91', ring: '#ffffff', edge: '#dbe6f0' },
  light: { ground: '#e9edf1', cover: '#7d8b99', ring: '#10161d', edge: '#ffffff' },
} as const satisfies Record<Shade, MapLook>;
