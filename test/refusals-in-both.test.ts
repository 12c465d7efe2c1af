// What a running hub refuses, keeps in quarantine and finds wrong, asked for in Chinese and in English.
import { existsSync } from 'node:fs';
import { connectAsync } from 'mqtt';
import { expect, it } from 'vitest';
import { ApiSession } from './api-session.ts';
import { type RunningHub, runSluice, startRunningHub } from './running-hub.ts';
import { devicesCsv, pointsCsv, unitsCsv } from './small-registry.ts';

const han = /\p{Script=Han}/u;
const past = '2020-01-01T00:00:00Z';
const inYears = '2090-01-01T00:00:00Z';

type Ask = readonly [method: 'GET' | 'POST' | 'PUT', path: string, body?: object | string];

/** Everything that a person reads of an answer. */
function reasonsIn(body: unknown, key = ''): string[] {
  if (typeof body === 'string') return ['detail', 'reason', 'mend'].includes(key) ? [body] : [];
  if (typeof body !== 'object' || body === null) return [];
  // The code of a reason stands beside its detail.
  const entries = Object.entries(body).filter(([name]) => name !== 'reason' || !('detail' in body));
  return entries.flatMap(([name, part]) => reasonsIn(part, Array.isArray(body) ? key : name));
}

async function reasonsOf(
  hub: RunningHub,
  { token }: ApiSession,
  [method, route, body]: Ask,
  language: string,
): Promise<string[]> {
  const isText = typeof body === 'string';
  const response = await fetch(`${hub.apiUrl}${route}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'accept-language': language,
      ...(body === undefined ? {} : { 'content-type': isText ? 'text/csv' : 'application/json' }),
    },
    body: body === undefined ? null : isText ? body : JSON.stringify(body),
  });
  expect(response.headers.get('content-language'), route).toBe(language.slice(0, 2));
  return reasonsIn(await response.json());
}

it('gives each reason in the language of whoever asks', async () => {
  const hub = await startRunningHub();
  const admin = await ApiSession.login(hub);
  await admin.importRegistry({ units: unitsCsv, points: pointsCsv, devices: devicesCsv });
  const [flood] = await admin.all('/points?kind=flood');
  const [device] = await admin.all('/devices');
  const reported = await admin.post('/cases', { category: '05-06', point_id: flood?.id, title: 'water' });
  const path = `/cases/${reported.body.id}`;
  const { secret } = (await admin.post('/accounts', { name: 'lns', publish: ['#'] })).body;
  const lns = await connectAsync(hub.mqttUrl, { username: 'lns', password: secret });
  const sent: readonly (readonly [topic: string, payload: string])[] = [
    ['application/1/device/0101010101010101/event/up', '{"deviceInfo":{"devEui":"0101010101010101"}}'],
    ['application/1/device/x/event/up', '{}'],
    ['application/1/device/0101010101010101/event/up', 'no json'],
    ['some/where', '1'],
  ];
  for (const [topic, payload] of sent) await lns.publishAsync(topic, payload, { qos: 1 });
  await lns.endAsync();

  const act = (action: object): Ask => ['POST', `${path}/actions`, action];
  const on = (what: string, body: object): Ask => ['POST', `/devices/${device?.id}/${what}`, body];
  const asks: readonly Ask[] = [
    ...([
      act({ action: 'verify' }),
      act({ action: 'accept' }),
      act({ action: 'cancel' }),
      act({ action: 'file', version: 99 }),
      act({ action: 'comment', note: 'x'.repeat(2_001) }),
      ['POST', '/cases/none/actions', { action: 'file' }],
      ['POST', '/cases', { category: '99-99', point_id: flood?.id, title: 'x' }],
      ['POST', '/cases', { category: '05-06', title: 'x' }],
      ['POST', '/cases', { category: '05-06', point_id: 'none', title: 'x' }],
      ['POST', `${path}/appeal`, { reason: 'late' }],
      ['POST', `${path}/letters`, {}],
      ['POST', `${path}/merge`, { into: 'none', reason: 'double' }],
      ['POST', '/alarms/none/actions', { action: 'acknowledge' }],
    ] satisfies Ask[]),
    on('maintenance', { until: past, reason: 'work' }),
    on('maintenance', { until: inYears }),
    on('commands', { command: 'set_interval', interval_s: 0 }),
    on('commands', { command: 'reboot', expires_at: past }),
    ['POST', `/points/${flood?.id}/permit`, { until: inYears, reason: 'work' }],
    ['POST', '/tokens', { name: 't', role: 'viewer', expires_at: past }],
    [
      'POST',
      '/users',
      { username: 'a', password: 'a long enough password', role: 'viewer', unit_id: 'none' },
    ],
    ['POST', '/users', { username: 'a', password: 'short', role: 'crew' }],
    ['PUT', '/users/admin', { role: 'viewer' }],
    ['POST', '/accounts', { name: 'lns', publish: [] }],
    ['POST', '/accounts', { name: 'x', publish: ['a#'] }],
    ['PUT', '/units/drainage/roster', { first: 'nobody' }],
    ['PUT', '/rules/flood-depth', { kind: 'threshold', levels: {} }],
    ['PUT', '/rules/x', { kind: 'thresh' }],
    ['PUT', '/case-tables/none', { definition: {} }],
    ['PUT', '/case-tables/stages', { definition: { dispatch_min: -1 } }],
    ['POST', '/case-tables/escalation/check', { definition: { digest: { times: ['9'] } } }],
    ['POST', '/rules/backtest', { csv: 'a,b\n1,2' }],
    ['POST', '/rules/backtest', { csv: 'device_id,ts,depth_mm\ng-1,noon,1\ng-1,2026-07-01T00:00:00Z,deep' }],
    ['POST', '/profiles/check', { id: 'acme-one', text: 'vendor: Acme\ninterval: soon\n' }],
    ['POST', '/profiles/check', { id: 'acme-one', text: ': : no yaml: [' }],
    ['PUT', '/profiles/acme-one', { text: 'vendor: Acme' }],
    ['POST', '/profiles/propose?topic=no/where', { a: 1 }],
    ['GET', '/explain?point_id=none'],
    ['GET', `/explain?point_id=${flood?.id}&at=${past}`],
    ['GET', '/devices?cursor=!!'],
    ['GET', '/quarantine'],
    ['GET', '/quarantine/groups'],
    ['POST', '/imports/units', 'unit_id,name,colour\n'],
    ['POST', '/imports/units', 'unit_id,name,kind,parent_unit\na b,,king,\nc,C,crew,lost\n'],
    [
      'POST',
      '/imports/points',
      'point_id,name,kind,lon,lat,grid_code,owner_unit\np,P,flood,200,x,12,\nq,Q,flood,1,1,,no\n',
    ],
    [
      'POST',
      '/imports/devices',
      'device_id,profile,dev_eui,point_id\nd,none,,\ne,tilt,12,\nf,tilt,,nowhere\nf,tilt\n',
    ],
    ['POST', '/imports/devices', ''],
    ['POST', '/unknown-devices/0101010101010101/adopt', { profile: 'none' }],
  ];
  for (const ask of asks) {
    const answers: string[][] = [];
    for (const language of ['zh-CN', 'en']) answers.push(await reasonsOf(hub, admin, ask, language));
    const [zh = [], en = []] = answers;
    const name = JSON.stringify(ask);
    expect(zh.length, name).toBeGreaterThan(0);
    expect(en.length, name).toBe(zh.length);
    for (const words of zh) expect(words, name).toMatch(han);
    for (const words of en) expect(words, name).not.toMatch(han);
  }
  expect(await hub.stop()).toBe(0);
}, 60_000);

it.skipIf(!existsSync('/proc/self'))('says in the terminal’s language why it cannot start', async () => {
  const start = async (LC_ALL: string) =>
    runSluice(['start'], { LC_ALL, SLUICE_DATA_DIR: '/proc/sluice/data' });
  const chinese = await start('zh_CN.UTF-8');
  expect([chinese.code, chinese.stderr]).toEqual([
    1,
    expect.stringMatching(/SLUICE_DATA_DIR.*不可写.*处理方法/),
  ]);
  const english = await start('C');
  expect([english.code, english.stderr]).toEqual([1, expect.stringMatching(/cannot be written.*To mend it/)]);
});
