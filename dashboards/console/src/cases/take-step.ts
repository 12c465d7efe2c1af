// One step of the work on a case, as the hub answers it: taken, too late, refused for what the gauge shows, or unknown.
import type { CaseAction } from '../../../../core/case.ts';
import { SluiceError } from '../../../../core/error.ts';
import type { EpochMs } from '../../../../core/time.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { HubProblem, send } from '../api-client/request.ts';
import { isByHub } from '../words/timeline-words.ts';

export interface StepBody {
  readonly action: CaseAction;
  readonly unit_id?: string | undefined;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  readonly photos?: readonly string[] | undefined;
  readonly until?: EpochMs | undefined;
  readonly override?: boolean | undefined;
}

export type StepOutcome =
  | { readonly kind: 'taken'; readonly subject: ShownCase }
  /** Somebody else changed it since the person looked. */
  | { readonly kind: 'late'; readonly present: ShownCase; readonly detail: string }
  /** It is as the person saw it, and the hub says no. */
  | { readonly kind: 'refused'; readonly detail: string; readonly field: string | null }
  /** Whether it was done is not known; the same key again is safe. */
  | { readonly kind: 'unknown'; readonly detail: string };

/** @param seen the case as the person saw it. @param key the same for each attempt at the same step. */
export async function takeStep(seen: ShownCase, body: StepBody, key: string): Promise<StepOutcome> {
  const path = `/cases/${encodeURIComponent(seen.id)}/actions`;
  try {
    return {
      kind: 'taken',
      subject: await send<ShownCase>('POST', path, { ...body, version: seen.version }, key),
    };
  } catch (thrown) {
    // No answer, or one of a server that may have failed after the work was done.
    if (thrown instanceof SluiceError && thrown.retryable) return { kind: 'unknown', detail: thrown.message };
    if (!(thrown instanceof HubProblem)) throw thrown;
    const { field, case: present } = thrown.document;
    if (!isCase(present) || present.version === seen.version) {
      return { kind: 'refused', detail: thrown.message, field: typeof field === 'string' ? field : null };
    }
    // What the hub did by itself meanwhile, an alarm that came or a clock that ran, does not surprise anybody.
    const isQuiet = present.timeline
      .slice(seen.timeline.length)
      .every((entry) => isByHub(entry) || entry.action === 'receipt');
    // Whether it can be verified is the gauge's to say, not the list's.
    const isPossible = body.action === 'verify' || present.allowed_actions.includes(body.action);
    if (isQuiet && isPossible && present.state === seen.state) {
      return takeStep(present, body, `${key}-${present.version}`);
    }
    return { kind: 'late', present, detail: thrown.message };
  }
}

function isCase(value: unknown): value is ShownCase {
  return typeof value === 'object' && value !== null && 'version' in value && 'timeline' in value;
}
