// The section `outlets` of sluice.yaml.
import { z } from 'zod';
import { dayMs, parseDurationMs } from '../../core/time.ts';

/** A duration such as `30d`, as ms. */
function durationMs(example: string) {
  return z.string().transform((text, context) => {
    const ms = parseDurationMs(text);
    if (ms !== null && ms > 0) return ms;
    context.addIssue(`is ${JSON.stringify(text)}; write a duration such as ${example}`);
    return z.NEVER;
  });
}

export const outletsSchema = z.strictObject({
  /** How long what an outlet has not taken is kept for it. */
  keep_pending: durationMs('30d').default(30 * dayMs),
});
export type OutletSettings = z.infer<typeof outletsSchema>;
