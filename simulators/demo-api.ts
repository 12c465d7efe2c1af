// What the demo asks of the hub, over HTTP like any other program.
import { SluiceError } from '../core/error.ts';

export interface ApiReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const patienceMs = 30_000;
const json = 'application/json';

type Call = readonly [method: 'GET' | 'POST' | 'PUT', path: string, contentType?: string, body?: string];

/** A session of one person at the hub; logs in anew when the hub has forgotten it. */
export class DemoApi {
  readonly #base: string;
  readonly #signal: AbortSignal;
  #login: { readonly username: string; readonly password: string } | null = null;
  #token: string | null = null;

  constructor(httpUrl: string, signal: AbortSignal) {
    this.#base = `${httpUrl.replace(/\/$/, '')}/api/v1`;
    this.#signal = signal;
  }

  /** Throws a `SluiceError` with code `login_refused`. */
  async login(username: string, password: string): Promise<void> {
    this.#token = null;
    const reply = await this.#send('POST', '/sessions', json, JSON.stringify({ username, password }));
    if (reply.status !== 201 || typeof reply.body.token !== 'string') {
      throw new SluiceError(`the hub refused to log in ${username}: ${detailOf(reply)}`, {
        code: 'login_refused',
      });
    }
    this.#token = reply.body.token;
    this.#login = { username, password };
  }

  get(path: string): Promise<ApiReply> {
    return this.#request('GET', path);
  }

  post(path: string, body: Readonly<Record<string, unknown>>): Promise<ApiReply> {
    return this.#request('POST', path, json, JSON.stringify(body));
  }

  put(path: string, body: Readonly<Record<string, unknown>>): Promise<ApiReply> {
    return this.#request('PUT', path, json, JSON.stringify(body));
  }

  /** Imports a registry file. Throws a `SluiceError` with code `import_refused` and the first rows' reasons. */
  async import(kind: 'units' | 'points' | 'devices', csv: string): Promise<ApiReply> {
    const reply = await this.#request('POST', `/imports/${kind}`, 'text/csv; charset=utf-8', csv);
    if (reply.status >= 300) {
      const rejected = JSON.stringify(reply.body.rejected ?? null).slice(0, 300);
      throw new SluiceError(`the hub refused the town's ${kind}: ${detailOf(reply)} ${rejected}`, {
        code: 'import_refused',
      });
    }
    return reply;
  }

  async #request(...call: Call): Promise<ApiReply> {
    const reply = await this.#send(...call);
    if (reply.status !== 401 || this.#login === null) return reply;
    await this.login(this.#login.username, this.#login.password);
    return this.#send(...call);
  }

  async #send(...[method, path, contentType, body]: Call): Promise<ApiReply> {
    const headers: Record<string, string> = {};
    if (contentType !== undefined) headers['content-type'] = contentType;
    if (this.#token !== null) headers.authorization = `Bearer ${this.#token}`;
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers,
      body: body ?? null,
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(patienceMs)]),
    });
    return { status: response.status, body: jsonObject(await response.text()) };
  }
}

/** What the hub said was wrong. */
export function detailOf(reply: ApiReply): string {
  return typeof reply.body.detail === 'string' ? reply.body.detail : `HTTP ${reply.status}`;
}

function jsonObject(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
