// A change for a program: JSON, signed as Standard Webhooks has it, so that a receiver verifies with any library.
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
import { createHmac } from 'node:crypto';
import type { CommittedEvent } from '../../core/ports.ts';
import { type EpochMs, formatInstant } from '../../core/time.ts';
import type { ToldMessage } from '../told-message.ts';
import type { PostRequest } from './post.ts';

/** Body of a change. */
export function eventBody({ type, title, text }: ToldMessage, event: CommittedEvent): string {
  return JSON.stringify({ type, timestamp: formatInstant(event.at), title, text, data: event.body });
}

/** `id`: the same at every delivery, so that the receiver takes each once. */
export function signedRequest(
  url: string,
  secret: string | null,
  { id, body }: { readonly id: string; readonly body: string },
  now: EpochMs,
): PostRequest {
  const timestamp = String(Math.floor(now / 1_000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (secret === null) return { url, body, headers };
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { url, body, headers: { ...headers, 'webhook-signature': `v1,${signature}` } };
}

/** `whsec_` and base64, or the text itself. */
function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret);
}
