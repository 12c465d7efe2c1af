// A proposal to set a gauge's zero anew: on quiet dry nights it showed water that was not there, always the same.
import { z } from 'zod';
import { type EpochMs, formatInstant, formatInstantOrNull } from './time.ts';

/**
 * `open`: waits for a person; `superseded`: later nights gave another value; `withdrawn`: they gave none, or the
 * registry's zero was changed meanwhile.
 */
export const zeroProposalStates = ['open', 'accepted', 'refused', 'superseded', 'withdrawn'] as const;
export type ZeroProposalState = (typeof zeroProposalStates)[number];

export interface QuietNight {
  /** When its quiet hours ended. */
  readonly endedAt: EpochMs;
  /** Depth that the gauge showed over the dry road, mm. */
  readonly median_mm: number;
  /** Between the 10th and the 90th percentile, mm. */
  readonly spread_mm: number;
  readonly samples: number;
}

export interface ZeroProposal {
  /** `Z000007`; counts up. */
  readonly id: string;
  readonly deviceId: string;
  readonly pointId: string;
  readonly state: ZeroProposalState;
  readonly madeAt: EpochMs;
  /** `zero_offset_mm` as it is, and as it should be. */
  readonly from_mm: number;
  readonly to_mm: number;
  /** Oldest first. */
  readonly nights: readonly QuietNight[];
  /** When its state became final, by whom and why; nobody where the hub itself dropped it. */
  readonly decidedAt: EpochMs | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
}

export const zeroDecisions = ['accept', 'refuse'] as const;

export const zeroDecisionSchema = z.strictObject({
  proposalId: z.string(),
  deviceId: z.string(),
  action: z.enum(zeroDecisions),
  reason: z.string().trim().max(1_000).nullable(),
});
export type ZeroDecision = z.infer<typeof zeroDecisionSchema>;

/** The id of the proposal with a number; they count up from 1. */
export function zeroProposalIdOf(number: number): string {
  return `Z${String(number).padStart(6, '0')}`;
}

/** As the API shows it. */
export function zeroProposalJson(proposal: ZeroProposal) {
  return {
    id: proposal.id,
    device_id: proposal.deviceId,
    point_id: proposal.pointId,
    state: proposal.state,
    made_at: formatInstant(proposal.madeAt),
    zero_offset_mm: proposal.from_mm,
    proposed_zero_offset_mm: proposal.to_mm,
    nights: proposal.nights.map(({ endedAt, median_mm, spread_mm, samples }) => ({
      ended_at: formatInstant(endedAt),
      median_mm,
      spread_mm,
      samples,
    })),
    decided_at: formatInstantOrNull(proposal.decidedAt),
    decided_by: proposal.decidedBy,
    reason: proposal.reason,
  };
}
