// What the API says of a point's rules at a moment, as far as pages show it.
import type { Label } from '../../../../core/label.ts';
import type { RuleStateName } from '../words/point-words.ts';

export interface ExplainedRule {
  readonly rule_id: string;
  readonly titles: Label;
  readonly device_id: string | null;
  readonly state: RuleStateName;
  /** The sentence that says why. */
  readonly words: Label;
  readonly alarm: { readonly id: string } | null;
}

export interface PointExplanationAnswer {
  readonly at: string;
  readonly rules: readonly ExplainedRule[];
  readonly permit: {
    readonly id: string;
    readonly from: string;
    readonly until: string;
    readonly reason: string;
  } | null;
}
