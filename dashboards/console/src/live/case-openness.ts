// Which states of a case mean that work is still to be done. Spelled out here, for core's list comes with its
// validators, which no browser needs; the type check holds the two together.
import type { CaseState } from '../../../../core/case.ts';

const openness = {
  reported: true,
  filed: true,
  dispatched: true,
  handling: true,
  handled: true,
  closed: false,
  not_filed: false,
  cancelled: false,
} as const satisfies Record<CaseState, boolean>;

export function isOpenState(state: CaseState): boolean {
  return openness[state];
}
