// `npm run bench`: messages acknowledged after commit, against bare aedes, which keeps nothing, in the same run. Takes
// turns so that a noisy machine is as noisy for both; medians and their ratio. `--json` for programs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { startLoad } from '../../simulators/load.ts';
import { manyDevices } from '../small-registry.ts';
import { type BenchHub, startBenchHub } from './bench-hub.ts';

const rounds = 3;
const seconds = 8;
const warmUpSeconds = 2;
const { devices, csv } = manyDevices(200);

type Target = Pick<BenchHub, 'mqttUrl' | 'stop'>;

interface Figure {
  readonly perS: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What keeps nothing and asks for no password. */
async function startBareAedes(): Promise<Target> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-aedes.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const mqttUrl = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`bare aedes ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('mqtt://')) resolve(line);
    });
  });
  return {
    mqttUrl,
    async stop() {
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
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
const targets = {
  sluice: await startBenchHub(dataDir, csv, { flows: false }),
  'bare aedes': await startBareAedes(),
};
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
  await Promise.all(Object.values(targets).map((target) => target.stop()));
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
