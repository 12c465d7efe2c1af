// The patrol list as the hub gives it.
import type { CaseState } from '../../../../core/case.ts';
import type { Severity } from '../../../../core/severity.ts';
import type { LatestAnswer } from './answers.ts';

export interface PatrolStop {
  readonly order: number;
  readonly point_id: string | null;
  readonly name: string;
  readonly address: string | null;
  readonly lon: number;
  readonly lat: number;
  /** As the crow flies from the stop before. */
  readonly leg_m: number;
  readonly latest: readonly LatestAnswer[];
  readonly worst_alarm: { readonly severity: Severity } | null;
  readonly cases: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: CaseState;
    readonly severity: Severity;
  }[];
}

export interface PatrolAnswer {
  readonly made_at: string;
  readonly length_m: number;
  readonly stops: readonly PatrolStop[];
}

/** The same for a stop on a list that was made later. */
export function stopKey(stop: PatrolStop): string {
  return stop.point_id ?? stop.cases[0]?.id ?? stop.name;
}
