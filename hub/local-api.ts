// The hub's API for its own command line: over HTTP where a hub runs on this data folder, else in process on a hub
// without sockets. Either way the same calls, checks and audit.

import { randomUUID } from 'node:crypto';
import { buildApi } from '../api/build-api.ts';
import { issueSessionToken } from '../api/session-token.ts';
import { messageOf, SluiceError } from '../core/error.ts';
import { hourMs } from '../core/time.ts';
import type { Settings } from './config.ts';
import { localUser } from './credentials.ts';
import { isAlive, prepareDataFolder, runningHub, sessionKey } from './data-folder.ts';
import { startHubCore } from './hub-core.ts';
import { hubLog } from './hub-log.ts';
import { apiOptions } from './start-hub.ts';
import { terminalLanguage } from './terminal-language.ts';

export interface LocalReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface LocalRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`. */
  readonly path: string;
  /** Text goes as CSV, anything else as JSON. */
  readonly body?: unknown;
}

export interface LocalApi {
  /** Throws a `SluiceError` with the hub's own detail where the answer is 4xx or 5xx and is not in `accept`. */
  call(request: LocalRequest, accept?: readonly number[]): Promise<LocalReply>;
  close(): Promise<void>;
}

type Send = (
  request: LocalRequest,
  headers: Record<string, string>,
  payload: string | null,
) => Promise<LocalReply>;

/** Importing a large town takes a while. */
const patienceMs = 300_000;

export async function openLocalApi(settings: Settings): Promise<LocalApi> {
  prepareDataFolder(settings.data_dir);
  const running = runningHub(settings.data_dir);
  if (running !== null && isAlive(running.pid)) {
    return localApi(settings, (request, headers, payload) =>
      overHttp(running.http_url, request, headers, payload),
    );
  }
  const log = hubLog('warn');
  const core = await startHubCore({
    settings,
    log,
    onFatal: (error) => {
      throw error;
    },
  });
  const app = await buildApi(apiOptions(core, settings, log));
  const send: Send = async ({ method, path }, headers, payload) => {
    const url = `/api/v1${path}`;
    const reply = await app.inject({ method, url, headers, ...(payload === null ? {} : { payload }) });
    return { status: reply.statusCode, body: jsonOf(reply.body) };
  };
  return localApi(settings, send, async () => {
    await app.close();
    await core.stop();
  });
}

function localApi(settings: Settings, send: Send, close = async () => {}): LocalApi {
  const key = sessionKey(settings.data_dir);
  return {
    async call(request, accept = []) {
      const { username, generation } = localUser;
      const token = issueSessionToken(key, {
        id: randomUUID(),
        username,
        generation,
        expires: Date.now() + hourMs,
      });
      const { body } = request;
      const isText = typeof body === 'string';
      const headers: Record<string, string> = {
        authorization: `Bearer ${token}`,
        'accept-language': terminalLanguage(),
      };
      if (body !== undefined)
        headers['content-type'] = isText ? 'text/csv; charset=utf-8' : 'application/json';
      const payload = body === undefined ? null : isText ? body : JSON.stringify(body);
      const reply = await send(request, headers, payload);
      if (reply.status < 400 || accept.includes(reply.status)) return reply;
      const detail = reply.body.detail;
      throw new SluiceError(typeof detail === 'string' ? detail : `the hub answered ${reply.status}`, {
        code: 'refused',
      });
    },
    close,
  };
}

async function overHttp(
  base: string,
  { method, path }: LocalRequest,
  headers: Record<string, string>,
  payload: string | null,
): Promise<LocalReply> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(`${base}/api/v1${path}`, { method, headers, body: payload, signal });
    return { status: response.status, body: jsonOf(await response.text()) };
  } catch (thrown) {
    throw new SluiceError(`the hub at ${base} does not answer: ${messageOf(thrown)}`, {
      code: 'hub_unreachable',
      retryable: true,
      hint: 'look at its log, or stop it and call again',
    });
  }
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
