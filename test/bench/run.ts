// `npm run bench`: messages acknowledged after commit, against bare aedes, which keeps nothing, in the same run. Takes
// turns so that a noisy machine is as noisy for both; medians and their ratio. `--json` for programs.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { startLoad } from '../../simulators/load.ts';
import { manyDevices } from '../small-registry.ts';

const rounds = 3;
const seconds = 8;
const warmUpSeconds = 2;
const { devices, csv } = manyDevices(200);

interface Target {
  readonly mqttUrl: string;
  readonly child: ChildProcess;
}

interface Figure {
  readonly perS: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Starts a program and reads its lines until one is what `find` wants. */
function started<Value>(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  find: (line: string) => Value | null,
) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise<{ child: ChildProcess; found: Value }>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      const found = find(line);
      if (found !== null) resolve({ child, found });
    });
  });
}

async function startHub(dataDir: string): Promise<Target> {
  const env = {
    ...process.env,
    ...{ SLUICE_DATA_DIR: dataDir, SLUICE_HOST: '127.0.0.1', SLUICE_MQTT_PORT: '0', SLUICE_HTTP_PORT: '0' },
    ...{ SLUICE_ADMIN_PASSWORD: 'benchmark', SLUICE_DEVICE_RATE: 'off', SLUICE_FLOWS: 'off' },
  };
  const program = join(import.meta.dirname, '../../hub/sluice.ts');
  const { child, found } = await started([program, 'start'], env, (line) =>
    line.includes('"msg":"ready"') ? (JSON.parse(line) as { mqtt_port: number; http_port: number }) : null,
  );
  const api = `http://127.0.0.1:${found.http_port}/api/v1`;
  const json = { 'content-type': 'application/json' };
  const credentials = JSON.stringify({ username: 'admin', password: 'benchmark' });
  const session = await fetch(`${api}/sessions`, { method: 'POST', headers: json, body: credentials });
  const { token } = (await session.json()) as { token: string };
  const headers = { 'content-type': 'text/csv', authorization: `Bearer ${token}` };
  const imported = await fetch(`${api}/imports/devices`, { method: 'POST', headers, body: csv });
  if (!imported.ok) throw new Error(`the devices were refused: ${await imported.text()}`);
  return { child, mqttUrl: `mqtt://127.0.0.1:${found.mqtt_port}` };
}

async function startBareAedes(): Promise<Target> {
  const program = join(import.meta.dirname, 'bare-aedes.ts');
  const { child, found } = await started([program], process.env, (line) =>
    line.startsWith('mqtt://') ? line : null,
  );
  return { child, mqttUrl: found };
}

/** `rate`: messages a second of all devices; as many as the windows let through without it. */
async function measured({ mqttUrl }: Target, rate?: number): Promise<Figure> {
  const load = startLoad({
    ...{ mqttUrl, devices, inFlight: 20, metric: 'battery_v', value: () => 3.6 },
    ...(rate === undefined ? {} : { rate }),
  });
  await pause(warmUpSeconds * 1_000);
  const before = load.counts().acknowledged;
  const startedAt = performance.now();
  await pause(seconds * 1_000);
  const after = load.counts().acknowledged;
  const took_s = (performance.now() - startedAt) / 1_000;
  const { latenciesMs } = await load.stop();
  const sorted = latenciesMs.slice(before, after).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { perS: (after - before) / took_s, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function medianFigure(figures: readonly Figure[]): Figure {
  return {
    perS: Math.round(median(figures.map(({ perS }) => perS))),
    p50Ms: Number(median(figures.map(({ p50Ms }) => p50Ms)).toFixed(2)),
    p99Ms: Number(median(figures.map(({ p99Ms }) => p99Ms)).toFixed(2)),
  };
}

const dataDir = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const targets = { sluice: await startHub(dataDir), 'bare aedes': await startBareAedes() };
const loads = { '20 in flight': undefined, '2,000/s': 2_000 } as const;
try {
  const results: Record<string, Record<string, Figure[]>> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [loadName, rate] of Object.entries(loads)) {
      for (const [name, target] of Object.entries(targets)) {
        process.stderr.write(`round ${round + 1} of ${rounds}: ${name}, ${loadName}\n`);
        const figure = await measured(target, rate);
        const row = results[loadName] ?? {};
        row[name] = [...(row[name] ?? []), figure];
        results[loadName] = row;
      }
    }
  }
  const rows = Object.entries(results).flatMap(([load, byTarget]) => {
    const figures = Object.entries(byTarget).map(([name, list]) => ({ load, name, ...medianFigure(list) }));
    const peer = figures.find(({ name }) => name === 'bare aedes')?.perS ?? Number.NaN;
    return figures.map((row) => ({ ...row, share_of_peer: Number((row.perS / peer).toFixed(2)) }));
  });
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
  else console.table(rows);
} finally {
  for (const { child } of Object.values(targets)) {
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
  }
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
