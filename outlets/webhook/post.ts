// One POST, with an end: what the answer means for the item, for the address, and for the next attempt.

import { messageOf, SluiceError } from '../../core/error.ts';
import type { Label } from '../../core/label.ts';
import { OutletPause } from '../../core/outlet.ts';
import { sameInBoth } from '../../core/said.ts';

export interface PostRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PostAnswer {
  /** Why the far side will never take this body; `null` where it took it. */
  readonly refused: string | null;
  /** Of the answer, cut to what a robot says. */
  readonly text: string;
}

const timeoutMs = 10_000;
const maxAnswerBytes = 16_384;
/** Pause after 429 or 503 that names none. */
const pauseMs = 10_000;
/** About the body. Other 4xx are about the address or who asks: a person mends that, and nothing is lost meanwhile. */
const refusedStatuses: ReadonlySet<number> = new Set([400, 406, 409, 413, 415, 422]);

/** Rejects where it could not be delivered now. `within`: how long it may take, ms. */
export async function post(
  { url, body, headers }: PostRequest,
  signal: AbortSignal,
  within = timeoutMs,
): Promise<PostAnswer> {
  const host = new URL(url).host;
  const ends = AbortSignal.any([signal, AbortSignal.timeout(within)]);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      ...{ method: 'POST', body, signal: ends, redirect: 'manual' },
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'sluice', ...headers },
    });
    text = await beginningOf(response);
  } catch (thrown) {
    // Not the whole address: robots have their secret in it.
    const { zh, en } = reasonOf(thrown);
    throw away({ zh: `${host} 没有回应：${zh}`, en: `${host} does not answer: ${en}` }, thrown);
  }
  const { status } = response;
  if (status >= 200 && status < 300) return { refused: null, text };
  const answer = text.slice(0, 200);
  const said = {
    zh: `${host} 回应 ${status}${answer === '' ? '' : `：${answer}`}`,
    en: `${host} answered ${status}${answer === '' ? '' : `: ${answer}`}`,
  };
  if (status === 429 || status === 503) throw new OutletPause(said, retryAfterMs(response) ?? pauseMs);
  if (refusedStatuses.has(status)) return { refused: said.en, text };
  throw away(said);
}

function away(message: Label, cause?: unknown): SluiceError {
  return new SluiceError(message, { code: 'webhook_away', retryable: true, cause });
}

function reasonOf(thrown: unknown): Label {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') {
    return { zh: '超时', en: 'it took too long' };
  }
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return sameInBoth(messageOf(cause ?? thrown));
}

/** Seconds or a date, as RFC 9110 has it. */
function retryAfterMs(response: Response): number | null {
  const value = response.headers.get('retry-after');
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : null;
}

async function beginningOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    text += decoder.decode(chunk, { stream: true });
    if (length >= maxAnswerBytes) break;
  }
  return text;
}
