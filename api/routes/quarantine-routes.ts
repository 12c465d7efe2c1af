// Messages that could not be used: shown with their reasons, and tried again after the mend, from the bytes as they came.
import { z } from 'zod';
import type { QuarantinedMessage } from '../../core/commands.ts';
import type { Json, Views } from '../../core/ports.ts';
import { parseInstant } from '../../core/time.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { noQuery, pageFields } from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['operations'];

const quarantineAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      device_id: z.string().nullable(),
      by: z.string(),
      topic: z.string(),
      received_at: instantAnswer,
      reasons: z.array(z.object({ reason: z.string(), detail: z.string() })),
      payload: z.string().nullable().describe('As text; `null` where it is none'),
      payload_base64: z.string(),
    })
    .meta({ id: 'QuarantinedMessage' }),
);

const retryBody = z
  .strictObject({
    ids: z.array(z.string()).min(1).optional().describe('These alone'),
    device_id: z.string().optional().describe('Of this device'),
    reason: z.string().optional().describe('With this reason among theirs'),
  })
  .nullish();
type Wanted = z.infer<typeof retryBody>;

const count = z.number().int();
const retryAnswer = z
  .object({
    retried: count,
    used: count.describe('Something of them is stored now'),
    known: count.describe('All of them was stored before'),
    refused: count.describe('They stay, with what is still wrong'),
    remaining: count.describe('Of those asked for, left for another call'),
  })
  .meta({ id: 'QuarantineRetry' });

/** Messages of one call, and of one command of it. */
const callMax = 10_000;
const commandMax = 200;
const commandBytesMax = 2 * 1024 * 1024;
const pageMax = 1_000;

export function quarantineRoutes(api: ApiApp, { views, engine }: ApiOptions): void {
  api.get(
    '/quarantine',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Messages that could not be used, and why; newest first',
        querystring: z.strictObject(pageFields),
        response: { 200: listOf(quarantineAnswer) },
      },
    },
    async ({ query }) => listAnswer(await views.quarantine(pageRequest(query))),
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
    async (request) => {
      const found = await findMessages(views, request.body);
      const messages = found.slice(0, callMax);
      const sums = { used: 0, known: 0, refused: 0 };
      const { key, ...actor } = actorOf(request);
      for (const [index, part] of [...commandsOf(messages)].entries()) {
        // Each part is done once under a key of its own.
        const caller = { ...actor, key: key === undefined ? undefined : `${key} ${index}` };
        const reply = await runCommand(engine, 'quarantine.retry', caller, { messages: part });
        const counts = answeredJson(reply) as typeof sums;
        sums.used += counts.used;
        sums.known += counts.known;
        sums.refused += counts.refused;
      }
      return { retried: messages.length, ...sums, remaining: found.length - messages.length };
    },
  );
}

/** Oldest first, so that they are taken in as they happened. */
async function findMessages(views: Views, wanted: Wanted): Promise<QuarantinedMessage[]> {
  const found: QuarantinedMessage[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Views['quarantine']>> = await views.quarantine({ limit: pageMax, cursor });
    for (const item of page.items) if (isWanted(item, wanted)) found.push(messageOf(item));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found.reverse();
}

function isWanted(item: Json, wanted: Wanted): boolean {
  const reasons = item.reasons as readonly { readonly reason: string }[];
  return (
    (wanted?.ids?.includes(String(item.id)) ?? true) &&
    (wanted?.device_id === undefined || item.device_id === wanted.device_id) &&
    (wanted?.reason === undefined || reasons.some(({ reason }) => reason === wanted.reason))
  );
}

function messageOf(item: Json): QuarantinedMessage {
  return {
    position: Number(item.id),
    receivedAt: parseInstant(item.received_at) ?? 0,
    by: String(item.by),
    topic: String(item.topic),
    payloadBase64: String(item.payload_base64),
  };
}

/** In parts that one batch of the engine takes at ease. */
function* commandsOf(messages: readonly QuarantinedMessage[]): Generator<QuarantinedMessage[]> {
  let part: QuarantinedMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = message.payloadBase64.length;
    if (part.length >= commandMax || (part.length > 0 && bytes + size > commandBytesMax)) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(message);
    bytes += size;
  }
  if (part.length > 0) yield part;
}
