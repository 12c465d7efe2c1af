// Points: where things are, with their latest readings and worst active alarm; all at once for a map.
import { Readable } from 'node:stream';
import { z } from 'zod';
import { pointKinds } from '../../core/registry.ts';
import { listAnswer, listOf, pageRequest, written } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { cameraLink } from '../camera-link.ts';
import { pointAnswer, pointCollection, pointCollectionText } from '../point-feature.ts';
import { found, Problem } from '../problem.ts';
import { bboxField, filterField, idParams, noQuery, pageFields } from '../request-fields.ts';

const tags = ['points'];

const filterFields = {
  kind: z.enum(pointKinds).optional(),
  basin: filterField.optional(),
  bbox: bboxField.optional(),
};

export function pointRoutes(api: ApiApp, { views, cameraUrl }: ApiOptions): void {
  api.get(
    '/points',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Points with their latest readings and worst active alarm',
        querystring: z.strictObject({
          ...filterFields,
          search: filterField.optional().describe('A part of its id, name or address'),
          ...pageFields,
        }),
        response: { 200: listOf(pointAnswer) },
      },
    },
    async ({ query }) => {
      const { kind, basin, bbox: within, search } = query;
      return listAnswer(await views.points({ kind, basin, within, search, ...pageRequest(query) }));
    },
  );

  api.get(
    '/points/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'A point',
        params: idParams,
        querystring: noQuery,
        response: { 200: pointAnswer },
      },
    },
    async ({ params: { id } }) => {
      const point = found(await views.point(id), 'point', id);
      return { ...point, camera_url: cameraLink(cameraUrl, point) };
    },
  );

  api.get(
    '/points/:id/camera',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Leads to the camera nearest to a point, on the city’s video platform',
        params: idParams,
        querystring: noQuery,
        response: { 302: z.null().describe('`Location` is its address') },
      },
    },
    async ({ params: { id } }, reply) => {
      const link = cameraLink(cameraUrl, found(await views.point(id), 'point', id));
      if (link !== null) return reply.redirect(link, 302);
      throw new Problem({
        status: 404,
        code: 'no_camera',
        detail: {
          zh: '平台不知道视频在哪里；请将 SLUICE_CAMERA_URL 设为视频平台的地址',
          en: 'this hub does not know where cameras are; set SLUICE_CAMERA_URL to the address of the video platform',
        },
      });
    },
  );

  api.get(
    '/points.geojson',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'All points as GeoJSON (RFC 7946), for a map',
        description: 'A large town comes in pieces; ask for the part that is seen, or for one kind.',
        querystring: z.strictObject(filterFields),
        response: { 200: { content: { 'application/geo+json': { schema: written(pointCollection) } } } },
      },
    },
    async ({ query }, reply) => {
      const { kind, basin, bbox: within } = query;
      const text = Readable.from(pointCollectionText(views, { kind, basin, within }));
      return reply.type('application/geo+json').send(text as never);
    },
  );
}
