// Receipt of a notice by its link, without a login: it records that the notice was opened, and does nothing else.
import { z } from 'zod';
import type { Actor } from '../../core/person.ts';
import { written } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found, nothingFound } from '../problem.ts';
import { askReceiptPage, receiptPagePolicy, receivedPage } from '../receipt-page.ts';
import { readReceiptToken } from '../receipt-token.ts';
import { noQuery } from '../request-fields.ts';
import { runCommand } from '../run-command.ts';

const params = z.strictObject({ token: z.string().max(900) });
const tags = ['cases'];

export function receiptRoutes(api: ApiApp, { engine, views, sessionKey, now }: ApiOptions): void {
  const claimOf = (token: string) => {
    const claim = readReceiptToken(sessionKey, token, now());
    if (claim === null) {
      throw nothingFound({
        zh: '该签收：链接不完整，或已超过 60 天',
        en: 'receipt: the link is not whole, or older than 60 days',
      });
    }
    return claim;
  };
  const titleOf = async (caseId: string) => String(found(await views.case(caseId), 'case', caseId).title);

  api.register(async (scope) => {
    const pages: ApiApp = scope.withTypeProvider();
    // A browser's form without fields.
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, _text, done) => done(null, undefined),
    );
    pages.addHook('onRequest', async (_request, reply) => {
      reply.header('content-security-policy', receiptPagePolicy);
    });

    pages.get(
      '/receipts/:token',
      {
        config: { access: 'anyone' },
        schema: {
          tags,
          summary: 'The page behind the link of a notice, which confirms as it opens',
          params,
          querystring: noQuery,
          response: { 200: written(z.string()) },
        },
      },
      async (request, reply) => {
        const claim = claimOf(request.params.token);
        return reply
          .type('text/html; charset=utf-8')
          .send(askReceiptPage(await titleOf(claim.case), claim.case));
      },
    );

    pages.post(
      '/receipts/:token',
      {
        config: { access: 'anyone' },
        schema: {
          tags,
          summary: 'Confirm that a notice was received; without a login',
          params,
          querystring: noQuery,
          response: { 200: written(z.string()) },
        },
      },
      async (request, reply) => {
        const claim = claimOf(request.params.token);
        const actor: Actor = {
          name: `link:${claim.user ?? claim.unit}`,
          role: 'viewer',
          unitId: claim.unit,
          from: request.ip,
        };
        const body = {
          caseId: claim.case,
          noticeId: claim.receipt,
          unitId: claim.unit,
          username: claim.user,
        };
        await runCommand(engine, 'case.receive', { ...actor, key: undefined }, body);
        return reply
          .type('text/html; charset=utf-8')
          .send(receivedPage(await titleOf(claim.case), claim.case));
      },
    );
  });
}
