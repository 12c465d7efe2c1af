import { XMLParser } from 'fast-xml-parser';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CaseFilter } from '../../core/claim-filters.ts';
import type { Json } from '../../core/ports.ts';
import { ok } from '../../core/result.ts';
import { sameInBoth } from '../../core/said.ts';
import { readRelease } from '../../hub/release.ts';
import { defaultPublicSettings } from '../public-settings.ts';
import { page, startTestHub, type TestHubOptions, testNow } from '../test-hub.ts';

const xml = new XMLParser({
  parseTagValue: false,
  isArray: (name) => ['service', 'request', 'error'].includes(name),
});
const tables = Object.entries(readRelease().caseTables as Json).map(([name, definition]) => ({
  name,
  definition,
}));

const reported: Json = {
  ...{ id: 'C000001', category: '05-06', condition: 'standing_water', title: '道路积水', severity: 'yellow' },
  description: '水很深，我是李雷 139 1234 5678，mail li.lei@example.com',
  ...{ state: 'handling', suspended: false, unit_id: 'drainage', source: 'public', merged_into: null },
  ...{ point_id: null, lon: 109.84, lat: 35.584, photos: ['/api/v1/photos/x.jpg'] },
  ...{ reported_at: '2026-07-01T01:00:00.000Z', due_at: '2026-07-01T03:00:00.000Z' },
  timeline: [
    { at: '2026-07-01T01:00:00.000Z', by: 'public', action: 'report', note: '' },
    { at: '2026-07-01T01:30:00.000Z', by: 'zhao', action: 'accept', note: 'the neighbour is a nuisance' },
  ],
};
const measured = {
  ...reported,
  ...{ id: 'C000002', source: 'alarm', state: 'closed', description: 'told to unit', point_id: 'north-gate' },
};
const equipment = { ...reported, id: 'C000003', category: '90-02' };
const cases: Json[] = [reported, measured, equipment];

async function hubWith(options: TestHubOptions = {}, publicFace = {}) {
  const asked: CaseFilter[] = [];
  const hub = await startTestHub({
    answers: { 'case.report': () => ({ ok: true, value: { id: 'C000009' } }) },
    photos: {
      put: async (bytes) => ok({ name: `${bytes.length}.jpg`, width: 1, height: 1, bytes: bytes.length }),
      get: async () => null,
      small: async () => null,
    },
    ...options,
    given: {
      caseTables: async () => tables,
      case: async (id) => cases.find((row) => row.id === id) ?? null,
      cases: async (filter) => {
        asked.push(filter);
        return page(cases.filter((row) => filter.categories?.includes(String(row.category))));
      },
    },
    publicFace: { ...defaultPublicSettings, ...publicFace },
  });
  onTestFinished(() => hub.app.close());
  const post = (fields: Record<string, string>, headers = {}, url = '/open311/v2/requests.json') =>
    hub.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams(fields).toString(),
    });
  return { ...hub, asked, post };
}

const water = { service_code: '05-06', lat: '35.584', long: '109.84', description: 'water & <mud>' };

describe('services', () => {
  test('are the categories that people may report, in both formats', async () => {
    const { app } = await hubWith();
    const json = await app.inject('/open311/v2/services.json');
    expect(json.headers['content-type']).toContain('application/json');
    const codes = json.json().map((service: Json) => service.service_code);
    expect(codes).toEqual(expect.arrayContaining(['05-06', '01-03', 'other']));
    expect(codes.some((code: string) => code.startsWith('90'))).toBe(false);
    const text = await app.inject('/open311/v2/services.xml');
    expect(text.headers['content-type']).toContain('text/xml');
    expect(text.body).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/);
    const { services } = xml.parse(text.body);
    expect(services.service.map((service: Json) => service.service_code)).toEqual(codes);
    const own = services.service.find((service: Json) => service.service_code === '05-06');
    expect(own).toMatchObject({ service_name: '道路积水', metadata: 'true', type: 'realtime' });
  });

  test('say what may be wrong, and speak English to those who ask', async () => {
    const { app } = await hubWith();
    const headers = { 'accept-language': 'en-GB,en' };
    const { body } = await app.inject({ url: '/open311/v2/services/01-04.json', headers });
    const definition = JSON.parse(body);
    expect(definition.attributes).toMatchObject([
      { code: 'condition', datatype: 'singlevaluelist', required: false },
    ]);
    expect(definition.attributes[0].values).toContainEqual({ key: 'blocked', name: 'Gully grate blocked' });
    const text = (await app.inject('/open311/v2/services/01-04.xml')).body;
    const { service_definition: inXml } = xml.parse(text);
    expect(inXml.attributes.attribute.values.value).toContainEqual({ key: 'blocked', name: '雨水箅子堵塞' });
  });

  test('without an ending come in the format that is asked for', async () => {
    const { app } = await hubWith();
    const types = await Promise.all(
      ['*/*', 'application/xml', 'application/json'].map(async (accept) => {
        const response = await app.inject({ url: '/open311/v2/services', headers: { accept } });
        return String(response.headers['content-type']).split(';')[0];
      }),
    );
    expect(types).toEqual(['application/json', 'text/xml', 'application/json']);
  });

  test('are found by those who look for the endpoint', async () => {
    const { app } = await hubWith();
    const { endpoints } = (await app.inject('/open311/discovery.json')).json();
    expect(endpoints).toMatchObject([{ url: 'http://localhost:80/open311/v2', type: 'production' }]);
    expect((await app.inject('/open311/v2/discovery.xml')).body).toContain('<format>text/xml</format>');
  });
});

