// The four warning colours of Chinese emergency practice, in rising order.
import { z } from 'zod';

export const severities = ['blue', 'yellow', 'orange', 'red'] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

/** 1 for blue to 4 for red, 0 for none. */
export function severityRank(severity: Severity | null): number {
  return severity === null ? 0 : severities.indexOf(severity) + 1;
}

export function worseSeverity(a: Severity, b: Severity): Severity {
  return severityRank(a) >= severityRank(b) ? a : b;
}
