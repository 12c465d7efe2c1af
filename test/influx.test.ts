// The hub and a real InfluxDB: what is acknowledged is there once, whatever happens to either of them.
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { connectInflux, type InfluxConnection } from '../outlets/influx/influx-connection.ts';
import { hasInfluxd, influxdNote, startInfluxd } from '../outlets/influx/test-influxd.ts';
import { ApiSession, type JsonBody } from './api-session.ts';
import { type RunningHub, runSluice, startRunningHub } from './running-hub.ts';
import { devicesCsv, manyDevices, pointsCsv, secrets, unitsCsv } from './small-registry.ts';

const million = 1_000_000;
const perMessage = 1_000;
const perDevice = 100_000;
/** Times that InfluxDB is killed while they come. */
const kills = 4;
/**
 * The hub, its threads and their caches; what waits for InfluxDB must not be among it. Each thread's heap grows as lazily as the
 * machine has memory: 810 to 980 MiB were seen.
 */
const maxMemoryBytes = 1_280 * 1024 * 1024;

function influxEnv(url: string) {
  return {
    ...{ SLUICE_INFLUX_URL: url, SLUICE_INFLUX_DATABASE: 'sluice', SLUICE_DEVICE_RATE: 'off' },
    SLUICE_LOG_LEVEL: 'info',
  };
}

function database(url: string): InfluxConnection {
  return connectInflux({ url, database: 'sluice', username: null, password: null });
}

/** Sends a device's readings, one for each 10 ms up to now, in messages of a thousand. The sum of their values. */
async function sendAll({ mqttPort }: RunningHub, deviceId: string, secret: string, newest: number) {
  const client = await connectAsync({
    host: '127.0.0.1',
    port: mqttPort,
    username: deviceId,
    password: secret,
  });
  let sum = 0;
  for (let sent = 0; sent < perDevice; sent += perMessage) {
    const report = Array.from({ length: perMessage }, (_, i) => {
      const value = ((sent + i) * 7) % 100;
      sum += value;
      return { ts: newest - (perDevice - sent - i) * 10, temperature_c: value };
    });
    await client.publishAsync(`devices/${deviceId}/telemetry`, JSON.stringify(report), { qos: 1 });
  }
  await client.endAsync();
  return sum;
}

async function memoryOf({ httpPort }: RunningHub): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${httpPort}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
}

