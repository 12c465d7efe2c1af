// `node test/bench/influx-catch-up.ts`: how fast the InfluxDB outlet catches up, from the log of readings to a real
// InfluxDB (`influxd` must be installed). Points a second of wall time, and of the outlet's own processor time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { noEffects } from '../../core/effects.ts';
import type { FedReading } from '../../core/outlet.ts';
import type { Reading } from '../../core/reading.ts';
import { RecordPacker, tickRecord } from '../../core/record.ts';
import { testDevice, testPoint } from '../../core/test-registry.ts';
import { connectInflux } from '../../outlets/influx/influx-connection.ts';
import { InfluxDatabase } from '../../outlets/influx/influx-database.ts';
import { influxReadings } from '../../outlets/influx/influx-outlets.ts';
import { launchInfluxd } from '../../outlets/influx/test-influxd-process.ts';
import { runOutlet } from '../../outlets/outlet-runner.ts';
import { openStore } from '../../store/open-store.ts';
import { openOutletBook } from '../../store/outlet-book.ts';
import { openOutletFeeds } from '../../store/outlet-feeds.ts';

const points = 500_000;
const devices = 2_000;
const metrics = ['depth_mm', 'battery_v', 'battery_pct', 'rssi_dbm', 'temperature_c'];
const pointsPerBatch = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'sluice-catch-up-'));

/** Readings as a fleet sends them: all devices in turn, five metrics each. */
function fill(): void {
  const store = openStore({ dataDir: folder, logsReadings: true });
  const packer = new RecordPacker();
  const now = Date.now();
  const places = Array.from({ length: devices }, (_, i) => testPoint(`p-${i}`, { basin: `b-${i % 10}` }));
  const fleet = places.map(({ id }, i) =>
    testDevice(`device-${i}`, { pointId: id, gateway: `gw-${i % 20}` }),
  );
  for (let first = 0; first < points; first += pointsPerBatch) {
    packer.add(tickRecord(now));
    const readings: Reading[] = [];
    for (let i = first; i < first + pointsPerBatch; i += 1) {
      const at = now - points + i;
      for (const [m, metric] of metrics.entries()) {
        readings.push({
          ...{ deviceId: `device-${i % devices}`, metric, measuredAt: at, receivedAt: now, flags: 0 },
          value: (i % 1_000) / 10 + m,
        });
      }
    }
    const outcome = {
      ...{ position: store.position + 1, deviceId: null, receivedAt: now, by: '', topic: '', readings },
      ...{ payload: new Uint8Array(0), duplicateReadings: 0, evaluated: 0, usable: true, rejections: [] },
      ...{ missing: 0, filled: 0 },
    };
    const registry =
      first > 0
        ? {}
        : {
            points: new Map(places.map((place) => [place.id, place])),
            devices: new Map(fleet.map((device) => [device.id, device])),
          };
    store.commit({
      ...{ firstPosition: store.position + 1, count: 1, block: packer.take(), at: now, snapshot: null },
      effects: { ...noEffects(), ...registry, outcomes: [outcome] },
    });
  }
  store.close();
}

fill();
const server = await launchInfluxd();
try {
  const feeds = openOutletFeeds(folder);
  const book = openOutletBook(folder);
  const connection = connectInflux({
    ...{ url: server.url, database: 'sluice', username: null, password: null },
  });
  const database = new InfluxDatabase(connection, { database: 'sluice', retentionMs: null }, console.error);
  await database.ready();
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const runner = runOutlet<FedReading>({
    ...{ outlet: influxReadings(database, Date.now), feed: feeds.readings, book, now: Date.now },
    onMore: () => () => {},
    onFailure: (reason) => console.error(reason),
  });
  while (runner.state().sent < points * metrics.length) await pause(20);
  const tookS = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuS = (user + system) / 1e6;
  await runner.stop();
  const [row] = await connection.query('SELECT count(depth_mm) FROM readings');
  if (row?.count !== points) throw new Error(`${row?.count} points of ${points} are there`);
  const figures = {
    points: row?.count,
    fields_per_point: metrics.length,
    points_per_s: Math.round(points / tookS),
    points_per_cpu_s: Math.round(points / cpuS),
    memory_mb: Math.round(process.memoryUsage().rss / 1e6),
  };
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures));
  else console.table(figures);
  feeds.close();
  book.close();
} finally {
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
