import { describe, expect, it } from 'vitest';
import { influxPolicies, readingsRollup } from '../../core/influx-schema.ts';
import type { FedReading, Place, Places } from '../../core/outlet.ts';
import type { CommittedEvent } from '../../core/ports.ts';
import { qualityFlags } from '../../core/reading.ts';
import { testDevice, testPoint, testUnit } from '../../core/test-registry.ts';
import { dayMs, hourMs } from '../../core/time.ts';
import { connectInflux } from './influx-connection.ts';
import { InfluxDatabase } from './influx-database.ts';
import { influxChanges, influxReadings } from './influx-outlets.ts';
import { hasInfluxd, influxdNote, startInfluxd } from './test-influxd.ts';

const at = Date.UTC(2026, 6, 14);
const point = testPoint('flood-1', {
  name: '东街, 下穿',
  maintainerUnit: 'drainage',
  basin: 'north',
  subdistrictUnit: 'qiaoshan',
});
const place: Place = { device: testDevice('gauge-1', { pointId: 'flood-1', gateway: 'gw 1' }), point };
const places: Places = {
  placeOf: () => place,
  point: () => point,
  unit: (id) => testUnit(id, { name: `unit ${id}` }),
};
const never = new AbortController().signal;

function reading(id: number, over: Partial<FedReading> = {}): FedReading {
  return {
    ...{ id, deviceId: 'gauge-1', metric: 'depth_mm', measuredAt: at, receivedAt: at, value: id, flags: 0 },
    place,
    ...over,
  };
}

async function openDatabase(now = at) {
  const server = await startInfluxd();
  const connection = connectInflux({
    ...{ url: server.url, database: 'sluice', username: null, password: null, timeoutMs: 5_000 },
  });
  const told: string[] = [];
  const setup = { database: 'sluice', retentionMs: null };
  const database = new InfluxDatabase(connection, setup, (message) => told.push(message));
  return { server, connection, database, told, readings: influxReadings(database, () => now) };
}

