// A hub for benchmarks: devices imported, an account that reads alarms, the editor's deploy.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HubProcess } from '../../hub/commands/drill/hub-process.ts';

export interface BenchHub {
  readonly mqttUrl: string;
  readonly pid: number;
  readonly reader: { readonly username: string; readonly password: string };
  /** Below the API's base; text goes as CSV. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** How long the answer is; it is not parsed. */
  bytesOf(path: string): Promise<number>;
  /** Resolves when the flows run. */
  deploy(nodes: readonly object[]): Promise<void>;
  outlet(name: string): Promise<{ readonly sent: number; readonly pending: number }>;
  /** SIGKILL; its data stays. */
  kill(): Promise<void>;
  /** On the ports that it had. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

export interface BenchHubOptions {
  /** One that goes away with the hub where none is given. */
  readonly dataDir?: string;
  readonly devicesCsv?: string;
  /** Whether flows run, and are waited for. */
  readonly flows?: boolean;
}

/** For `then`: whether a promise resolved. */
const wasTaken = [() => true, () => false] as const;
const readerName = 'bench';

export async function startBenchHub(options: BenchHubOptions = {}): Promise<BenchHub> {
  const { flows = false, devicesCsv } = options;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const hub = await HubProcess.start({ dataDir, settings: { SLUICE_FLOWS: flows ? 'on' : 'off' } });
  if (devicesCsv !== undefined) await hub.call('POST', '/imports/devices', devicesCsv);
  const { items } = await hub.call('GET', '/accounts');
  const isKnown = items.some(({ name }: { name: string }) => name === readerName);
  const { secret } = isKnown
    ? { secret: '' }
    : await hub.call('POST', '/accounts', { name: readerName, subscribe: ['hub/#'], publish: [] });
  const untilRunning = async () => {
    while ((await hub.call('GET', '/flows')).state !== 'running') await pause(100);
  };
  const tidy = () => {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  };
  if (flows) await untilRunning();
  return {
    mqttUrl: hub.mqttUrl,
    get pid() {
      return hub.pid;
    },
    reader: { username: readerName, password: secret },
    call: (method, path, body) => hub.call(method, path, body),
    async bytesOf(path) {
      const { length } = await hub.text('GET', `/api/v1${path}`, { type: '', body: null });
      return length;
    },
    async deploy(nodes) {
      await untilRunning();
      const body = JSON.stringify([{ id: 'tab', type: 'tab', label: 'Bench' }, ...nodes]);
      // A process that the last flow froze is ended a while after it looked as if it ran.
      const send = () => hub.request('POST', '/flows/flows', { type: 'application/json', body });
      while (!(await send().then(...wasTaken))) await pause(500);
      await untilRunning();
    },
    async outlet(name) {
      const { items } = await hub.call('GET', '/outlets');
      return items.find((outlet: { name: string }) => outlet.name === name);
    },
    kill: () => hub.kill(),
    startAgain: () => hub.startAgain(),
    async stop() {
      await hub.stop();
      tidy();
    },
  };
}
