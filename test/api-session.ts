// A person at the hub's API, for tests from the outside.
import { expect } from 'vitest';
import { adminPassword, type RunningHub } from './running-hub.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
export type JsonBody = Readonly<Record<string, any>>;

export interface ApiReply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

export class ApiSession {
  readonly #base: string;
  /** For calls beside the API. */
  readonly token: string;

  private constructor(base: string, token: string) {
    this.#base = base;
    this.token = token;
  }

  static async login(
    hub: Pick<RunningHub, 'apiUrl'>,
    username = 'admin',
    password = adminPassword,
  ): Promise<ApiSession> {
    const response = await fetch(`${hub.apiUrl}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    expect(response.status).toBe(201);
    const { token } = (await response.json()) as { token: string };
    return new ApiSession(hub.apiUrl, token);
  }

  get(path: string): Promise<ApiReply> {
    return this.#request('GET', path, undefined, undefined);
  }

  post(path: string, body: unknown): Promise<ApiReply> {
    return this.#request('POST', path, 'application/json', JSON.stringify(body));
  }

  put(path: string, body: unknown): Promise<ApiReply> {
    return this.#request('PUT', path, 'application/json', JSON.stringify(body));
  }

  delete(path: string): Promise<ApiReply> {
    return this.#request('DELETE', path, undefined, undefined);
  }

  csv(path: string, text: string): Promise<ApiReply> {
    return this.#request('POST', path, 'text/csv; charset=utf-8', text);
  }

  /** Registry files by kind, in the order in which they build upon each other. */
  async importRegistry(
    files: Readonly<Partial<Record<'units' | 'points' | 'devices', string>>>,
  ): Promise<void> {
    for (const [kind, text] of Object.entries(files)) {
      expect((await this.csv(`/imports/${kind}`, text)).status).toBe(200);
    }
  }

  /** All items of a list, page after page. */
  async all(path: string): Promise<JsonBody[]> {
    const items: JsonBody[] = [];
    let cursor: string | null = null;
    do {
      const separator = path.includes('?') ? '&' : '?';
      const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { status, body } = await this.get(`${path}${separator}limit=1000${more}`);
      expect(status).toBe(200);
      items.push(...body.items);
      cursor = body.next_cursor;
    } while (cursor !== null);
    return items;
  }

  async #request(
    method: string,
    path: string,
    contentType: string | undefined,
    body: string | undefined,
  ): Promise<ApiReply> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.token}` };
    if (contentType !== undefined) headers['content-type'] = contentType;
    const response = await fetch(`${this.#base}${path}`, { method, headers, body: body ?? null });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  }
}
