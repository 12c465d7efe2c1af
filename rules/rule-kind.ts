// What a kind of rule is that is decided sample by sample: a schema, a state of plain JSON, and pure functions from
// one state to the next. A new kind is one file with such an object and one line in `sampled-kinds.ts`.
import { assert } from '../core/error.ts';
import type { Sample } from '../core/sample.ts';
import type { EpochMs } from '../core/time.ts';
import type { Verdict } from './verdict.ts';

/** What a kind may ask about the device and its surroundings; worked out only when it is asked. */
export interface Circumstances {
  /** Value of a metric at rest, as installed or re-zeroed; `null` where none is known. */
  baseline(metric: string): number | null;
  /** Whether the sample is below the rule's least confidence and nothing near it says the same. */
  isDoubtful(sample: Sample): boolean;
}

export interface SampledKind<KindRule, State> {
  /** The metrics that it looks at. */
  metrics(rule: KindRule): readonly string[];
  initial(): State;
  /** Whether a sample would change anything in a monitor that has seen nothing yet. */
  notices(rule: KindRule, sample: Sample, around: Circumstances): boolean;
  /** Takes in a sample, newer than all before it of its metric; changes the state in place. */
  evaluate(rule: KindRule, state: State, sample: Sample, around: Circumstances): Verdict;
  /** Whether forgetting the state would change nothing. */
  isQuiet(state: State): boolean;
  /** When time alone may decide something, by the hub's clock; `null` where it cannot. */
  dueAt(state: State): EpochMs | null;
  /** That time has come. */
  due(rule: KindRule, state: State, now: EpochMs): Verdict;
}

/** For kinds that decide by samples only. */
export const neverDue = {
  dueAt: () => null,
  due(): Verdict {
    assert(false, 'a kind that waits for no time is never due');
  },
} as const;
