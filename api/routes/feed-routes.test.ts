import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, onTestFinished, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Json } from '../../core/ports.ts';
import { formatInstant, hourMs, minuteMs } from '../../core/time.ts';
import { placedAlarm, raisedAt } from '../feeds/test-alarms.ts';
import { defaultPublicSettings } from '../public-settings.ts';
import { startTestHub, type TestHubOptions } from '../test-hub.ts';

const schema = readFileSync(join(import.meta.dirname, '../feeds/testdata/CAP-v1.2.xsd'), 'utf8');
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  isArray: (name) => ['entry', 'info'].includes(name),
});

const at = (minutes: number) => formatInstant(raisedAt + minutes * minuteMs);
const cover = placedAlarm({
  ...{
    id: 'A000008',
    rule_id: 'cover-displaced',
    category: 'component',
    severity: 'red',
    unit: '°',
    value: 42.5,
  },
  titles: { zh: '井盖位移', en: 'Manhole cover displaced' },
  steps: [{ at: at(3), severity: 'red', value: 42.5, confident: false }],
  presented_at: at(3),
});
const over = placedAlarm({ id: 'A000009', condition: 'cleared', cleared_at: at(30) });
const hidden = [
  placedAlarm({ id: 'A000010', category: '90-02' }),
  placedAlarm({ id: 'A000011', shelved_until: at(600) }),
  placedAlarm({ id: 'A000012', suppressed_by: 'A000007' }),
  placedAlarm({ id: 'A000013', presented_at: null }),
];

async function hubWith(alarms: readonly Json[], options: TestHubOptions = {}) {
  const hub = await startTestHub({
    now: () => raisedAt + hourMs,
    given: { placedAlarms: async () => alarms },
    ...options,
  });
  onTestFinished(() => hub.app.close());
  return hub;
}

const storm = [placedAlarm(), cover, over, ...hidden];

describe('the alerts', () => {
  test('are valid CAP 1.2, each at its own address, in two languages', async () => {
    const { app } = await hubWith(storm);
    const response = await app.inject('/feeds/cap.atom');
    expect(response.headers['content-type']).toContain('application/atom+xml');
    const { feed } = parser.parse(response.body);
    expect(feed.entry.map(({ category }: Json) => (category as Json)['@_term'])).toEqual([
      'Cancel',
      'Alert',
      'Alert',
    ]);
    for (const entry of feed.entry) {
      const url = new URL(entry.link['@_href']).pathname;
      const alert = await app.inject(url);
      expect(alert.headers['content-type']).toContain('application/cap+xml');
      const verdict = await validateXML({ xml: alert.body, schema });
      expect(verdict.errors).toEqual([]);
      const broken = alert.body.replace('<scope>Public</scope>', '<scope>Everyone</scope>');
      expect((await validateXML({ xml: broken, schema })).valid).toBe(false);
      // What stands in the feed is the same message.
      const { alert: own } = parser.parse(alert.body);
      expect(entry.content.alert).toEqual(own);
      expect(own.info.map(({ language }: Json) => language)).toEqual(['zh-CN', 'en-US']);
    }
  });

  test('say what people near by need, and nothing of units, devices and cases', async () => {
    const { app } = await hubWith([placedAlarm()]);
    const { body } = await app.inject('/feeds/cap.atom');
    const [entry] = parser.parse(body).feed.entry;
    expect(entry.content.alert).toMatchObject({
      sent: '2026-07-14T03:00:00+08:00',
      status: 'Actual',
      msgType: 'Alert',
      scope: 'Public',
      info: [
        {
          ...{ event: '道路积水', severity: 'Moderate', urgency: 'Expected', certainty: 'Observed' },
          headline: '北关路口道路积水黄色预警',
          expires: '2026-07-14T09:00:00+08:00',
          area: { areaDesc: '北关路口（北关街 <1> & 2）', circle: '35.584,109.84 0.2' },
        },
        { event: 'Water on the road', headline: 'Water on the road, 北关路口: yellow warning' },
      ],
    });
    for (const secret of ['gauge-1', 'C000003', 'wang', 'called the unit'])
      expect(body).not.toContain(secret);
  });

  test('of doubtful readings are possible, not observed', async () => {
    const { app } = await hubWith([cover]);
    expect((await app.inject('/feeds/cap.atom')).body).toContain('<certainty>Possible</certainty>');
  });

  test('of a silence say so, and that nobody has seen it', async () => {
    const { app } = await hubWith([placedAlarm({ rule_id: 'cover-silent-in-flood', unit: 's', value: 36 })]);
    const { body } = await app.inject('/feeds/cap.atom');
    expect(body).toContain('<certainty>Possible</certainty>');
    expect(body).toContain('No signal by 2026-07-14T03:00:00+08:00');
  });

  test('that are over stay until their last message would have expired', async () => {
    const late = await hubWith([over], { now: () => raisedAt + 7 * hourMs });
    expect(parser.parse((await late.app.inject('/feeds/cap.atom')).body).feed.entry).toBeUndefined();
  });

  test('are marked where they are an exercise', async () => {
    const { app } = await hubWith([placedAlarm()], {
      publicFace: { ...defaultPublicSettings, alertStatus: 'exercise' },
    });
    const { body } = await app.inject('/feeds/cap.atom');
    expect(body).toContain('<status>Exercise</status>');
  });

  test('of an unknown identifier are not found', async () => {
    const { app } = await hubWith(storm);
    const response = await app.inject('/feeds/cap/A000007.20200101000000000.xml');
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });
});

describe('the map of alarms', () => {
  test('shows active dangers without devices, units and cases', async () => {
    const { app } = await hubWith(storm);
    const response = await app.inject('/feeds/alarms.geojson');
    expect(response.headers['content-type']).toContain('application/geo+json');
    expect(response.headers['access-control-allow-origin']).toBe('*');
    const { features } = response.json();
    expect(features.map(({ id }: Json) => id)).toEqual(['A000007', 'A000008']);
    expect(features[0]).toMatchObject({
      geometry: { type: 'Point', coordinates: [109.84, 35.584] },
      properties: { rule_id: 'flood-depth', severity: 'yellow', point_id: 'north-gate', value: 180 },
    });
    for (const secret of ['gauge-1', 'C000003', 'wang']) expect(response.body).not.toContain(secret);
  });

  test('is answered without a body where nothing changed', async () => {
    const { app } = await hubWith(storm);
    const first = await app.inject('/feeds/alarms.geojson');
    expect(first.headers['cache-control']).toContain('max-age');
    const headers = { 'if-none-match': String(first.headers.etag) };
    expect((await app.inject({ url: '/feeds/alarms.geojson', headers })).statusCode).toBe(304);
  });

  test('is below the base of the API, too', async () => {
    const { app } = await hubWith(storm);
    const [own, other] = await Promise.all(
      ['/feeds/alarms.geojson', '/api/v1/feeds/alarms.geojson'].map((url) => app.inject(url)),
    );
    expect(other?.body).toBe(own?.body);
  });
});

test('a city may keep its feeds for those with a login', async () => {
  const hub = await hubWith(storm, { publicFace: { ...defaultPublicSettings, feeds: false } });
  for (const url of ['/feeds/alarms.geojson', '/feeds/cap.atom', '/api/v1/feeds/cap.atom']) {
    expect((await hub.app.inject(url)).statusCode).toBe(401);
    const answer = await hub.app.inject({ url, headers: hub.login('viewer') });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toContain('private');
  }
});
