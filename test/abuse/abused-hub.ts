// A real hub in a process of its own, with a device and a reader to witness and an account of the crowd that abuses it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { manyDevices } from '../small-registry.ts';
import type { Aim } from './attacks.ts';
import { type Login, Witness } from './witness.ts';

const program = join(import.meta.dirname, '../../hub/sluice.ts');
const certificates = join(import.meta.dirname, '../../broker/testing/certificates');
const password = 'benchmark';
const json = { 'content-type': 'application/json' };

export interface AbusedHub {
  readonly pid: number;
  readonly aim: Aim;
  readonly crowd: Login;
  readonly witness: Witness;
  /** Rejects where the hub had ended by itself. */
  stop(): Promise<void>;
}

export async function startAbusedHub(connections: number): Promise<AbusedHub> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-abuse-'));
  const hub = spawn(process.execPath, [program, 'start'], {
    env: {
      ...process.env,
      ...{ SLUICE_DATA_DIR: dataDir, SLUICE_HOST: '127.0.0.1', SLUICE_MQTT_PORT: '0', SLUICE_HTTP_PORT: '0' },
      ...{ SLUICE_MQTTS_PORT: '0', SLUICE_TLS_CERT: join(certificates, 'server.pem') },
      ...{ SLUICE_TLS_KEY: join(certificates, 'server.key'), SLUICE_ADMIN_PASSWORD: password },
      ...{ SLUICE_FLOWS: 'off', SLUICE_MQTT_CONNECTIONS: String(connections) },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(hub, 'exit');
  const { promise: isReady, resolve: ready } = Promise.withResolvers<Record<string, number>>();
  createInterface(hub.stdout).on('line', (line) => {
    if (line.includes('"msg":"ready"')) ready(JSON.parse(line) as Record<string, number>);
  });
  const { mqtt_port: port = 0, mqtts_port: tlsPort = 0, http_port: httpPort = 0 } = await isReady;
  const api = `http://127.0.0.1:${httpPort}/api/v1`;
  const post = async (path: string, body: string, headers: Record<string, string>) => {
    const response = await fetch(api + path, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, string>;
  };
  const { token } = await post('/sessions', JSON.stringify({ username: 'admin', password }), json);
  const admin = { authorization: `Bearer ${token}` };
  const { devices, csv } = manyDevices(1);
  await post('/imports/devices', csv, { ...admin, 'content-type': 'text/csv' });
  const account = async (name: string, publish: string[], subscribe: string[]): Promise<Login> => {
    const body = JSON.stringify({ name, publish, subscribe });
    const { secret = '' } = await post('/accounts', body, { ...admin, ...json });
    return { username: name, password: secret };
  };
  const crowd = await account('crowd', ['application/#'], ['application/#']);
  const reader = await account('reader', [], ['hub/#']);
  const [gauge] = devices;
  const device = { username: gauge?.deviceId ?? '', password: gauge?.secret ?? '' };
  const pid = hub.pid ?? 0;
  const witness = await Witness.start(`mqtt://127.0.0.1:${port}`, device, reader, pid);
  return {
    pid,
    aim: { port, tlsPort },
    crowd,
    witness,
    async stop() {
      await witness.end();
      hub.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      rmSync(dataDir, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the hub ended with ${code}`);
    },
  };
}
