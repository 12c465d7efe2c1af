// `npm run bench:flows`: what flows that misbehave do to devices and alarms, and how fast readings enter flows. Each case is
// compared with the same load without any flow, in the same run. `--json` for programs.
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { startLoad } from '../../simulators/load.ts';
import { manyDevices } from '../small-registry.ts';
import { type BenchHub, startBenchHub } from './bench-hub.ts';
import { share } from './bench-part.ts';

const ratePerS = 1_000;
const seconds = 10;
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const backlog = 200_000;
const { devices, csv } = manyDevices(50);

const node = (id: string, type: string, to: readonly string[], fields: object = {}) => ({
  ...{ id, type, z: 'tab', name: id, x: 0, y: 0, wires: [to] },
  ...fields,
});
const fn = (id: string, func: string, to: readonly string[] = []) =>
  node(id, 'function', to, { func, outputs: 1, timeout: 0 });
const alarms = (to: string) => node('alarms', 'sluice-alarm', [to]);

/** Each gets every alarm. */
const cases: Readonly<Record<string, readonly object[]>> = {
  'no flow': [],
  'works on each alarm': [alarms('f'), fn('f', 'return msg;')],
  'never ends': [alarms('f'), fn('f', 'while (true) {}')],
  'keeps all it gets': [
    alarms('f'),
    fn(
      'f',
      'const kept = []; setInterval(() => { for (let i = 0; i < 50; i++) kept.push(new Array(1e5).fill(i)); }, 1);',
    ),
  ],
  'floods itself': [
    alarms('f'),
    fn('f', 'setInterval(() => { for (let i = 0; i < 1e4; i++) node.send({ i }); }, 1);', ['g']),
    fn('g', 'return null;'),
  ],
};

interface Latencies {
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly alarmP50Ms: number;
  readonly alarmP99Ms: number;
}

/** Acknowledgements, and from the publish that raises an alarm until a reader has it. */
async function measured(hub: BenchHub): Promise<Latencies> {
  const reader = await connectAsync(hub.mqttUrl, { ...hub.reader, reconnectPeriod: 0 });
  const alarmMs: number[] = [];
  reader.on('message', (_topic, payload, { retain }) => {
    const alarm = JSON.parse(payload.toString()) as { change?: string; raised_at: string };
    if (!retain && alarm.change === 'raised') alarmMs.push(Date.now() - Date.parse(alarm.raised_at));
  });
  await reader.subscribeAsync('hub/alarms/#', { qos: 1 });
  const load = startLoad({
    ...{ mqttUrl: hub.mqttUrl, devices, rate: ratePerS, inFlight: 20, metric: 'battery_v' },
    value: (_deviceId, seq) => (seq % 60 < 15 ? 3.05 : 3.6),
  });
  await pause(seconds * 1_000);
  const { latenciesMs } = await load.stop();
  await reader.endAsync(true);
  return {
    ackP50Ms: share(latenciesMs, 0.5),
    ackP99Ms: share(latenciesMs, 0.99),
    alarmP50Ms: share(alarmMs, 0.5),
    alarmP99Ms: share(alarmMs, 0.99),
  };
}

/** Readings a second out of a backlog, through a reading node and a function. */
async function intoFlows(hub: BenchHub): Promise<number> {
  await hub.deploy([
    node('readings', 'sluice-reading', ['f'], { metric: 'battery_v' }),
    fn('f', 'return null;'),
  ]);
  await pause(5_000);
  await hub.call('POST', '/outlets/flows-readings/pause');
  const perDevice = backlog / devices.length;
  const load = startLoad({
    ...{ mqttUrl: hub.mqttUrl, devices, inFlight: 100, messagesPerDevice: perDevice },
    ...{ metric: 'battery_v', value: () => 3.6 },
  });
  await load.finished;
  await load.stop();
  const before = await hub.outlet('flows-readings');
  const startedAt = performance.now();
  await hub.call('POST', '/outlets/flows-readings/resume');
  let now = before;
  while (now.sent - before.sent < before.pending) {
    await pause(100);
    now = await hub.outlet('flows-readings');
  }
  return (now.sent - before.sent) / ((performance.now() - startedAt) / 1_000);
}

const hub = await startBenchHub({ devicesCsv: csv, flows: true });
try {
  const results: Record<string, Latencies[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, nodes] of Object.entries(cases)) {
      process.stderr.write(`round ${round + 1} of ${rounds}: ${name}\n`);
      await hub.deploy(nodes);
      results[name] = [...(results[name] ?? []), await measured(hub)];
    }
  }
  const rows = Object.entries(results).map(([name, list]) => {
    const of = (key: keyof Latencies) =>
      Number(
        share(
          list.map((row) => row[key]),
          0.5,
        ).toFixed(1),
      );
    return {
      flow: name,
      ...{ ackP50Ms: of('ackP50Ms'), ackP99Ms: of('ackP99Ms') },
      ...{ alarmP50Ms: of('alarmP50Ms'), alarmP99Ms: of('alarmP99Ms') },
    };
  });
  process.stderr.write('readings into flows\n');
  const readingsPerS = Math.round(await intoFlows(hub));
  if (process.argv.includes('--json')) console.log(JSON.stringify({ rows, readingsPerS }));
  else {
    console.table(rows);
    console.log(`readings into flows: ${readingsPerS} a second`);
  }
} finally {
  await hub.stop();
}
process.exit(0);
