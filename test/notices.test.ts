// Who is told of a flood: the unit at its own address and a group by the settings, also where their servers are away
// for a while and the hub is killed meanwhile.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { startRunningHub, testFolder } from './running-hub.ts';
import { devicesCsv, pointsCsv, secrets, unitsCsv } from './small-registry.ts';

async function startReceiver() {
  const received: { readonly path: string; readonly id: string; readonly body: Record<string, never> }[] = [];
  const state = { isAway: true, attempts: 0, received, url: '' };
  const server = createServer(async (request, response) => {
    state.attempts += 1;
    if (state.isAway) return void response.writeHead(500).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    received.push({ path: request.url ?? '', id: String(request.headers['webhook-id']), body });
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return Object.assign(state, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

it('a flood reaches the unit and the group once their servers are back, each once, in order', async () => {
  const far = await startReceiver();
  const config = join(testFolder(), 'sluice.yaml');
  writeFileSync(
    config,
    `outlets:
  webhooks:
    - name: group
      url: ${far.url}/group
      kinds: [alarm]
      secret: a secret
`,
  );
  const env = { SLUICE_CONFIG: config };
  const first = await startRunningHub({ env });
  const admin = await ApiSession.login(first);
  const units = unitsCsv.replace('排水管理所,maintainer,,,,', `排水管理所,maintainer,,,,${far.url}/unit`);
  await admin.importRegistry({ units, points: pointsCsv, devices: devicesCsv });
  const client = await connectAsync({
    ...{ host: '127.0.0.1', port: first.mqttPort, username: 'gauge-1', password: secrets['gauge-1'] },
  });
  const start = Date.now() - 600_000;
  for (let i = 0; i < 10; i += 1) {
    const report = JSON.stringify({ ts: start + i * 60_000, depth_mm: i * 18 });
    await client.publishAsync('devices/gauge-1/telemetry', report, { qos: 1 });
  }
  await client.endAsync();
  await expect.poll(() => far.attempts, { timeout: 20_000 }).toBeGreaterThan(2);
  const names = async () =>
    (await admin.get('/outlets')).body.items.map(({ name }: { name: string }) => name);
  await expect.poll(names, { timeout: 20_000 }).toContain('unit:drainage:webhook');
  await first.kill();

  const hub = await startRunningHub({ dataDir: first.dataDir, env });
  far.isAway = false;
  const session = await ApiSession.login(hub);
  const alarms = await session.all('/alarms');
  const [flood] = await session.all('/cases?category=05-06');
  const of = (path: string) => far.received.filter((one) => one.path === path);
  await expect.poll(() => of('/unit').length, { timeout: 30_000 }).toBeGreaterThan(0);
  await expect
    .poll(() => of('/group').filter(({ body }) => body.type === 'alarm.raised').length, { timeout: 30_000 })
    .toBe(alarms.length);
  expect(of('/unit')[0]?.body).toMatchObject({
    type: 'notice.dispatch',
    data: { unit_id: 'drainage', case_id: flood?.id },
  });
  for (const path of ['/unit', '/group']) {
    const ids = of(path).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const numbers = ids.map((id) => Number(id.split('_')[1]));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  }
  expect(await hub.stop()).toBe(0);
}, 120_000);
