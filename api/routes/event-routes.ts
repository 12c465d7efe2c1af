// Live changes as server-sent events (WHATWG HTML, section 9.2). A reader that comes back with the id that it saw
// last gets what it missed, once and in order.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommittedEvent } from '../../core/ports.ts';
import { loginOf } from '../access.ts';
import type { ApiApp } from '../api-app.ts';
import { seesCaseOf } from '../case-sight.ts';
import type { EventFeed } from '../events/event-feed.ts';
import { retryFrame } from '../events/event-frame.ts';
import { responseSink } from '../events/response-sink.ts';
import { unavailable } from '../problem.ts';
import type { Sessions } from '../sessions.ts';

const keptTypes = ['alarm', 'case', 'device'] as const satisfies readonly CommittedEvent['kind'][];
const eventTypes = [...keptTypes, 'reading'] as const;
/** Told to those who ask for them. */
const askedTypes = ['command'] as const satisfies readonly CommittedEvent['kind'][];
const isEventType = z.enum([...eventTypes, ...askedTypes]);
const fullRetryS = 30;

const typesField = z
  .string()
  .max(200)
  .default(eventTypes.join(','))
  .transform((text) => text.split(',').map((type) => type.trim()))
  .pipe(z.array(isEventType))
  .describe(
    `Of ${isEventType.options.join(', ')}, separated by commas; ${eventTypes.join(', ')} unless given`,
  );

/** Words with commas between; nothing is chosen where it is absent. */
const wordsField = z
  .string()
  .max(4_000)
  .transform((text) => new Set(text.split(',').map((word) => word.trim())))
  .optional();

const positionField = z.coerce.number().int().min(0).optional();

/** Sends what a proxy must not hold back, and the headers that answers of the hub bear. */
function startStream(reply: FastifyReply): void {
  const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' };
  reply.hijack();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200);
  reply.raw.write(retryFrame);
}

/** Whether the session that opened the stream still stands and would open the same one. */
function sessionCheck(request: FastifyRequest, sessions: Sessions): () => boolean {
  const { user: before, token } = loginOf(request);
  return () => {
    const user = sessions.user(token);
    return user !== null && user.role === before.role && user.unitId === before.unitId;
  };
}

export function eventRoutes(api: ApiApp, feed: EventFeed, sessions: Sessions): void {
  api.get(
    '/events',
    {
      config: { access: 'viewer' },
      exposeHeadRoute: false,
      schema: {
        tags: ['events'],
        summary: 'Changes as they happen, as server-sent events',
        description:
          'Alarms, cases and device states come once and in order, as the lists would show them; a crew gets the ' +
          'cases of its own unit. Readings are the newest values, at most once a second, and are not sent again.',
        produces: ['text/event-stream'],
        headers: z.looseObject({
          'last-event-id': positionField.describe('Resume after this event; stands before the query'),
        }),
        querystring: z.strictObject({
          types: typesField,
          last_event_id: positionField.describe('Resume after this event'),
          metrics: wordsField.describe('Readings of these only, with commas between'),
          device_ids: wordsField.describe('Readings of these devices only, with commas between'),
        }),
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      if (!feed.hasRoom) {
        const detail = {
          zh: '打开的事件流过多，请关闭一些或稍后重试。',
          en: 'Too many event streams are open. Close some, or try again.',
        };
        throw unavailable('busy', detail, fullRetryS);
      }
      const { types, last_event_id: asked, metrics, device_ids: deviceIds } = request.query;
      const { user } = loginOf(request);
      startStream(reply);
      const forget = feed.open({
        kinds: [...keptTypes, ...askedTypes].filter((type) => types.includes(type)),
        shows: ({ kind, body }) => kind !== 'case' || seesCaseOf(user, body.unit_id),
        readings: types.includes('reading'),
        showsReading: ({ metric, deviceId }) =>
          metrics?.has(metric) !== false && deviceIds?.has(deviceId) !== false,
        after: request.headers['last-event-id'] ?? asked ?? null,
        sink: responseSink(reply.raw),
        mayRead: sessionCheck(request, sessions),
      });
      reply.raw.on('close', forget);
    },
  );
}
