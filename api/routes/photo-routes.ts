// Photos of cases: taken in as files, kept without what the camera added, and shown only to people who are logged in.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf, loginOf } from '../access.ts';
import { fileAnswer, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { CaseDesk } from '../case-desk.ts';
import { caseAnswer } from '../case-fields.ts';
import { photosPath } from '../photos-path.ts';
import { found, invalid } from '../problem.ts';
import { idParams, noQuery } from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['cases'];
const mediaTypes = ['image/jpeg', 'image/png', 'image/webp'];
/** Bytes of one photo: a phone's camera makes up to 10 MB. */
const maxPhotoBytes = 15 * 1024 * 1024;

const photoAnswer = shown(
  z
    .object({
      url: z.string().describe('Put it into the `photos` of a report or an action'),
      width: z.number().int(),
      height: z.number().int(),
      bytes: z.number().int(),
    })
    .meta({ id: 'Photo' }),
);

const description =
  `The body is the file: ${mediaTypes.join(', ')}, ${maxPhotoBytes / 1024 / 1024} MiB at most. It is encoded anew ` +
  'with 2048 pixels at its longer side, and without the place and camera that the file told of.';

export function photoRoutes(api: ApiApp, { engine, photos, views }: ApiOptions): void {
  const desk = new CaseDesk(views);
  const keep = async (request: FastifyRequest) => {
    const kept = await photos.put(request.body as Buffer);
    if (!kept.ok) throw invalid('body', kept.error);
    const { name, ...measures } = kept.value;
    return { url: `${photosPath}${name}`, ...measures };
  };

  // In a scope of its own, for here alone a body is a picture.
  api.register(async (scope: ApiApp) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      mediaTypes,
      { parseAs: 'buffer', bodyLimit: maxPhotoBytes },
      async (_request: FastifyRequest, body: Buffer) => body,
    );

    scope.post(
      '/photos',
      {
        bodyLimit: maxPhotoBytes,
        config: { access: 'crew' },
        schema: {
          tags,
          summary: 'Take in a photo',
          description,
          consumes: mediaTypes,
          querystring: noQuery,
          response: { 201: photoAnswer },
        },
      },
      async (request, reply) => reply.code(201).send(await keep(request)),
    );

    scope.post(
      '/cases/:id/photos',
      {
        bodyLimit: maxPhotoBytes,
        config: { access: 'crew' },
        schema: {
          tags,
          summary: 'Add a photo to a case',
          description: `${description} \`note\` says what it shows.`,
          consumes: mediaTypes,
          params: idParams,
          querystring: z.strictObject({ note: z.string().max(2_000).default('照片 / photo') }),
          response: { 201: caseAnswer },
        },
      },
      async (request, reply) => {
        const { url } = await keep(request);
        const body = {
          caseId: request.params.id,
          action: 'comment' as const,
          note: request.query.note,
          photos: [url],
        };
        const subject = answeredJson(await runCommand(engine, 'case.act', actorOf(request), body));
        return reply.code(201).send(await desk.shown(subject, loginOf(request).user));
      },
    );
  });

  api.get(
    '/photos/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'A photo',
        params: idParams,
        querystring: z.strictObject({
          size: z.enum(['whole', 'small']).default('whole').describe('`small`: a square for lists'),
        }),
        response: { 200: fileAnswer },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const read = request.query.size === 'small' ? photos.small : photos.get;
      const photo = found(await read(id), 'photo', id);
      // Named by its content: it never changes.
      reply.header('cache-control', 'private, max-age=31536000, immutable');
      return reply.type('image/jpeg').send(photo);
    },
  );
}
