// A unit's appeal against a case that was overdue: once, after closing. Overdue stays a fact; what reviewers may do is
// take it out of the unit's figures.
import { type EpochMs, formatInstant } from './time.ts';

export interface AppealReview {
  readonly at: EpochMs;
  readonly by: string;
  readonly accepts: boolean;
  readonly note: string;
}

/** `exempted`: it does not count as late; `refused`: it does. */
export type AppealOutcome = 'pending' | 'exempted' | 'refused';

export interface Appeal {
  readonly at: EpochMs;
  readonly by: string;
  readonly reason: string;
  readonly reviews: readonly AppealReview[];
  readonly outcome: AppealOutcome;
}

export function appealJson({ at, reviews, ...appeal }: Appeal) {
  return {
    ...appeal,
    at: formatInstant(at),
    reviews: reviews.map((review) => ({ ...review, at: formatInstant(review.at) })),
  };
}
