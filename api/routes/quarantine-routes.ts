// Messages that could not be used: shown with their reasons, and tried again after the mend, from the bytes as they came.

import { z } from 'zod';
import type { Label } from '../../core/label.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { filterField, noQuery, pageFields } from '../request-fields.ts';
import { speak } from '../request-language.ts';
import { retryAnswer, retryQuarantine } from '../retry-quarantine.ts';
import { withReasonsIn } from '../told-reasons.ts';

const tags = ['operations'];

const quarantineAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      device_id: z.string().nullable(),
      claimed_id: z.string().nullable().describe('Whom it speaks of, where no such device is registered'),
      by: z.string(),
      topic: z.string(),
      received_at: instantAnswer,
      reasons: z.array(z.object({ reason: z.string(), detail: z.string() })),
      payload: z.string().nullable().describe('As text; `null` where it is none'),
      payload_base64: z.string(),
    })
    .meta({ id: 'QuarantinedMessage' }),
);

const groupAnswer = shown(
  z
    .object({
      reason: z.string(),
      device_id: z.string().nullable(),
      claimed_id: z.string().nullable().describe('Whom they speak of, where no such device is registered'),
      messages: z.number().int(),
      first_at: instantAnswer,
      last_at: instantAnswer,
      detail: z.string().describe('Of the last one'),
      last_id: z.string(),
    })
    .meta({ id: 'QuarantineGroup' }),
);

const retryBody = z
  .strictObject({
    ids: z.array(z.string()).min(1).optional().describe('These alone'),
    device_id: z.string().optional().describe('Of this device'),
    claimed_id: z.string().optional().describe('That waited for a device of this id or EUI'),
    reason: z.string().optional().describe('With this reason among theirs'),
  })
  .nullish();
export function quarantineRoutes(api: ApiApp, options: ApiOptions): void {
  api.get(
    '/quarantine',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Messages that could not be used, and why; newest first',
        querystring: z.strictObject({
          device_id: filterField.optional(),
          claimed_id: filterField.optional().describe('Waiting for a device of this id or EUI'),
          reason: filterField.optional().describe('One of their reasons'),
          ...pageFields,
        }),
        response: { 200: listOf(quarantineAnswer) },
      },
    },
    async ({ query }, reply) => {
      const { device_id: deviceId, claimed_id: claimedId, reason } = query;
      const filter = { deviceId, claimedId, reason, ...pageRequest(query) };
      const { items, nextCursor } = await options.views.quarantine(filter);
      const language = speak(reply);
      return listAnswer({ items: items.map((item) => withReasonsIn(language, item)), nextCursor });
    },
  );

  api.get(
    '/quarantine/groups',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Messages in quarantine counted by reason and device, most messages first',
        description:
          'A message with several reasons counts in each. The 1,000 largest groups of the newest 50,000 messages.',
        querystring: noQuery,
        response: { 200: listOf(groupAnswer) },
      },
    },
    async (_request, reply) => {
      const language = speak(reply);
      const groups = await options.views.quarantineGroups();
      return wholeList(groups.map((group) => ({ ...group, detail: (group.detail as Label)[language] })));
    },
  );

  api.post(
    '/quarantine/retry',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Try messages in quarantine again, after the mend',
        description:
          'All of them where the body names none. They are judged by the time at which they were received: what is old raises no alarm.',
        querystring: noQuery,
        body: retryBody,
        response: { 200: retryAnswer },
      },
    },
    (request) => {
      const { ids, device_id: deviceId, claimed_id: claimedId, reason } = request.body ?? {};
      return retryQuarantine(options, actorOf(request), { ids, deviceId, claimedId, reason });
    },
  );
}
