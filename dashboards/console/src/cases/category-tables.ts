// The categories of cases and the sets of conditions, as the hub's tables write them.
import type { Label } from '../../../../core/label.ts';

export interface Category {
  readonly title: Label;
  /** Name of its set of conditions. */
  readonly conditions: string;
  readonly default_condition: string;
}

/** By the set's name, then by the condition's. */
export type ConditionSets = Readonly<Record<string, Readonly<Record<string, { readonly title: Label }>>>>;

/** `/case-tables/{name}`. */
export interface TableAnswer<Definition> {
  readonly definition: Definition;
}
