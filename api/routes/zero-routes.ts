// Gauges whose zero has wandered: what the hub proposes after quiet dry nights, and what a person decides about it.
import { z } from 'zod';
import { zeroDecisions, zeroProposalStates } from '../../core/zero-proposal.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found } from '../problem.ts';
import { filterField, idParams, noQuery, optionalField, pageFields } from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['devices'];

const proposalAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      device_id: z.string(),
      point_id: z.string(),
      state: z.enum(zeroProposalStates),
      made_at: instantAnswer,
      zero_offset_mm: z.number().describe('As it was when this was proposed'),
      proposed_zero_offset_mm: z.number(),
      nights: z
        .array(
          z.object({
            ended_at: instantAnswer,
            median_mm: z.number().describe('Depth that the gauge showed over the dry road'),
            spread_mm: z.number().describe('Between the 10th and the 90th percentile'),
            samples: z.number().int(),
          }),
        )
        .describe('Quiet dry ones that agree, oldest first'),
      decided_at: instantAnswer.nullable(),
      decided_by: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .meta({ id: 'ZeroProposal' }),
);

export function zeroRoutes(api: ApiApp, { engine, views }: ApiOptions): void {
  api.get(
    '/zero-proposals',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Zeros of gauges that the hub proposes to set anew; newest first',
        description:
          'From the quiet hours of three nights without rain or water near the gauge. A newer value takes the place ' +
          'of an open one; one that is not needed any more is withdrawn.',
        querystring: z.strictObject({
          state: z.enum(zeroProposalStates).optional(),
          device_id: filterField.optional(),
          ...pageFields,
        }),
        response: { 200: listOf(proposalAnswer) },
      },
    },
    async ({ query }) => {
      const { state, device_id: deviceId } = query;
      return listAnswer(await views.zeroProposals({ state, deviceId, ...pageRequest(query) }));
    },
  );

  api.post(
    '/zero-proposals/:id/actions',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Accept a proposed zero, or refuse it',
        description:
          'An accepted one is the gauge’s `zero_offset_mm` from then on; while it may be wet there it is not ' +
          'accepted (409). A refused one is not proposed again.',
        params: idParams,
        querystring: noQuery,
        body: z.strictObject({
          action: z.enum(zeroDecisions),
          reason: optionalField(z.string().trim().max(1_000)),
        }),
        response: { 200: proposalAnswer },
      },
    },
    async (request) => {
      const { id: proposalId } = request.params;
      const { device_id: deviceId } = found(await views.zeroProposal(proposalId), 'proposal', proposalId);
      const { action, reason = null } = request.body;
      const body = { proposalId, deviceId: String(deviceId), action, reason };
      return answeredJson(await runCommand(engine, 'zero.decide', actorOf(request), body));
    },
  );
}
