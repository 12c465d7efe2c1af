// The order of severities, reckoned without core's validators, which no browser needs.
import type { Severity } from '../../../../core/severity.ts';

const ranks = { blue: 1, yellow: 2, orange: 3, red: 4 } as const satisfies Record<Severity, number>;

/** 1 for blue to 4 for red, 0 for none. */
export function rankOf(severity: Severity | null): number {
  return severity === null ? 0 : ranks[severity];
}
