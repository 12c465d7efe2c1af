// One call to the hub's API. A failure is a SluiceError: its code is the end of the problem's `type`, its message
// the detail that the hub wrote for people.

import { messageOf, SluiceError, type SluiceErrorOptions } from '../../../../core/error.ts';
import { minuteMs, secondMs } from '../../../../core/time.ts';
import { askedLanguage } from '../words/page-language.ts';
import { noteHubTime } from './hub-clock.ts';
import { newRequestKey } from './request-key.ts';

const base = '/api/v1';
const patienceMs = 20 * secondMs;
/** A photo over a poor network. */
const photoPatienceMs = 3 * minuteMs;
/** A registry of a hundred thousand rows. */
const filePatienceMs = 5 * minuteMs;

/** The hub did not answer: network, proxy or the hub itself is down. */
export const unreachableCode = 'unreachable';
/** There is no session, or it has ended. */
export const loginNeededCode = 'login_needed';

interface ProblemDocument {
  readonly type?: unknown;
  readonly detail?: unknown;
  readonly [member: string]: unknown;
}

/** A refusal of the hub with everything it said, such as the `field` that is wrong or the `case` as it is now. */
export class HubProblem extends SluiceError {
  readonly status: number;
  readonly document: ProblemDocument;

  constructor(detail: string, options: SluiceErrorOptions, status: number, document: ProblemDocument) {
    super(detail, options);
    this.status = status;
    this.document = document;
  }
}

export function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof SluiceError && thrown.code === code;
}

async function problemOf(response: Response): Promise<HubProblem> {
  const document: ProblemDocument = await response.json().catch(() => ({}));
  const detail = typeof document.detail === 'string' ? document.detail : `HTTP ${response.status}`;
  const type = typeof document.type === 'string' ? document.type : '';
  const code = type.startsWith('urn:sluice:problem:')
    ? type.slice('urn:sluice:problem:'.length)
    : 'http_error';
  const isServers = response.status >= 500 || response.status === 429;
  return new HubProblem(detail, { code, retryable: isServers }, response.status, document);
}

interface CallOptions extends RequestInit {
  readonly headers?: Readonly<Record<string, string>>;
}

async function call(
  method: string,
  path: string,
  init: CallOptions,
  patience = patienceMs,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`${base}${path}`, {
      ...init,
      headers: { ...init.headers, 'accept-language': askedLanguage() },
      method,
      credentials: 'same-origin',
      signal: AbortSignal.any([AbortSignal.timeout(patience), ...(init.signal ? [init.signal] : [])]),
    });
  } catch (thrown) {
    throw new SluiceError(messageOf(thrown), { code: unreachableCode, retryable: true, cause: thrown });
  }
  noteHubTime(response.headers.get('date'));
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function getJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  const response = await call('GET', path, signal === undefined ? {} : { signal });
  return (await response.json()) as Answer;
}

export async function postJson<Answer>(path: string, body: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const response = await call('POST', path, { headers, body: JSON.stringify(body) });
  return (await response.json()) as Answer;
}

/** A request that changes something. Sent once more by hand or by itself, it is done once: its key stays the same. */
export async function send<Answer>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown,
  key: string = newRequestKey(),
  patience = patienceMs,
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  const sent = { headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await call(method, path, sent, patience);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** Gives the hub a file of text, such as CSV, that it works off as a whole. */
export async function sendFile<Answer>(path: string, text: string, type: string): Promise<Answer> {
  const init = { headers: { 'content-type': type }, body: text };
  const response = await call('POST', path, init, filePatienceMs);
  return (await response.json()) as Answer;
}

/** Gives the hub a photo; its address is for the `photos` of a report or an action. */
export async function sendPhoto(photo: Blob): Promise<{ readonly url: string }> {
  const init = { headers: { 'content-type': photo.type }, body: photo };
  const response = await call('POST', '/photos', init, photoPatienceMs);
  return (await response.json()) as { readonly url: string };
}

export async function remove(path: string): Promise<void> {
  await call('DELETE', path, {});
}
