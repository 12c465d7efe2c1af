import { afterEach, describe, expect, test } from 'vitest';
import type { CaseFilter } from '../../core/claim-filters.ts';
import { sameInBoth } from '../../core/said.ts';
import { page, startTestHub, type TestHub, testUser } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

describe('a crew', () => {
  let asked: CaseFilter[];

  async function start() {
    asked = [];
    hub = await startTestHub({
      given: {
        cases: async (filter) => {
          asked.push(filter);
          return page([{ id: 'C-1' }]);
        },
        case: async (id) => ({ id, unit_id: id === 'C-1' ? 'U-1' : id === 'C-0' ? null : 'U-2' }),
      },
    });
  }

  test('lists the cases of its own unit', async () => {
    await start();
    await hub.call('crew', 'GET', '/cases?state=handling');
    await hub.call('crew', 'GET', '/cases?unit=U-1');
    expect(asked.map(({ unit, state }) => [unit, state])).toEqual([
      ['U-1', 'handling'],
      ['U-1', undefined],
    ]);
  });

  test('lists nothing of another unit', async () => {
    await start();
    expect((await hub.call('crew', 'GET', '/cases?unit=U-2')).body).toEqual({ items: [], next_cursor: null });
    expect(asked).toEqual([]);
  });

  test('without a unit lists nothing', async () => {
    await start();
    hub.users.set('crew', { ...testUser('crew'), unitId: null });
    expect((await hub.call('crew', 'GET', '/cases')).body).toEqual({ items: [], next_cursor: null });
    expect((await hub.call('crew', 'GET', '/cases/C-0')).status).toBe(404);
    expect(asked).toEqual([]);
  });

  test('reads a case of its own unit; any other is not there', async () => {
    await start();
    expect((await hub.call('crew', 'GET', '/cases/C-1')).status).toBe(200);
    const other = await hub.call('crew', 'GET', '/cases/C-2');
    expect(other.status).toBe(404);
    expect(other.body.detail).toBe('There is no case "C-2". Look its id up in the list.');
    expect((await hub.call('crew', 'GET', '/cases/C-0')).status).toBe(404);
  });

  test('has fewer cases than those who only look', async () => {
    await start();
    await hub.call('viewer', 'GET', '/cases');
    expect(asked[0]?.unit).toBeUndefined();
    expect((await hub.call('viewer', 'GET', '/cases/C-2')).status).toBe(200);
  });
});

test('a report becomes a case with all its fields', async () => {
  hub = await startTestHub({
    answers: { 'case.report': () => ({ ok: true, value: { id: 'C-9', state: 'reported' } }) },
  });
  const { status, body } = await hub.call('crew', 'POST', '/cases', {
    category: '01-03',
    condition: 'missing',
    lon: 109.84,
    lat: 35.58,
    title: ' 井盖缺失 ',
    description: '路口',
    photos: ['https://pictures.example/1.jpg', '/photos/2.jpg', '现场 3.jpg'],
    source: 'public',
  });
  expect(status).toBe(201);
  expect(body).toEqual({ id: 'C-9', state: 'reported' });
  expect(hub.commands[0]).toMatchObject({
    name: 'case.report',
    body: {
      category: '01-03',
      condition: 'missing',
      pointId: null,
      lon: 109.84,
      lat: 35.58,
      title: '井盖缺失',
      description: '路口',
      photos: ['https://pictures.example/1.jpg', '/photos/2.jpg', '现场 3.jpg'],
      source: 'public',
    },
  });
});

test('a short report is complete with its category, place and title', async () => {
  hub = await startTestHub();
  const report = { category: '05-06', point_id: 'P-1', title: 'water' };
  expect((await hub.call('operator', 'POST', '/cases', report)).status).toBe(201);
  expect(hub.commands[0]?.body).toEqual({
    category: '05-06',
    condition: null,
    pointId: 'P-1',
    lon: null,
    lat: null,
    title: 'water',
    description: '',
    photos: [],
    source: 'inspector',
  });
});

test.each([
  'javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:image/png;base64,AAAA',
  'ftp://a/b',
  '',
])('a photo is no "%s"', async (photo) => {
  hub = await startTestHub();
  const report = { category: '05-06', point_id: 'P-1', title: 'water', photos: [photo] };
  const { status, body } = await hub.call('operator', 'POST', '/cases', report);
  expect(status).toBe(422);
  expect(body.field).toBe('photos.0');
});

test('a field that the fold misses is named as the request names it', async () => {
  hub = await startTestHub({
    answers: {
      'case.act': () => ({
        ok: false,
        refusal: { kind: 'invalid', field: 'unitId', detail: sameInBoth('dispatch needs a unit') },
      }),
    },
  });
  const { status, body } = await hub.call('operator', 'POST', '/cases/C-1/actions', { action: 'dispatch' });
  expect(status).toBe(422);
  expect(body).toMatchObject({ field: 'unit_id', detail: 'dispatch needs a unit' });
});

test('an action with all its fields goes to the fold, and the case comes back', async () => {
  hub = await startTestHub({
    answers: { 'case.act': () => ({ ok: true, value: { id: 'C-1', state: 'closed' } }) },
  });
  const { status, body } = await hub.call('operator', 'POST', '/cases/C-1/actions', {
    action: 'verify',
    unit_id: 'U-2',
    reason: 'seen on site',
    note: 'dry',
    photos: ['/p.jpg'],
    until: 1_783_000_000_000,
    override: true,
    version: 4,
  });
  expect(status).toBe(200);
  expect(body).toEqual({ id: 'C-1', state: 'closed' });
  expect(hub.commands[0]?.body).toEqual({
    caseId: 'C-1',
    action: 'verify',
    unitId: 'U-2',
    reason: 'seen on site',
    note: 'dry',
    photos: ['/p.jpg'],
    until: 1_783_000_000_000,
    override: true,
    version: 4,
  });
});

test('a step that the state forbids is a 409 with the steps that it allows', async () => {
  hub = await startTestHub({
    answers: {
      'case.act': () => ({
        ok: false,
        refusal: {
          kind: 'conflict',
          detail: sameInBoth('a case that is closed takes no file'),
          allowed: ['reopen', 'comment'],
        },
      }),
    },
  });
  const { status, headers, body } = await hub.call('operator', 'POST', '/cases/C-1/actions', {
    action: 'file',
  });
  expect(status).toBe(409);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(body).toMatchObject({
    allowed: ['reopen', 'comment'],
    detail: 'a case that is closed takes no file',
  });
});
