// Words over the loudspeakers: what was said and what not, and an operator's word for what waits.

import { z } from 'zod';
import {
  type Announcement,
  announcementActions,
  announcementDecisions,
  announcementJson,
  zoneJson,
} from '../../core/announcement.ts';
import { announcementDecisionLabels } from '../../core/announcement-labels.ts';
import { SluiceError } from '../../core/error.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found, Problem } from '../problem.ts';
import { flagField, noQuery, pageFields } from '../request-fields.ts';
import { runCommand } from '../run-command.ts';

const tags = ['operations'];

const announcementAnswer = shown(
  z
    .object({
      id: z.string(),
      zone: z.string(),
      alarm_id: z.string(),
      point_id: z.string().nullable(),
      severity: z.string(),
      text: z.string(),
      decision: z.enum(announcementDecisions),
      at: instantAnswer,
      decided_at: instantAnswer.nullable(),
      decided_by: z.string().nullable(),
    })
    .meta({ id: 'Announcement' }),
);

const zoneAnswer = shown(
  z
    .object({
      name: z.string(),
      last_spoken_at: instantAnswer.nullable(),
      cools_until: instantAnswer.nullable().describe('Until then only what is worse than the last is said'),
      quiet: z.boolean().describe('Quiet hours'),
    })
    .meta({ id: 'AnnouncementZone' }),
);

const params = z.strictObject({ id: z.string().min(1), action: z.enum(announcementActions) });

function conflict({ id, decision }: Announcement): Problem {
  return new Problem({
    ...{ status: 409, code: 'conflict' },
    detail: {
      zh: `广播 ${id} 已不在等待确认：${announcementDecisionLabels[decision].zh}`,
      en: `announcement ${id} does not wait for a word: ${decision}`,
    },
  });
}

export function announcementRoutes(api: ApiApp, { engine, announcements }: ApiOptions): void {
  api.get(
    '/announcements',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'What was said over the loudspeakers and what was not, newest first',
        querystring: z.strictObject({
          waiting: flagField.optional().describe('Only what waits for a word, the oldest first, in one page'),
          ...pageFields,
        }),
        response: { 200: listOf(announcementAnswer) },
      },
    },
    async ({ query }) => {
      if (announcements === undefined) return wholeList([]);
      if (query.waiting === true) return wholeList(announcements.waiting().map(announcementJson));
      const { items, nextCursor } = announcements.list(pageRequest(query));
      return listAnswer({ items: items.map(announcementJson), nextCursor });
    },
  );

  api.get(
    '/announcements/zones',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The zones with loudspeakers, and what holds each back now',
        querystring: noQuery,
        response: { 200: listOf(zoneAnswer) },
      },
    },
    async () => wholeList((announcements?.zones() ?? []).map(zoneJson)),
  );

  api.post(
    '/announcements/:id/:action',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'An operator confirms or refuses what waits to be said',
        description:
          'What comes too late, or too soon after the last in its zone, is not said, and the answer says why.',
        params,
        querystring: noQuery,
        response: { 200: announcementAnswer },
      },
    },
    async (request) => {
      const { id, action } = request.params;
      const announcement = found(announcements?.find(id) ?? null, 'announcement', id);
      if (announcements === undefined || announcement.decision !== 'waiting') throw conflict(announcement);
      const actor = actorOf(request);
      const { zone, alarmId, text } = announcement;
      // First into the audit log: nothing is said that nobody answers for.
      await runCommand(engine, 'announcement.note', actor, {
        name: id,
        decision: action,
        zone,
        alarm: alarmId,
        text,
      });
      try {
        return announcementJson(await announcements.act(id, action, actor.name));
      } catch (thrown) {
        // Another operator was faster.
        if (!(thrown instanceof SluiceError) || thrown.code !== 'announcement_decided') throw thrown;
        throw conflict(found(announcements.find(id), 'announcement', id));
      }
    },
  );
}
