// Messages in quarantine tried again: found by what they have in common, and given to the fold as they came, oldest
// first, in commands that one batch of the engine takes at ease.
import { z } from 'zod';
import type { QuarantinedMessage } from '../core/commands.ts';
import type { Json, QuarantineFilter, Views } from '../core/ports.ts';
import { parseInstant } from '../core/time.ts';
import type { Caller } from './access.ts';
import type { ApiOptions } from './api-options.ts';
import { answeredJson, runCommand } from './run-command.ts';

const count = z.number().int();
export const retryAnswer = z
  .object({
    retried: count,
    used: count.describe('Something of them is stored now'),
    known: count.describe('All of them was stored before'),
    refused: count.describe('They stay, with what is still wrong'),
    remaining: count.describe('Of those asked for, left for another call'),
  })
  .meta({ id: 'QuarantineRetry' });

/** Which messages; all of them where nothing is said. */
export interface WantedMessages extends Pick<QuarantineFilter, 'deviceId' | 'claimedId' | 'reason'> {
  readonly ids?: readonly string[] | undefined;
}

/** Messages of one call, and of one command of it. */
const callMax = 10_000;
const commandMax = 200;
const commandBytesMax = 2 * 1024 * 1024;
const pageMax = 1_000;

export async function retryQuarantine(
  { engine, views }: Pick<ApiOptions, 'engine' | 'views'>,
  { key, ...actor }: Caller,
  wanted: WantedMessages,
): Promise<z.infer<typeof retryAnswer>> {
  const found = await findMessages(views, wanted);
  const messages = found.slice(0, callMax);
  const sums = { used: 0, known: 0, refused: 0 };
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
}

/** Oldest first, so that they are taken in as they happened. */
async function findMessages(views: Views, { ids, ...filter }: WantedMessages): Promise<QuarantinedMessage[]> {
  const found: QuarantinedMessage[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Views['quarantine']>> = await views.quarantine({
      ...filter,
      limit: pageMax,
      cursor,
    });
    for (const item of page.items) {
      if (ids?.includes(String(item.id)) ?? true) found.push(messageOf(item));
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found.reverse();
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