describe.skipIf(!hasInfluxd)(`InfluxDB 1.x${influxdNote}`, () => {
  it('holds one point for each device and instant, however often it is delivered', async () => {
    const { connection, readings } = await openDatabase();
    const batch = [
      reading(1, { value: 152.5 }),
      reading(2, { metric: 'battery_v', value: 3.6 }),
      reading(3, { measuredAt: at + 1, value: 300, flags: qualityFlags.no_echo }),
      reading(4, { deviceId: 'gauge, 2', value: 0 }),
    ];
    for (let i = 0; i < 3; i += 1) expect(await readings.deliver(batch, never)).toEqual([]);
    const rows = await connection.query('SELECT * FROM readings');
    const tags = {
      ...{
        point: 'flood-1',
        point_name: '东街, 下穿',
        kind: 'flood',
        unit: 'drainage',
        basin: 'north',
        district: 'qiaoshan',
      },
      ...{ profile: 'flood-gauge', gateway: 'gw 1' },
    };
    expect(rows).toHaveLength(3);
    expect(rows).toContainEqual({
      ...{ ...tags, time: at, device: 'gauge-1', quality: 'good' },
      ...{ depth_mm: 152.5, battery_v: 3.6, depth_mm_flags: null },
    });
    expect(rows).toContainEqual({
      ...{ ...tags, time: at + 1, device: 'gauge-1', quality: 'suspect' },
      ...{ depth_mm: 300, battery_v: null, depth_mm_flags: qualityFlags.no_echo },
    });
    expect(rows).toContainEqual(expect.objectContaining({ device: 'gauge, 2', depth_mm: 0 }));
  });

  it('a reading whose field has another type there goes to the dead letters alone, and is taken once that is mended', async () => {
    const { connection, readings, database } = await openDatabase();
    await database.ready();
    await connection.write([`readings,device=other odd_x="a text" ${at}`], 'ms');
    const batch = Array.from({ length: 700 }, (_, i) =>
      reading(i + 1, { measuredAt: at + i, ...(i === 77 || i === 500 ? { metric: 'odd_x' } : {}) }),
    );
    const refused = await readings.deliver(batch, never);
    expect(refused.map(({ payload }) => payload)).toEqual([
      expect.stringMatching(/^ms readings,.*device=gauge-1.* odd_x=78 /),
      expect.stringMatching(/ odd_x=501 /),
    ]);
    expect(refused[0]?.reason).toContain('field type conflict');
    const [counted] = await connection.query('SELECT count(depth_mm) FROM readings');
    expect(counted?.count).toBe(698);
    const [letter] = refused;
    if (letter === undefined) throw new Error('there is a letter');
    expect(await readings.redeliver?.(letter, never)).toMatchObject({ key: letter.key });
    await connection.query('DROP MEASUREMENT readings', { post: true });
    expect(await readings.redeliver?.(letter, never)).toBeNull();
    expect((await connection.query('SELECT odd_x FROM readings'))[0]?.odd_x).toBe(78);
  });

  it('two changes in one millisecond are two points, and a repeated delivery adds none', async () => {
    const { connection, database, told } = await openDatabase();
    const changes = influxChanges(database, places);
    const alarm = {
      ...{ rule_id: 'flood-depth', point_id: 'flood-1', device_id: 'gauge-1', severity: 'red' },
      ...{ titles: { zh: '道路"积水"', en: 'Water on\nthe road' }, condition: 'active', acknowledged: false },
      ...{ shelved_until: null, value: 410, peak_value: 410, unit: 'mm', case_id: null },
      ...{ raised_at: '2026-07-14T00:00:00.000Z', cleared_at: null },
    };
    const events: CommittedEvent[] = [
      { id: 7, kind: 'alarm', subjectId: 'A000001', at, body: { ...alarm, change: 'raised' } },
      { id: 8, kind: 'alarm', subjectId: 'A000001', at, body: { ...alarm, change: 'escalated' } },
      {
        id: 9,
        kind: 'device',
        subjectId: 'gauge-1',
        at,
        body: { status: 'offline', since: '2026-07-14T00:00:00.000Z' },
      },
      {
        ...{ id: 10, kind: 'case', subjectId: '20260714-0001', at },
        body: {
          state: 'filed',
          category: '05-06',
          severity: 'red',
          point_id: 'flood-1',
          unit_id: 'drainage',
          source: 'alarm',
          timeline: [],
        },
      },
      { id: 11, kind: 'command', subjectId: 'c', at, body: {} },
    ];
    for (let i = 0; i < 2; i += 1) expect(await changes.deliver(events, never)).toEqual([]);
    const alarms = await connection.query(
      'SELECT "change", title_zh, title_en, active, point_name FROM alarms',
    );
    expect(alarms.map(({ change }) => change)).toEqual(['raised', 'escalated']);
    expect(alarms[0]).toMatchObject({
      title_zh: '道路"积水"',
      title_en: 'Water on the road',
      active: 1,
      point_name: '东街, 下穿',
    });
    expect(await connection.query('SELECT status_code FROM devices')).toMatchObject([{ status_code: 3 }]);
    expect(await connection.query('SELECT "open", unit_name FROM cases')).toMatchObject([
      { open: 1, unit_name: 'unit drainage' },
    ]);
    expect(told).toEqual([]);
  });

  it('makes its retention policies and rolls late days up again, once', async () => {
    const { connection, database, readings } = await openDatabase(at + 3 * dayMs);
    await readings.deliver(
      [0, 1, 2].map((i) => reading(i, { metric: 'rain_mm', measuredAt: at + i * 10 * 60_000, value: i + 1 })),
      never,
    );
    await readings.deliver([reading(9, { metric: 'rain_mm', measuredAt: at + 2 * hourMs, value: 5 })], never);
    for (let i = 0; i < 2; i += 1) await database.rollUpLate();
    const rolled = await connection.query(
      `SELECT * FROM "${influxPolicies.rollup}"."${readingsRollup.name}"`,
    );
    expect(rolled).toMatchObject([
      { time: at, min_rain_mm: 1, max_rain_mm: 3, mean_rain_mm: 2, sum_rain_mm: 6, device: 'gauge-1' },
      { time: at + 2 * hourMs, sum_rain_mm: 5 },
    ]);
    const policies = await connection.query('SHOW RETENTION POLICIES ON sluice');
    expect(policies.find(({ default: isDefault }) => isDefault)?.name).toBe(influxPolicies.raw);
    expect(await connection.query('SHOW CONTINUOUS QUERIES')).toMatchObject([{ name: 'sluice_readings_1h' }]);
  });

  it('an answer with status 200 may still be an error, and a server that hangs is away', async () => {
    const { connection, readings, server } = await openDatabase();
    await readings.deliver([reading(1)], never);
    await expect(connection.query('SELECT * FROM nowhere.nothing.at_all')).rejects.toThrow(
      /database not found/,
    );
    server.freeze(true);
    await expect(readings.deliver([reading(2)], never)).rejects.toMatchObject({ code: 'influx_away' });
    server.freeze(false);
    expect(await readings.deliver([reading(2)], never)).toEqual([]);
  });
});
