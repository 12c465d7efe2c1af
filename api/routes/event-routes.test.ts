import { afterEach, expect, test } from 'vitest';
import type { Role } from '../../core/person.ts';
import type { CommittedEvent } from '../../core/ports.ts';
import { startTestHub, type TestHub, testUser } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

function event(id: number, kind: CommittedEvent['kind'], body: object = {}): CommittedEvent {
  return { id, kind, subjectId: `S-${id}`, at: 0, body: { ...body } };
}

const log = [event(1, 'alarm'), event(2, 'case', { unit_id: 'U-1' }), event(3, 'device'), event(4, 'alarm')];

async function start(): Promise<void> {
  hub = await startTestHub({
    given: {
      events: async (after, kinds, limit) =>
        log.filter(({ id, kind }) => id > after && kinds.includes(kind)).slice(0, limit),
    },
  });
}

/** A stream that is read as far as wanted. */
async function open(role: Role, query = '', headers: Record<string, string> = {}) {
  const response = await hub.app.inject({
    url: `/api/v1/events${query}`,
    headers: { ...hub.login(role), ...headers },
    payloadAsStream: true,
  });
  const chunks = response.stream()[Symbol.asyncIterator]();
  let text = '';
  return {
    response,
    /** All that came until `wanted` did, or the end. */
    async until(wanted: string): Promise<string> {
      while (!text.includes(wanted)) {
        const chunk = await chunks.next();
        if (chunk.done) break;
        text += String(chunk.value);
      }
      return text;
    },
  };
}

const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

test('a stream is one of server-sent events that no proxy holds back', async () => {
  await start();
  const { response, until } = await open('viewer');
  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  expect(await until('\n\n')).toBe('retry: 3000\n\n');
});

test('what is committed reaches the reader', async () => {
  await start();
  const { until } = await open('viewer');
  hub.commit({
    events: [event(5, 'alarm', { severity: 'red' })],
    latest: [{ deviceId: 'G-1', metric: 'depth_mm', measuredAt: 0, value: 152, flags: 0 }],
  });
  const text = await until('"value":152');
  expect(text).toContain('event: alarm\nid: 5\ndata: {"id":"S-5","severity":"red"}\n\n');
  expect(text).toContain('event: reading\ndata: {"device_id":"G-1","metric":"depth_mm"');
});

test.each([
  ['the header', '', { 'last-event-id': '2' }],
  ['the query', '?last_event_id=2', {}],
  ['the header before the query, which a browser repeats', '?last_event_id=1', { 'last-event-id': '2' }],
] as const)('a reader resumes after the id in %s', async (_where, query, headers) => {
  await start();
  const { until } = await open('viewer', query, headers);
  await until('id: 4');
  hub.commit({ events: [event(5, 'case', { unit_id: 'U-9' })] });
  expect(idsIn(await until('id: 5'))).toEqual([3, 4, 5]);
});

test('a reader gets the types that it asks for', async () => {
  await start();
  const { until } = await open('viewer', '?types=alarm,reading&last_event_id=0');
  await until('id: 4');
  hub.commit({ events: [event(5, 'device'), event(6, 'case'), event(7, 'alarm')] });
  expect(idsIn(await until('id: 7'))).toEqual([1, 4, 7]);
});

test('a crew gets the cases of its own unit, and everything else', async () => {
  await start();
  const { until } = await open('crew', '?last_event_id=1');
  await until('id: 4');
  const cases = [
    event(5, 'case', { unit_id: 'U-2' }),
    event(6, 'case', { unit_id: 'U-1' }),
    event(7, 'case'),
  ];
  hub.commit({ events: [...cases, event(8, 'alarm')] });
  expect(idsIn(await until('id: 8'))).toEqual([2, 3, 4, 6, 8]);
});

test.each([
  ['?types=alarm,rumour', {}, 'The query'],
  ['?last_event_id=-1', {}, 'The query'],
  ['', { 'last-event-id': 'x' }, 'A header'],
] as const)('%s with %o is refused', async (query, headers, place) => {
  await start();
  const url = `/api/v1/events${query}`;
  const response = await hub.app.inject({ url, headers: { ...hub.login('viewer'), ...headers } });
  expect(response.statusCode).toBe(400);
  expect(response.json().detail).toContain(`${place} cannot be used`);
});

test('a stream ends when the hub stops, and the reader is told when to come back', async () => {
  await start();
  const { until } = await open('viewer');
  await hub.app.close();
  expect(await until('never')).toBe('retry: 3000\n\n');
});

test('streams beyond what the hub holds are refused, until a reader goes', async () => {
  await start();
  const { response } = await open('viewer');
  for (let count = 1; count < 500; count += 1) await open('viewer');
  const url = '/api/v1/events';
  const refused = await hub.app.inject({ url, headers: hub.login('viewer') });
  expect(refused.statusCode).toBe(503);
  expect(refused.headers['retry-after']).toBe('30');
  expect(refused.json().type).toBe('urn:sluice:problem:busy');
  const gone = new Promise((resolve) => response.raw.res.once('close', resolve));
  response.raw.res.destroy();
  await gone;
  expect((await open('viewer')).response.statusCode).toBe(200);
});

test('a head of the stream is not there to be asked for', async () => {
  await start();
  const response = await hub.app.inject({
    method: 'HEAD',
    url: '/api/v1/events',
    headers: hub.login('viewer'),
  });
  expect(response.statusCode).toBe(404);
});

test('a session that has ended opens no stream', async () => {
  await start();
  const headers = hub.login('viewer');
  hub.users.set('viewer', { ...testUser('viewer'), generation: 2 });
  expect((await hub.app.inject({ url: '/api/v1/events', headers })).statusCode).toBe(401);
});
