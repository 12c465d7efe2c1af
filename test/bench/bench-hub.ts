// A hub for benchmarks: devices imported, an account that reads alarms, the editor's deploy.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

export interface BenchHub {
  readonly mqttUrl: string;
  readonly reader: { readonly username: string; readonly password: string };
  /** Below the API's base. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Resolves when the flows run. */
  deploy(nodes: readonly object[]): Promise<void>;
  outlet(name: string): Promise<{ readonly sent: number; readonly pending: number }>;
  stop(): Promise<void>;
}

const password = 'benchmark';
/** For `then`: whether a promise resolved. */
const wasTaken = [() => true, () => false] as const;
const program = join(import.meta.dirname, '../../hub/sluice.ts');

/** `flows`: whether they run, and are waited for. */
export async function startBenchHub(
  dataDir: string,
  devicesCsv: string,
  { flows }: { readonly flows: boolean },
): Promise<BenchHub> {
  const child = spawn(process.execPath, [program, 'start'], {
    env: {
      ...process.env,
      ...{ SLUICE_DATA_DIR: dataDir, SLUICE_HOST: '127.0.0.1', SLUICE_MQTT_PORT: '0', SLUICE_HTTP_PORT: '0' },
      ...{ SLUICE_ADMIN_PASSWORD: password, SLUICE_DEVICE_RATE: 'off', SLUICE_LOG_LEVEL: 'info' },
      SLUICE_FLOWS: flows ? 'on' : 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ports = await new Promise<{ mqtt_port: number; http_port: number }>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      if (line.includes('"msg":"ready"')) resolve(JSON.parse(line));
    });
  });
  const base = `http://127.0.0.1:${ports.http_port}`;
  let token = '';
  const request = async (method: string, path: string, type: string, body: string | null) => {
    const response = await fetch(`${base}${path}`, {
      ...{ method, body },
      headers: { 'content-type': type, authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const call = (method: string, path: string, body?: unknown) =>
    request(method, `/api/v1${path}`, 'application/json', body === undefined ? null : JSON.stringify(body));
  ({ token } = await call('POST', '/sessions', { username: 'admin', password }));
  await request('POST', '/api/v1/imports/devices', 'text/csv', devicesCsv);
  const { secret } = await call('POST', '/accounts', { name: 'bench', subscribe: ['hub/#'], publish: [] });
  const untilRunning = async () => {
    while ((await call('GET', '/flows')).state !== 'running') await pause(100);
  };
  if (flows) await untilRunning();
  return {
    mqttUrl: `mqtt://127.0.0.1:${ports.mqtt_port}`,
    reader: { username: 'bench', password: secret },
    call,
    async deploy(nodes) {
      await untilRunning();
      const body = JSON.stringify([{ id: 'tab', type: 'tab', label: 'Bench' }, ...nodes]);
      // A process that the last flow froze is ended a while after it looked as if it ran.
      const send = () => request('POST', '/flows/flows', 'application/json', body);
      while (!(await send().then(...wasTaken))) await pause(500);
      await untilRunning();
    },
    async outlet(name) {
      const { items } = await call('GET', '/outlets');
      return items.find((outlet: { name: string }) => outlet.name === name);
    },
    async stop() {
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