describe('requests', () => {
  test('tell how a report stands, and neither who reported nor what the units write', async () => {
    const { app } = await hubWith();
    const response = await app.inject('/open311/v2/requests/C000001.json');
    expect(response.json()).toMatchObject([
      {
        ...{ service_request_id: 'C000001', status: 'open', status_notes: '处置中', service_code: '05-06' },
        ...{ requested_datetime: '2026-07-01T01:00:00.000Z', updated_datetime: '2026-07-01T01:30:00.000Z' },
        ...{ lat: 35.584, long: 109.84, description: '水很深，我是李雷 ***，mail ***', media_url: null },
      },
    ]);
    for (const secret of ['zhao', 'nuisance', '1234', 'photos', 'drainage']) {
      expect(response.body).not.toContain(secret);
    }
  });

  test('that a gauge made have words of the tables alone', async () => {
    const { app } = await hubWith();
    const { body } = await app.inject('/open311/v2/requests/C000002.xml');
    expect(xml.parse(body).service_requests.request).toMatchObject([
      { status: 'closed', description: '道路积水', address_id: 'north-gate' },
    ]);
    expect(body).not.toContain('told to unit');
  });

  test('about equipment are nobody else’s business', async () => {
    const { app } = await hubWith();
    for (const ending of ['.json', '.xml']) {
      const response = await app.inject(`/open311/v2/requests/C000003${ending}`);
      expect(response.statusCode).toBe(404);
    }
    const all = (await app.inject('/open311/v2/requests.json')).json();
    expect(all.map((row: Json) => row.service_request_id)).toEqual(['C000001', 'C000002']);
  });

  test('are found by id, service, time and status', async () => {
    const { app, asked } = await hubWith();
    const byId = (
      await app.inject('/open311/v2/requests.json?service_request_id=C000002,C000001,nope')
    ).json();
    expect(byId.map((row: Json) => row.service_request_id)).toEqual(['C000002', 'C000001']);
    await app.inject('/open311/v2/requests.json');
    const query =
      'service_code=05-06,01-03&start_date=2026-06-01T00:00:00Z&end_date=2026-06-02T00:00:00Z&status=closed';
    await app.inject(`/open311/v2/requests.xml?${query}&page=2&page_size=50`);
    await app.inject('/open311/v2/requests.xml?status=open,closed');
    expect(asked[0]).toMatchObject({ from: testNow + 1_000 - 90 * 86_400_000, to: testNow + 1_000 });
    expect(asked[0]?.open).toBeUndefined();
    expect(asked[1]).toMatchObject({
      ...{ categories: ['05-06', '01-03'], open: false, limit: 100 },
      ...{ from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 5, 2) },
    });
    expect(asked[2]?.open).toBeUndefined();
  });

  test('of a list without any are an empty list in both formats', async () => {
    const { app } = await hubWith();
    expect((await app.inject('/open311/v2/requests.json?service_code=02-07')).json()).toEqual([]);
    expect((await app.inject('/open311/v2/requests.xml?service_code=02-07')).body).toContain(
      '<service_requests',
    );
  });
});

