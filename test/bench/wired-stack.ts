// What a user would wire by hand for the same work: mosquitto, a Node-RED flow that parses, compares with a threshold and
// writes to InfluxDB 1.x, which must be installed. One point a request as the first flow is drawn, or gathered into batches.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { freePort, launchInfluxd } from '../../outlets/influx/test-influxd-process.ts';
import { hasMosquitto, startMosquitto } from './peers.ts';

export interface WiredStack {
  readonly mqttUrl: string;
  /** Messages that are in the database. */
  stored(): Promise<number>;
  /** Node-RED dies without warning, and is started again. */
  killFlow(): Promise<void>;
  stop(): Promise<void>;
}

export type Writing = 'one point a request' | 'batched';

export const canWire = hasMosquitto && spawnSync('influxd', ['version']).error === undefined;

const database = 'bench';
const batchPoints = 500;
const batchEveryMs = 200;

const lineOf = `
const parts = msg.topic.split('/');
const m = msg.payload;
const line = 'readings,device=' + parts[1] + ' battery_v=' + m.battery_v + ',rssi_dbm=' + m.rssi_dbm + ' ' + m.ts;
const alarm = m.battery_v < 3.1 ? { topic: 'alarms/' + parts[1], payload: { value: m.battery_v, at: m.ts } } : null;
`;
const functions: Readonly<Record<Writing, string>> = {
  'one point a request': `${lineOf} return [{ payload: line, headers: { 'content-type': 'text/plain' } }, alarm];`,
  batched: `${lineOf}
const lines = context.get('lines') || [];
lines.push(line);
if (!context.get('timer')) {
  context.set('timer', setInterval(() => {
    const due = context.get('lines') || [];
    if (due.length === 0) return;
    context.set('lines', []);
    node.send([{ payload: due.join('\\n'), headers: { 'content-type': 'text/plain' } }, null]);
  }, ${batchEveryMs}));
}
if (lines.length < ${batchPoints}) { context.set('lines', lines); return [null, alarm]; }
context.set('lines', []);
return [{ payload: lines.join('\\n'), headers: { 'content-type': 'text/plain' } }, alarm];`,
};

export async function startWiredStack(writing: Writing): Promise<WiredStack> {
  const mosquitto = await startMosquitto(['persistence true']);
  const influxd = await launchInfluxd();
  await influx(influxd.url, `CREATE DATABASE ${database}`);
  const folder = mkdtempSync(join(tmpdir(), 'sluice-wired-'));
  const port = await freePort();
  writeFileSync(join(folder, 'flows.json'), JSON.stringify(flow(writing, mosquitto.url, influxd.url)));
  writeFileSync(join(folder, 'settings.js'), settings(folder, port));
  let child = startNodeRed(folder);
  await untilReads(mosquitto.url, () => stored(influxd.url));
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return {
    mqttUrl: mosquitto.url,
    stored: () => stored(influxd.url),
    async killFlow() {
      await kill();
      child = startNodeRed(folder);
    },
    async stop() {
      await kill();
      await Promise.all([mosquitto.stop(), influxd.remove()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startNodeRed(folder: string): ChildProcess {
  const red = createRequire(import.meta.url).resolve('node-red/red.js');
  return spawn(process.execPath, [red, '-u', folder, '-s', join(folder, 'settings.js')], { stdio: 'ignore' });
}

function settings(folder: string, port: number): string {
  return `module.exports = ${JSON.stringify({
    ...{ userDir: folder, flowFile: 'flows.json', uiHost: '127.0.0.1', uiPort: port, httpAdminRoot: false },
    ...{ telemetry: { enabled: false, updateNotification: false }, logging: { console: { level: 'off' } } },
    externalModules: { autoInstall: false },
  })};`;
}

/** As the palette has them: MQTT in, a function, an HTTP request, MQTT out. */
function flow(writing: Writing, mqttUrl: string, influxUrl: string): readonly object[] {
  const { hostname, port } = new URL(mqttUrl);
  const node = (id: string, type: string, wires: readonly (readonly string[])[], fields: object) => ({
    ...{ id, type, z: 'tab', name: id, x: 0, y: 0, wires, ...fields },
  });
  return [
    { id: 'tab', type: 'tab', label: 'Bench' },
    {
      ...{ id: 'broker', type: 'mqtt-broker', name: '', broker: hostname, port, clientid: 'wired' },
      ...{ autoConnect: true, usetls: false, protocolVersion: '4', keepalive: '60', cleansession: false },
    },
    node('in', 'mqtt in', [['work']], {
      ...{ topic: 'devices/+/telemetry', qos: '1', datatype: 'json', broker: 'broker', nl: false, rap: true },
      ...{ rh: 0, inputs: 0 },
    }),
    node('work', 'function', [['write'], ['out']], {
      ...{
        func: functions[writing],
        outputs: 2,
        timeout: 0,
        noerr: 0,
        initialize: '',
        finalize: '',
        libs: [],
      },
    }),
    node('write', 'http request', [[]], {
      ...{ method: 'POST', ret: 'txt', paytoqs: 'ignore', persist: true, insecureHTTPParser: false },
      ...{ url: `${influxUrl}/write?db=${database}&precision=ms`, authType: '', senderr: false, headers: [] },
    }),
    node('out', 'mqtt out', [], { topic: '', qos: '1', retain: 'true', broker: 'broker' }),
  ];
}

async function influx(url: string, query: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${url}/query?db=${database}`, {
    method: 'POST',
    body: new URLSearchParams({ q: query }),
  });
  return (await response.json()) as Readonly<Record<string, unknown>>;
}

interface Counted {
  readonly results?: readonly {
    readonly series?: readonly { readonly values: readonly (readonly number[])[] }[];
  }[];
}

async function stored(url: string): Promise<number> {
  const answer = (await influx(url, 'SELECT count(battery_v) FROM readings')) as Counted;
  return answer.results?.[0]?.series?.[0]?.values[0]?.[1] ?? 0;
}

/** Sends until the first point has come through. */
async function untilReads(mqttUrl: string, count: () => Promise<number>): Promise<void> {
  const client = await connectAsync(mqttUrl);
  while ((await count()) === 0) {
    const probe = JSON.stringify({ ts: Date.now(), battery_v: 3.6, rssi_dbm: -90 });
    await client.publishAsync('devices/probe/telemetry', probe, { qos: 1 });
    await pause(200);
  }
  await client.endAsync();
}
