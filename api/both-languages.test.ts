import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub } from './test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.app.close());

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface Wrong {
  readonly url: string;
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
}

/** Every call of the document, asked for in ways that cannot be answered. */
async function wrongCalls(): Promise<Wrong[]> {
  const { paths } = (await hub.app.inject('/api/v1/openapi.json')).json();
  const login = hub.login('admin');
  return Object.entries(paths as Record<string, Record<string, unknown>>).flatMap(([path, calls]) => {
    if (path.startsWith('/open311') || path.startsWith('/feeds')) return [];
    const url = path.replaceAll(/\{[^}]+\}/g, 'x');
    return Object.keys(calls).flatMap((verb): Wrong[] => {
      const method = verb.toUpperCase() as Method;
      const json = { ...login, 'content-type': 'application/json' };
      return [
        { url, method, headers: {} },
        { url: `${url}?no_such_parameter=1`, method, headers: login },
        ...(method === 'GET' && !path.endsWith('/events') ? [{ url, method, headers: login }] : []),
        ...(method === 'POST' || method === 'PUT'
          ? [
              { url, method, headers: json, payload: '{"no_such_field":1}' },
              { url, method, headers: json, payload: '{"half' },
              { url, method, headers: { ...login, 'content-type': 'text/csv' }, payload: 'colour\nred\n' },
            ]
          : []),
      ];
    });
  });
}

/** What a person reads of a problem. */
function wordsOf(problem: Readonly<Record<string, unknown>>): string[] {
  const listed = [problem.errors, problem.rejected].flat() as ({ readonly reason?: string } | undefined)[];
  return [String(problem.detail), ...listed.flatMap((one) => one?.reason ?? [])];
}

async function refused(call: Wrong, language: string) {
  const headers = { ...call.headers, 'accept-language': language };
  const answer = await hub.app.inject({ ...call, headers });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    words: answer.statusCode < 400 ? [] : wordsOf(answer.json()),
  };
}

const han = /\p{Script=Han}/u;

test('whatever a call refuses is told in the language that is asked for', async () => {
  const told = new Map<number, number>();
  for (const call of await wrongCalls()) {
    const zh = await refused(call, 'zh-CN,zh;q=0.9,en;q=0.5');
    const en = await refused(call, 'en');
    const name = `${call.method} ${call.url} ${call.payload ?? ''}`;
    expect([name, zh.status, zh.words.length]).toEqual([name, en.status, en.words.length]);
    for (const words of zh.words) expect(words, name).toMatch(han);
    for (const words of en.words) expect(words, name).not.toMatch(han);
    if (zh.status >= 400) {
      expect([zh.headers['content-language'], en.headers['content-language']]).toEqual(['zh', 'en']);
      expect(String(zh.headers.vary)).toContain('Accept-Language');
      told.set(zh.status, (told.get(zh.status) ?? 0) + 1);
    }
  }
  for (const status of [400, 401, 404, 422]) expect(told.get(status)).toBeGreaterThan(10);
});

test('who asks for no language is answered in English, with the same codes', async () => {
  const answer = await hub.app.inject('/api/v1/cases');
  expect(answer.json()).toMatchObject({
    type: 'urn:sluice:problem:login_needed',
    title: 'Unauthorized',
    detail: expect.stringMatching(/^This call needs a login/),
  });
  expect(answer.headers['content-language']).toBe('en');
});
