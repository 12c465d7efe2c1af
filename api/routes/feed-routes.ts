// Feeds for police, traffic, emergency services and everyone: alarms as GeoJSON, alerts as CAP 1.2 in an Atom feed.
import { createHash } from 'node:crypto';
import etag from '@fastify/etag';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { secondMs } from '../../core/time.ts';
import { written } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { escapeHtml } from '../escape-html.ts';
import { alarmCollection, alarmFeatures } from '../feeds/alarm-features.ts';
import { type CapIssuer, capAlert } from '../feeds/cap-alert.ts';
import { capFeed, capMediaType } from '../feeds/cap-feed.ts';
import { capMessages, validMs } from '../feeds/cap-messages.ts';
import { publicAlarms } from '../feeds/public-alarms.ts';
import { hubAddress } from '../hub-address.ts';
import { KeptAnswer } from '../kept-answer.ts';
import { notFound } from '../problem.ts';
import { xmlText } from '../xml/xml-text.ts';

const tags = ['feeds'];
/** Stands in a kept text for the address by which a reader knows the hub. */
const anyBase = 'http://hub.invalid';
/** Readers of one moment share one look into the database. */
const keptMs = 2 * secondMs;
/** Alerts of a town in a storm take a while to be written. */
const feedKeptMs = 5 * secondMs;
/** How long a cache on the way may answer, s. */
const freshS = 10;

const xmlAnswer = written(z.string().describe('XML'));

/** @param hidden from the OpenAPI document, as another name of what it has. */
export function feedRoutes(app: ApiApp, options: ApiOptions, hidden: boolean): void {
  const { views, now, timezone, publicFace } = options;
  const access = publicFace.feeds ? 'anyone' : 'viewer';
  const startedAt = now();
  const rows = new KeptAnswer({ make: () => views.placedAlarms(now() - validMs), keptMs, now });
  const alarms = async () => publicAlarms(await rows.get());

  const issuerAt = (base: string): CapIssuer => ({
    sender: publicFace.sender,
    centre: publicFace.centre,
    alertStatus: publicFace.alertStatus,
    timezone,
    web: publicFace.map ? `${base}/public` : null,
  });

  // However many ask, and by whatever name they know the hub, a text is written once in a while.
  const collection = new KeptAnswer({
    make: async () => JSON.stringify(alarmFeatures(await alarms())),
    keptMs,
    now,
  });
  const feed = new KeptAnswer({
    make: async () =>
      xmlText(
        capFeed(await alarms(), {
          issuer: issuerAt(anyBase),
          address: `${anyBase}/feeds/cap.atom`,
          now: now(),
          startedAt,
        }),
      ),
    keptMs: feedKeptMs,
    now,
  });

  app.register(async (scope: ApiApp) => {
    // Answers 304 where the client has what was tagged.
    await scope.register(etag);
    scope.addHook('onRequest', async (_request: FastifyRequest, reply: FastifyReply) => {
      reply.header('cache-control', access === 'anyone' ? `public, max-age=${freshS}` : 'private, no-cache');
      // Pages of other origins may read what everyone may.
      if (access === 'anyone') reply.header('access-control-allow-origin', '*');
    });

    scope.get(
      '/feeds/alarms.geojson',
      {
        config: { access },
        schema: {
          hide: hidden,
          tags,
          summary: 'Active alarms about dangers, as GeoJSON',
          description:
            'Equipment is left out, and so is what operators hold false. Answers 304 to a known ETag.',
          response: { 200: written(alarmCollection) },
        },
      },
      async (_request, reply) => {
        const text = await collection.get();
        return tagged(reply, text).type('application/geo+json').serializer(asItIs).send(text);
      },
    );

    scope.get(
      '/feeds/cap.atom',
      {
        config: { access },
        schema: {
          hide: hidden,
          tags,
          summary: 'Alerts as an Atom feed of CAP 1.2',
          description: 'One entry for each alarm with its newest message; what is over stays for some hours.',
          response: { 200: xmlAnswer },
        },
      },
      async (request, reply) => {
        const base = escapeHtml(hubAddress(request, publicFace));
        const text = (await feed.get()).replaceAll(anyBase, base);
        return tagged(reply, text).type('application/atom+xml; charset=utf-8').send(text);
      },
    );

    scope.get(
      '/feeds/cap/:file',
      {
        config: { access },
        schema: {
          hide: hidden,
          tags,
          summary: 'One CAP 1.2 message, by its identifier and .xml',
          params: z.strictObject({ file: z.string().max(200) }),
          response: { 200: xmlAnswer },
        },
      },
      async (request, reply) => {
        const identifier = request.params.file.replace(/\.xml$/, '');
        const alarm = (await alarms()).find(({ id }) => identifier.startsWith(`${id}.`));
        const message = alarm && capMessages(alarm, now()).find((sent) => sent.identifier === identifier);
        if (alarm === undefined || message === undefined) throw notFound('alert', identifier);
        return reply
          .type(`${capMediaType}; charset=utf-8`)
          .send(xmlText(capAlert(alarm, message, issuerAt(hubAddress(request, publicFace)))));
      },
    );
  });
}

const asItIs = (text: unknown) => text as string;

/** Named by its content; weakly, for it may be packed on its way. */
function tagged<Reply extends Pick<FastifyReply, 'header'>>(reply: Reply, text: string): Reply {
  reply.header('etag', `W/"${createHash('sha256').update(text).digest('base64url')}"`);
  return reply;
}
