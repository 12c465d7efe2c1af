// Messages a second and the time to their PUBACK, which from the hub means committed to disk with all that follows from it:
// against mosquitto with and without persistence and bare aedes, in turns.
import { setTimeout as pause } from 'node:timers/promises';
import { manyDevices } from '../small-registry.ts';
import { startBenchHub } from './bench-hub.ts';
import { type BenchOptions, type BenchPart, type BenchRow, medians, rounded, share } from './bench-part.ts';
import { hasMosquitto, startBareAedes, startMosquitto } from './peers.ts';
import { type SwiftClient, startSwiftLoad } from './swift-load.ts';

interface Target {
  readonly name: string;
  readonly url: string;
  readonly clients: readonly SwiftClient[];
  stop(): Promise<void>;
}

const connections = 200;
const warmUpMs = 1_500;
const loads = { '20 in flight': {}, '1 in flight': { inFlight: 1 }, '10,000/s': { rate: 10_000 } } as const;

export const messagesPart: BenchPart = {
  name: 'messages',
  title: `messages a second acknowledged, two metrics each, ${connections} connections`,
  async run(options) {
    const targets = await startTargets(options);
    try {
      return await measureAll(targets, options);
    } finally {
      await Promise.all(targets.map((target) => target.stop()));
    }
  },
};

async function startTargets({ log }: BenchOptions): Promise<Target[]> {
  const { devices, csv } = manyDevices(connections);
  const clientsOf = (withPassword: boolean): SwiftClient[] =>
    devices.map(({ deviceId, secret }) => ({
      ...{ id: deviceId, password: withPassword ? secret : null },
      topic: `devices/${deviceId}/telemetry`,
    }));
  const hub = await startBenchHub({ devicesCsv: csv });
  const aedes = await startBareAedes();
  const targets: Target[] = [
    { name: 'sluice', url: hub.mqttUrl, clients: clientsOf(true), stop: () => hub.stop() },
    { name: 'bare aedes', url: aedes.url, clients: clientsOf(false), stop: () => aedes.stop() },
  ];
  if (!hasMosquitto) {
    log('mosquitto is not installed: left out');
    return targets;
  }
  for (const [name, settings] of [
    ['mosquitto, memory', ['persistence false']],
    ['mosquitto, persistent', ['persistence true', 'autosave_interval 2']],
  ] as const) {
    const peer = await startMosquitto(settings);
    targets.push({ name, url: peer.url, clients: clientsOf(false), stop: () => peer.stop() });
  }
  return targets;
}

async function measureAll(targets: readonly Target[], { rounds, seconds, log }: BenchOptions) {
  const rows: BenchRow[] = [];
  for (const [load, how] of Object.entries(loads)) {
    const found = new Map(targets.map(({ name }) => [name, [] as Figure[]]));
    for (let round = 0; round < rounds; round += 1) {
      for (const target of targets) {
        log(`round ${round + 1} of ${rounds}: ${target.name}, ${load}`);
        found.get(target.name)?.push(await measure(target, how, seconds));
      }
    }
    const figures = [...found].map(([name, list]) => ({ name, ...medians(list, 'per_s') }));
    const own = figures.find(({ name }) => name === 'sluice')?.per_s ?? Number.NaN;
    rows.push(...figures.map((row) => ({ load, ...row, sluice_to_this: rounded(own / row.per_s, 2) })));
  }
  return rows;
}

interface Figure extends Record<'per_s' | 'ack_p50_ms' | 'ack_p99_ms', number> {}

async function measure(
  { url, clients }: Target,
  how: { readonly inFlight?: number; readonly rate?: number },
  seconds: number,
): Promise<Figure> {
  const load = await startSwiftLoad({ url, clients, ...how });
  await pause(warmUpMs);
  load.mark();
  const before = load.acknowledged;
  const startedAt = performance.now();
  await pause(seconds * 1_000);
  const perS = (load.acknowledged - before) / ((performance.now() - startedAt) / 1_000);
  const times = load.latenciesMs;
  const figure = { per_s: Math.round(perS), ack_p50_ms: share(times, 0.5), ack_p99_ms: share(times, 0.99) };
  await load.stop();
  return figure;
}
