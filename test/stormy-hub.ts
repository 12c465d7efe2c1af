// A hub in the demo's storm that writes to a real InfluxDB, until all has happened that a board can show: floods, one of
// them over, their cases, one late and one closed, devices silent, under maintenance and never heard, a sample of it all.
import { connectAsync } from 'mqtt';
import { expect, onTestFinished } from 'vitest';
import { assert } from '../core/error.ts';
import { startInfluxd } from '../outlets/influx/test-influxd.ts';
import { runDemo } from '../simulators/demo.ts';
import { ApiSession } from './api-session.ts';
import { type Asker, ask } from './grafana-questions.ts';
import { adminPassword, type RunningHub, startRunningHub } from './running-hub.ts';

export interface StormyHub {
  readonly hub: RunningHub;
  readonly admin: ApiSession;
  readonly influx: Asker;
  /** Ends the storm: all devices go. */
  calm(): Promise<void>;
}

const database = 'sluice';
/** Enough for every kind of device and alarm, few enough for a test. */
const covers = 60;

export async function stormyHub(): Promise<StormyHub> {
  const influxd = await startInfluxd();
  const influx = { url: influxd.url, database, username: '', password: '' };
  const hub = await startRunningHub({
    env: {
      SLUICE_INFLUX_URL: influxd.url,
      SLUICE_INFLUX_DATABASE: database,
      SLUICE_PUBLIC_URL: 'http://hub.example:8080',
    },
  });
  const admin = await ApiSession.login(hub);
  await soonDue(admin);
  const end = new AbortController();
  const storm = runDemo({
    httpUrl: hub.apiUrl.replace('/api/v1', ''),
    mqttUrl: hub.mqttUrl,
    username: 'admin',
    password: adminPassword,
    covers,
    crews: false,
    signal: end.signal,
    log: () => {},
  });
  const calm = () => {
    end.abort();
    return storm;
  };
  onTestFinished(async () => {
    await calm();
    await hub.stop();
  });
  await floodsOver(admin);
  await oddGauges(hub, admin);
  await maintained(admin);
  await closeOne(admin);
  for (const question of happened)
    await until(question, async () => (await ask(influx, question)).length > 0);
  return { hub, admin, influx, calm };
}

/** What the boards show, in the changes and samples that they are shown from. */
const happened = [
  `SELECT "value" FROM "alarms" WHERE "kind" = 'flood' AND "change" = 'cleared'`,
  `SELECT "case_id" FROM "cases" WHERE "state" = 'closed' AND "action" = 'verify'`,
  `SELECT "case_id" FROM "open_cases" WHERE "category" = '05-06' AND "overdue" = 1`,
  `SELECT "case_id" FROM "open_cases" WHERE "category" =~ /^01-/`,
  `SELECT "depth_mm" FROM "points" WHERE "depth_mm" > 250`,
  `SELECT "silent_s" FROM "devices" WHERE "status" = 'offline' AND "silent_s" > 0`,
  `SELECT "interval_s" FROM "devices" WHERE "status" = 'maintenance' AND "interval_s" > 0`,
  `SELECT "interval_s" FROM "devices" WHERE "device" = 'gauge-never-heard' AND "interval_s" > 0`,
  `SELECT "depth_mm" FROM "readings" WHERE "quality" = 'suspect'`,
];

/** Floods are due within seconds, so that some cases are late; covers within half an hour, so that some soon will be. */
async function soonDue(admin: ApiSession): Promise<void> {
  const { definition, version } = (await admin.get('/case-tables/condition_sets')).body;
  for (const [set, amount] of [
    ['road_water', 0.005],
    ['cover', 0.5],
  ] as const) {
    for (const condition of Object.values<{ limit: object }>(definition[set])) {
      condition.limit = { clock: 'urgent_hours', amount };
    }
  }
  done(await admin.put('/case-tables/condition_sets', { definition, version }), 'the limits are changed');
}

/** When all five streets are flooded the first level is raised, so that the shallowest of them counts as dry again. */
async function floodsOver(admin: ApiSession): Promise<void> {
  await until('five streets are flooded', async () => {
    const active = await admin.get('/alarms?rule_id=flood-depth&condition=active');
    return active.body.items.length >= 5;
  });
  const rules = (await admin.get('/rules')).body.items;
  const { definition } = rules.find(({ id }: { id: string }) => id === 'flood-depth');
  const levels = { ...definition.levels, blue: 130, yellow: 150 };
  const changed = { ...definition, levels, off_delay: { samples: 1, seconds: 1 } };
  done(await admin.put('/rules/flood-depth', changed), 'the rule is changed');
}

/** A gauge that nobody ever heard, and one far from its gateway that sees a parked car: a jump that water cannot make. */
async function oddGauges({ mqttUrl }: RunningHub, admin: ApiSession): Promise<void> {
  const devices = [
    'device_id,profile,point_id,interval_s,secret',
    'gauge-never-heard,flood-gauge,flood-01,3600,',
    'gauge-below-car,flood-gauge,flood-01,3600,gauge-below-car-secret',
  ];
  done(await admin.csv('/imports/devices', `${devices.join('\n')}\n`), 'the gauges are registered');
  const login = { username: 'gauge-below-car', password: 'gauge-below-car-secret' };
  const client = await connectAsync(mqttUrl, { ...login, clientId: login.username });
  const now = Date.now();
  const report = [0, 0, 600, 0].map((depth_mm, i) => ({ ts: now - 4_000 + 1_000 * i, depth_mm }));
  for (const sample of report)
    await client.publishAsync('devices/gauge-below-car/telemetry', JSON.stringify(sample), { qos: 1 });
  const weak = JSON.stringify({ ts: now, rssi_dbm: -118 });
  await client.publishAsync('devices/gauge-below-car/telemetry', weak, { qos: 1 });
  await client.endAsync();
}

async function maintained(admin: ApiSession): Promise<void> {
  const [device] = await admin.all('/devices?profile=rain-gauge');
  assert(device !== undefined, 'the town has rain gauges');
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const planned = { until, reason: 'bucket cleaned' };
  done(await admin.post(`/devices/${device.id}/maintenance`, planned), 'work is planned');
}

async function closeOne(admin: ApiSession): Promise<void> {
  let id = '';
  await until('there is a case of a battery', async () => {
    id = (await admin.get('/cases?category=90-02')).body.items[0]?.id ?? '';
    return id !== '';
  });
  for (const step of [
    { action: 'accept' },
    { action: 'handle', note: 'battery changed', photos: [] },
    { action: 'verify', override: true, reason: 'seen to' },
  ]) {
    done(await admin.post(`/cases/${id}/actions`, step), step.action);
  }
}

function done({ status, body }: Awaited<ReturnType<ApiSession['get']>>, what: string): void {
  assert(status >= 200 && status < 300, `${what}: ${status} ${JSON.stringify(body)}`);
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  await expect.poll(isSo, { timeout: 200_000, interval: 500, message: what }).toBe(true);
}
