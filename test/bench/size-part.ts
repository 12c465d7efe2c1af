// A hub at size: memory of a registered and heard device, the start after SIGKILL, and what people ask of the API, with many
// devices and readings. `--devices` and `--readings` say how many.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseFile } from '../../store/data-dir.ts';
import { type BenchHub, startBenchHub } from './bench-hub.ts';
import { type BenchOptions, type BenchPart, type BenchRow, median, rounded, share } from './bench-part.ts';
import { bigTown, fillReadings, lorawanUplinks, pointIdOf } from './big-town.ts';
import { residentMb } from './peers.ts';
import { type SwiftClient, startSwiftLoad } from './swift-load.ts';

const loaded = 100;
const asks = 40;
const dayMs = 86_400_000;
/** Within the town of the benchmark. */
const part = '109.8,35.4,109.85,35.43';
const farTile = '11/1649/806';
const nearTile = '14/13184/6461';

export const sizePart: BenchPart = {
  name: 'size',
  title: 'a hub with many devices and readings: memory, start after a kill, queries',
  async run(options) {
    const dataDir = mkdtempSync(join(tmpdir(), 'sluice-bench-size-'));
    try {
      const rows = await filled(dataDir, options);
      const kills = await killed(dataDir, options);
      return [...rows, ...kills, ...(await asked(dataDir, options))];
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

const row = (what: string, value: number, unit: string, note = ''): BenchRow => ({ what, value, unit, note });

/** Registers all devices, hears each once, and lays the readings of the past beside them. */
async function filled(dataDir: string, { devices, readings, log }: BenchOptions): Promise<BenchRow[]> {
  const town = bigTown(devices, loaded);
  log(`${devices} devices are registered`);
  const begun = performance.now();
  const hub = await startBenchHub({ dataDir });
  const emptyMb = residentMb(hub.pid);
  await hub.call('POST', '/imports/units', town.unitsCsv);
  await hub.call('POST', '/imports/points', town.pointsCsv);
  await hub.call('POST', '/imports/devices', town.devicesCsv);
  const registeredS = (performance.now() - begun) / 1_000;
  log('each of them is heard');
  const heard = performance.now();
  await lorawanUplinks(hub, town);
  const heardS = (performance.now() - heard) / 1_000;
  await hub.stop();
  const again = await startBenchHub({ dataDir });
  const fullMb = residentMb(again.pid);
  await again.stop();
  log(`${readings} readings are laid down`);
  const filledAt = performance.now();
  fillReadings(dataDir, town.deviceIds, readings);
  const filledS = (performance.now() - filledAt) / 1_000;
  return [
    row('registry imported', rounded(registeredS, 1), 's', `${devices} devices`),
    row('each device heard once', Math.round(devices / heardS), 'messages/s', 'ChirpStack, one connection'),
    row('memory after a start', Math.round(fullMb), 'MB', `${Math.round(emptyMb)} MB without devices`),
    row('memory of a device', rounded(((fullMb - emptyMb) * 1_024) / devices, 2), 'KB'),
    row('readings laid down', Math.round(readings / filledS), 'readings/s', 'store alone'),
    row(
      'database',
      Math.round(statSync(databaseFile(dataDir)).size / 1_048_576),
      'MB',
      `${readings} readings`,
    ),
  ];
}

async function killed(dataDir: string, { rounds, seconds, log }: BenchOptions): Promise<BenchRow[]> {
  const clients = loadedClients();
  const ready: number[] = [];
  const served: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    log(`round ${round + 1} of ${rounds}: a load, a kill, a start`);
    const hub = await startBenchHub({ dataDir });
    const load = await startSwiftLoad({ url: hub.mqttUrl, clients, rate: 5_000 });
    await pause(seconds * 1_000);
    const gone = load.stop(0);
    await hub.kill();
    await gone;
    const begun = performance.now();
    await hub.startAgain();
    ready.push((performance.now() - begun) / 1_000);
    const first = await startSwiftLoad({ url: hub.mqttUrl, clients: clients.slice(0, 1), rate: 1_000 });
    while (first.acknowledged === 0) await pause(1);
    served.push((performance.now() - begun) / 1_000);
    await first.stop();
    await hub.stop();
  }
  return [
    row('ready after SIGKILL', rounded(median(ready), 2), 's', `5,000 messages/s until then; of ${rounds}`),
    row(
      'first acknowledgement',
      rounded(median(served), 2),
      's',
      `${rounded(Math.max(...served), 2)} s at most`,
    ),
  ];
}

function loadedClients(): SwiftClient[] {
  return Array.from({ length: loaded }, (_, i) => {
    const id = `load-${i}`;
    return { id, password: `secret-of-${id}`, topic: `devices/${id}/telemetry` };
  });
}

/** One after the other, as the console asks. */
async function asked(dataDir: string, options: BenchOptions): Promise<BenchRow[]> {
  const hub = await startBenchHub({ dataDir });
  try {
    const now = Date.now();
    const names = Array.from({ length: 200 }, (_, i) => pointIdOf(i * 7)).join(',');
    const day = `from=${now - 2 * dayMs}&to=${now - dayMs}`;
    const questions: Readonly<Record<string, readonly [path: string, times: number]>> = {
      'GET /points.geojson': ['/points.geojson', 3],
      'GET /points.geojson?kind=flood': ['/points.geojson?kind=flood', asks],
      'GET /points.geojson?bbox, a part of the town': [`/points.geojson?bbox=${part}`, asks],
      'GET /town': ['/town', asks],
      'GET /town/tiles, far out': [`/town/tiles/${farTile}`, asks],
      'GET /town/tiles, a few streets': [`/town/tiles/${nearTile}`, asks],
      'GET /town/places, 200': [`/town/places?ids=${names}`, asks],
      'GET /devices, 100': ['/devices', asks],
      'GET /devices?status=offline': ['/devices?status=offline', asks],
      'GET /devices?order=silence': ['/devices?order=silence', asks],
      'GET /devices?search, found nowhere': ['/devices?search=nowhere', asks],
      'GET /alarms?condition=active': ['/alarms?condition=active', asks],
      'GET /cases, 100': ['/cases', asks],
      'GET /readings, a day': [`/readings?device_id=gauge-00001&metric=depth_mm&${day}`, asks],
      'GET /accounting': ['/accounting', asks],
      'GET /rainstorm': ['/rainstorm', asks],
      'GET /uptime, the worst 1,000 of all devices': [`/uptime?worst=1000&${day}`, 5],
      'GET /audit/check': ['/audit/check', 5],
    };
    const rows: BenchRow[] = [];
    for (const [what, [path, times]] of Object.entries(questions)) {
      options.log(what);
      rows.push(await question(hub, what, path, times));
    }
    return [...rows, await besideWholeMap(hub, options)];
  } finally {
    await hub.stop();
  }
}

/** What a list takes while somebody fetches every point of the town. */
async function besideWholeMap(hub: BenchHub, { log }: BenchOptions): Promise<BenchRow> {
  log('a list while all points are fetched');
  const took: number[] = [];
  let isDone = false;
  const whole = hub.bytesOf('/points.geojson').finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const begun = performance.now();
    await hub.bytesOf('/devices');
    took.push(performance.now() - begun);
  }
  await whole;
  const note = `p99 ${share(took, 0.99)} ms, of ${took.length}`;
  return row('GET /devices, 100, beside GET /points.geojson', share(took, 0.5), 'ms', note);
}

async function question(hub: BenchHub, what: string, path: string, times: number): Promise<BenchRow> {
  const took: number[] = [];
  let bytes = 0;
  await hub.call('GET', path);
  for (let n = 0; n < times; n += 1) {
    const begun = performance.now();
    bytes = await hub.bytesOf(path);
    took.push(performance.now() - begun);
  }
  return row(what, share(took, 0.5), 'ms', `p99 ${share(took, 0.99)} ms, ${Math.ceil(bytes / 1_024)} KB`);
}