describe('a report', () => {
  test('becomes a case of the public, with its number in the answer', async () => {
    const { post, commands } = await hubWith();
    const response = await post({ ...water, 'attribute[condition]': 'rising', phone: '13912345678' });
    expect(response.statusCode).toBe(201);
    expect(response.json()).toMatchObject([{ service_request_id: 'C000009', account_id: null }]);
    expect(response.json()[0].service_notice).toContain('感谢');
    expect(commands).toMatchObject([
      {
        name: 'case.report',
        actor: { name: 'public', role: 'crew', unitId: null, from: '127.0.0.1' },
        body: {
          ...{ category: '05-06', condition: 'rising', source: 'public', pointId: null },
          ...{ lon: 109.84, lat: 35.584, description: 'water & <mud>', title: '道路积水快速上涨' },
        },
      },
    ]);
    const answer = await post(water, {}, '/open311/v2/requests.xml');
    expect(xml.parse(answer.body).service_requests.request).toMatchObject([
      { service_request_id: 'C000009' },
    ]);
  });

  test('that is sent again under its key is known as the same one', async () => {
    const { post, commands } = await hubWith();
    await post(water, { 'idempotency-key': '0b9c7a1e' });
    expect(commands).toMatchObject([{ name: 'case.report', key: '0b9c7a1e' }]);
    expect((await post(water, { 'idempotency-key': 'x'.repeat(300) })).statusCode).toBe(400);
  });

  test('may bring pictures, which are kept like all others', async () => {
    const { app, commands } = await hubWith();
    const form = new FormData();
    for (const [name, value] of Object.entries(water)) form.set(name, value);
    form.append('media', new Blob(['picture'], { type: 'image/jpeg' }), 'IMG.jpg');
    form.append('media', new Blob([]), '');
    const sent = new Request('http://hub/', { method: 'POST', body: form });
    const response = await app.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers: { 'content-type': sent.headers.get('content-type') ?? '' },
      payload: Buffer.from(await sent.arrayBuffer()),
    });
    expect(response.statusCode).toBe(201);
    expect(commands[0]?.body).toMatchObject({ category: '05-06', photos: ['/api/v1/photos/7.jpg'] });
  });

  test('that cannot be used is refused in the format of the address', async () => {
    const { post } = await hubWith();
    const nowhere = await post({ service_code: '05-06', address_string: 'at the bridge' });
    expect([nowhere.statusCode, nowhere.json()[0].code]).toEqual([400, 400]);
    expect(nowhere.json()[0].description).toContain('lat and long');
    const unknown = await post({ ...water, service_code: 'ufo' }, {}, '/open311/v2/requests.xml');
    expect(unknown.statusCode).toBe(404);
    expect(xml.parse(unknown.body).errors.error).toMatchObject([{ code: '404' }]);
    expect((await post({ ...water, lat: '95' })).statusCode).toBe(400);
    expect((await post({ ...water, description: 'x'.repeat(4_001) })).statusCode).toBe(400);
  });

  test('that the fold refuses is a bad request', async () => {
    const { post } = await hubWith({
      answers: {
        'case.report': () => ({
          ok: false,
          refusal: { kind: 'invalid', detail: sameInBoth('there is no point x') },
        }),
      },
    });
    const response = await post({ service_code: '05-06', address_id: 'x' });
    expect([response.statusCode, response.json()[0].description]).toEqual([400, 'there is no point x']);
  });

  test('may come from a page of another site, for no cookie counts', async () => {
    const { post } = await hubWith();
    const response = await post(water, { 'sec-fetch-site': 'cross-site', origin: 'https://city.example' });
    expect(response.statusCode).toBe(201);
    expect(response.headers['access-control-allow-origin']).toBe('*');
  });

  test('needs a key where the city wants one', async () => {
    const hub = await hubWith({}, { reports: 'key' });
    expect((await hub.post(water)).statusCode).toBe(403);
    expect((await hub.post({ ...water, api_key: 'guessed' })).statusCode).toBe(403);
    const token = hub.login('viewer').authorization.replace('Bearer ', '');
    expect((await hub.post({ ...water, api_key: token })).statusCode).toBe(201);
    expect(hub.commands).toMatchObject([{ actor: { name: 'viewer', role: 'crew' } }]);
    expect(
      (await (await hubWith({}, { reports: 'off' })).post({ ...water, api_key: token })).statusCode,
    ).toBe(403);
  });

  test('of one address is let in so many times an hour, whatever the format', async () => {
    const { post, app } = await hubWith({}, { reportsPerHour: 2 });
    expect((await post(water)).statusCode).toBe(201);
    expect((await post(water, {}, '/open311/v2/requests.xml')).statusCode).toBe(201);
    const refused = await post(water, {}, '/api/v1/open311/v2/requests.xml');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_500);
    expect(xml.parse(refused.body).errors.error).toMatchObject([{ code: '429' }]);
    expect((await app.inject('/open311/v2/requests.json')).statusCode).toBe(200);
  });
});

test('who asks too often is told so in the format that was asked for, at feeds and here together', async () => {
  const { app } = await hubWith({}, { requestsPerMinute: 2 });
  expect((await app.inject('/open311/v2/services.xml')).statusCode).toBe(200);
  expect((await app.inject('/feeds/alarms.geojson')).statusCode).toBe(200);
  const refused = await app.inject('/open311/v2/services.xml');
  expect([refused.statusCode, Number(refused.headers['retry-after']) > 30]).toEqual([429, true]);
  expect(xml.parse(refused.body).errors.error).toMatchObject([{ code: '429' }]);
  const feed = await app.inject('/feeds/cap.atom');
  expect(feed.json()).toMatchObject({ type: 'urn:sluice:problem:too_many_requests' });
});

test('another city’s jurisdiction is not here', async () => {
  const { app } = await hubWith({}, { jurisdiction: 'huanglong.gov.cn' });
  const url = '/open311/v2/services.json?jurisdiction_id=';
  expect((await app.inject(`${url}huanglong.gov.cn`)).statusCode).toBe(200);
  const other = await app.inject(`${url}elsewhere`);
  expect([other.statusCode, other.json()[0].code]).toEqual([404, 404]);
});