describe.skipIf(!hasInfluxd)(`the hub and InfluxDB${influxdNote}`, () => {
  it('a million points while the server is killed again and again are all there, once', async () => {
    const server = await startInfluxd();
    const hub = await startRunningHub({ env: influxEnv(server.url) });
    const { devices, csv } = manyDevices(million / perDevice);
    const admin = await ApiSession.login(hub);
    expect((await admin.csv('/imports/devices', csv)).status).toBe(200);
    const newest = Date.now();
    let isSending = true;
    const sending = Promise.all(
      devices.map((device) => sendAll(hub, device.deviceId, device.secret, newest)),
    );
    let peak = 0;
    const watching = (async () => {
      while (isSending) {
        peak = Math.max(peak, await memoryOf(hub));
        await pause(250);
      }
    })();
    const outlet = async () => (await admin.get('/accounting')).body.outlets.influx;
    let frozen = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const { sent } = await outlet();
      if (sent === million) break;
      await expect
        .poll(async () => (await outlet()).sent, { timeout: 60_000, interval: 50 })
        .toBeGreaterThan(sent);
      await server.kill();
      await pause(1_000);
      await server.start();
      frozen += 1;
    }
    expect(frozen).toBeGreaterThan(1);
    const sums = await sending;
    await expect
      .poll(outlet, { timeout: 240_000, interval: 500 })
      .toMatchObject({ sent: million, pending: 0, oldest_pending_s: null });
    isSending = false;
    await watching;

    const rows = await database(server.url).query(
      'SELECT count(temperature_c), sum(temperature_c) FROM readings GROUP BY device',
    );
    const found = rows.map(({ device, count, sum }) => [device, count, sum]);
    expect(found).toEqual(devices.map(({ deviceId }, i) => [deviceId, perDevice, sums[i]]));
    expect(peak).toBeLessThan(maxMemoryBytes);
    expect(await hub.stop()).toBe(0);
  }, 600_000);

  it('a hub that is killed while InfluxDB is away goes on where it was: readings, alarms, cases and states', async () => {
    const server = await startInfluxd();
    const env = influxEnv(server.url);
    const first = await startRunningHub({ env });
    const admin = await ApiSession.login(first);
    await admin.importRegistry({ units: unitsCsv, points: pointsCsv, devices: devicesCsv });
    await server.kill();
    const client = await connectAsync({
      ...{ host: '127.0.0.1', port: first.mqttPort, username: 'gauge-1', password: secrets['gauge-1'] },
    });
    const start = Date.now() - 600_000;
    const report = Array.from({ length: 10 }, (_, i) => ({ ts: start + i * 60_000, depth_mm: i * 18 }));
    for (const one of report) {
      await client.publishAsync('devices/gauge-1/telemetry', JSON.stringify(one), { qos: 1 });
    }
    await client.endAsync();
    await first.kill();

    const hub = await startRunningHub({ dataDir: first.dataDir, env });
    const session = await ApiSession.login(hub);
    const states = async (): Promise<JsonBody[]> =>
      (await session.get('/outlets')).body.items.filter(({ name }: JsonBody) => name.startsWith('influx'));
    await expect
      .poll(states, { timeout: 20_000 })
      .toMatchObject([{ pending: 10, failure: expect.stringContaining('InfluxDB') }, { paused: false }]);
    expect((await session.post('/outlets/influx-events/pause', {})).status).toBe(200);
    await server.start();
    const influx = database(server.url);
    expect((await session.post('/outlets/influx/retry', {})).status).toBe(200);
    await expect.poll(async () => (await states())[0]?.sent, { timeout: 20_000 }).toBe(10);
    const readings = await influx.query('SELECT depth_mm, "point", "unit", "basin" FROM readings');
    expect(readings).toEqual(
      report.map(({ ts, depth_mm }) => ({
        time: ts,
        depth_mm,
        point: 'north-gate',
        unit: 'drainage',
        basin: 'north',
      })),
    );
    expect(await influx.query('SELECT alarm_id FROM alarms')).toEqual([]);
    expect((await session.post('/outlets/influx-events/resume', {})).status).toBe(200);
    await expect.poll(async () => (await states())[1]?.pending, { timeout: 20_000 }).toBe(0);

    const alarms = await session.all('/alarms');
    const [flood] = alarms.filter(({ rule_id }) => rule_id === 'flood-depth');
    const changes = await influx.query(
      'SELECT "change", alarm_id, case_id, "rule" FROM alarms WHERE "rule" = \'flood-depth\'',
    );
    expect(changes[0]).toMatchObject({ change: 'raised', alarm_id: flood?.id, case_id: flood?.case_id });
    const cases = await influx.query(
      'SELECT last(state) AS state, case_id FROM cases GROUP BY "category", "unit"',
    );
    expect(cases).toContainEqual(
      expect.objectContaining({ case_id: flood?.case_id, unit: 'drainage', category: '05-06' }),
    );
    // The first sample comes some seconds after the start.
    await expect
      .poll(() => influx.query('SELECT last(uptime_s) FROM hub'), { timeout: 20_000 })
      .toHaveLength(1);
    const worst = (await session.get('/points/north-gate')).body.worst_alarm;
    const sampled = await influx.query('SELECT last(lon) AS lon, lat, severity FROM points GROUP BY "point"');
    expect(sampled).toContainEqual(
      expect.objectContaining({ point: 'north-gate', lon: 109.84, severity: worst.severity }),
    );
    await influx.query('DROP MEASUREMENT readings', { post: true });
    await influx.query('DROP MEASUREMENT alarms', { post: true });
    for (let i = 0; i < 2; i += 1) {
      const filled = await runSluice(['influx', 'backfill', '--from', '2020-01-01', '--json'], {
        ...{ ...env, SLUICE_DATA_DIR: first.dataDir },
      });
      expect([filled.code, filled.stderr]).toEqual([0, '']);
      expect(JSON.parse(filled.stdout)).toMatchObject({ readings: 10, refused: 0 });
    }
    expect(await influx.query('SELECT depth_mm, "point", "unit", "basin" FROM readings')).toEqual(readings);
    expect(
      await influx.query(
        'SELECT "change", alarm_id, case_id, "rule" FROM alarms WHERE "rule" = \'flood-depth\'',
      ),
    ).toEqual(changes);
    const audit = await session.all('/audit');
    expect(audit.map(({ action, detail }) => [action, detail.action]).slice(0, 3)).toEqual([
      ['outlet.act', 'resume'],
      ['outlet.act', 'retry'],
      ['outlet.act', 'pause'],
    ]);
    const metrics = await (await fetch(`http://127.0.0.1:${hub.httpPort}/metrics`)).text();
    expect(metrics).toContain('sluice_outlet_sent_total{outlet="influx"} 10');
    expect(metrics).toContain('sluice_outlets_lost_total 0');
    expect(await hub.stop()).toBe(0);
  }, 120_000);
});
