// Supervision letters of a case: drafted from its timeline, edited, signed by a person, printed, answered.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Letter, letterJson, letterKinds } from '../../core/letter.ts';
import { actorOf, loginOf } from '../access.ts';
import { fileAnswer, instantAnswer, listOf, pageOfWhole, shown, written } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { CaseDesk } from '../case-desk.ts';
import { letterHtml } from '../letters/letter-html.ts';
import { letterText } from '../letters/letter-text.ts';
import { makeLetterPdf } from '../letters/make-letter-pdf.ts';
import { found } from '../problem.ts';
import { idParams, instantField, noQuery, optionalField, pageFields, wordsField } from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['cases'];

const unitRef = z.object({ id: z.string(), name: z.string() });
const letterAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      case_id: z.string(),
      kind: z.enum(letterKinds),
      level: z.number().int(),
      state: z.enum(['draft', 'signed', 'replied']),
      number: z.string().nullable().describe('Given at signing; without gaps within a year'),
      addressee: unitRef,
      copies: z.array(unitRef),
      facts: z.array(z.object({ at: instantAnswer, text: z.string() })),
      basis: z.string(),
      requirement: z.string(),
      deadline_at: instantAnswer,
      signed_at: instantAnswer.nullable(),
      signer: z.string().nullable(),
      reply: z.object({ at: instantAnswer, by: z.string(), text: z.string() }).nullable(),
    })
    .meta({ id: 'Letter' }),
);

const editBody = z.strictObject({
  kind: optionalField(z.enum(letterKinds)),
  subject: optionalField(z.string().max(200)),
  facts: optionalField(z.array(z.strictObject({ at: instantField, text: z.string().max(500) })).max(200)),
  basis: optionalField(z.string().max(2_000)),
  requirement: optionalField(z.string().max(2_000)),
  deadline: optionalField(instantField),
  copies: optionalField(z.array(z.string().max(64)).max(20)),
});

const letterParams = z.strictObject({ id: z.string().max(200), letter: z.string().max(200) });

/** What the body of a draft says, in the fold's own words. */
function editOf({ deadline, ...rest }: Partial<z.infer<typeof editBody>>) {
  const given = { ...rest, deadlineAt: deadline };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

export function letterRoutes(api: ApiApp, { engine, views, photos, timezone }: ApiOptions): void {
  const desk = new CaseDesk(views);
  const lettersOf = async (request: FastifyRequest, caseId: string): Promise<readonly Letter[]> => {
    await desk.find(caseId, loginOf(request).user);
    return views.letters(caseId);
  };
  const letterOf = async (request: FastifyRequest, { id, letter }: z.infer<typeof letterParams>) => {
    const letters = await lettersOf(request, id);
    return found(letters.find((known) => known.id === letter) ?? null, 'letter', letter);
  };

  api.get(
    '/cases/:id/letters',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The supervision letters of a case',
        params: idParams,
        querystring: z.strictObject(pageFields),
        response: { 200: listOf(letterAnswer) },
      },
    },
    async (request) =>
      pageOfWhole((await lettersOf(request, request.params.id)).map(letterJson), request.query),
  );

  api.post(
    '/cases/:id/letters',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Draft a supervision letter from the timeline',
        description: 'Whatever the body names stands in place of what the timeline and the table would say.',
        params: idParams,
        querystring: noQuery,
        body: editBody.nullish(),
        response: { 201: letterAnswer },
      },
    },
    async (request, reply) => {
      const body = { caseId: request.params.id, edit: editOf(request.body ?? {}) };
      const letter = answeredJson(await runCommand(engine, 'letter.draft', actorOf(request), body));
      return reply.code(201).send(letter);
    },
  );

  api.put(
    '/cases/:id/letters/:letter',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Change a draft',
        params: letterParams,
        querystring: noQuery,
        body: editBody,
        response: { 200: letterAnswer },
      },
    },
    async (request) => {
      await letterOf(request, request.params);
      const body = { letterId: request.params.letter, edit: editOf(request.body) };
      return answeredJson(await runCommand(engine, 'letter.edit', actorOf(request), body));
    },
  );

  api.post(
    '/cases/:id/letters/:letter/sign',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Sign a draft, which numbers and sends it',
        params: letterParams,
        querystring: noQuery,
        body: z.strictObject({ signer: optionalField(z.string().max(100)) }).nullish(),
        response: { 200: letterAnswer },
      },
    },
    async (request) => {
      await letterOf(request, request.params);
      const signer = request.body?.signer ?? loginOf(request).user.username;
      const body = { letterId: request.params.letter, signer };
      return answeredJson(await runCommand(engine, 'letter.sign', actorOf(request), body));
    },
  );

  api.post(
    '/cases/:id/letters/:letter/reply',
    {
      config: { access: 'crew' },
      schema: {
        tags,
        summary: 'The unit’s reply',
        params: letterParams,
        querystring: noQuery,
        body: z.strictObject({ text: wordsField }),
        response: { 200: letterAnswer },
      },
    },
    async (request) => {
      await letterOf(request, request.params);
      const body = { letterId: request.params.letter, text: request.body.text };
      return answeredJson(await runCommand(engine, 'letter.reply', actorOf(request), body));
    },
  );

  const printed = { tags, params: letterParams, querystring: noQuery };
  api.get(
    '/cases/:id/letters/:letter.html',
    {
      config: { access: 'viewer' },
      schema: { ...printed, summary: 'A letter as a page to print', response: { 200: written(z.string()) } },
    },
    async (request, reply) => {
      const letter = await letterOf(request, request.params);
      return reply
        .type('text/html; charset=utf-8')
        .send(letterHtml(letterText(letter, timezone), letter.photos));
    },
  );

  api.get(
    '/cases/:id/letters/:letter.pdf',
    {
      config: { access: 'viewer' },
      schema: { ...printed, summary: 'A letter as a PDF', response: { 200: fileAnswer } },
    },
    async (request, reply) => {
      const letter = await letterOf(request, request.params);
      const names = letter.photos.map((url) => url.split('/').at(-1) ?? '');
      const pictures = (await Promise.all(names.map((name) => photos.get(name)))).filter(
        (photo) => photo !== null,
      );
      const pdf = await makeLetterPdf(letterText(letter, timezone), pictures);
      const fileName = encodeURIComponent(`${letter.number ?? letter.id}.pdf`);
      reply.header('content-disposition', `inline; filename*=UTF-8''${fileName}`);
      return reply.type('application/pdf').send(Buffer.from(pdf));
    },
  );
}
