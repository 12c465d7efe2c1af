// What the API answers about rules, as far as these pages use it.
import type { Label } from '../../../../core/label.ts';

export type RuleOrigin = 'release' | 'changed' | 'own';

/** A definition as the hub writes it out; what its keys mean is the business of the hub. */
export interface RuleDefinition extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly kind: string;
  readonly title: Label;
  readonly enabled: boolean;
  readonly category: string;
  readonly overrides?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface RuleVersion {
  readonly version: number;
  readonly changed_at: string;
  readonly changed_by: string;
  readonly reason: string | null;
  readonly definition: RuleDefinition;
}

export interface RuleAnswer extends RuleVersion {
  readonly id: string;
  readonly words: readonly Label[];
  readonly origin: RuleOrigin;
}

export interface RuleWithVersions extends RuleAnswer {
  /** The newest first. */
  readonly versions: readonly RuleVersion[];
  readonly release: RuleDefinition | null;
}

/** A mistake in a text, as the editor marks it. */
export interface RuleMistake {
  /** From 1. */
  readonly line: number;
  readonly key: string;
  readonly mend: string;
}

/** As the hub tells it. */
export interface ToldMistake extends Omit<RuleMistake, 'mend'> {
  readonly mend: Label;
}

export interface RuleCheck {
  readonly definition: RuleDefinition | null;
  readonly words: readonly Label[];
  readonly mistakes: readonly ToldMistake[];
}
