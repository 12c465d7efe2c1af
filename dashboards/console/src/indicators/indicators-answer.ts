// The indicators as the API answers them.
import type { Label } from '../../../../core/label.ts';

export interface Rate {
  /** 0 to 1; `null` where there is nothing to divide by. */
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
}

export interface Measured {
  readonly counts: Readonly<Record<string, number>>;
  readonly rates: Readonly<Record<string, Rate>>;
  readonly score: number | null;
  readonly returns_too_often: boolean;
}

export interface UnitMeasured extends Measured {
  readonly unit_id: string | null;
  readonly name: string | null;
  /** By the code of the category. */
  readonly categories: Readonly<Record<string, Measured>>;
}

export interface IndicatorsAnswer {
  readonly items: readonly UnitMeasured[];
  readonly total: Measured;
  /** Of the rates, by name. */
  readonly titles: Readonly<Record<string, Label>>;
  readonly score_formula: string;
}
