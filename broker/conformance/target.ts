// The broker that the tests of this folder ask: the hub's own, or a peer to compare with. SLUICE_CONFORMANCE names
// it: `hub`, `aedes` (as it comes) or `mosquitto` (Debian's, where it is installed).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { defaultMqttLimits } from '../mqtt-limits.ts';
import { hashSecret } from '../secret-hash.ts';
import { startBroker } from '../start-broker.ts';
import { EngineStandIn } from '../testing/engine-stand-in.ts';

export const targetName = process.env.SLUICE_CONFORMANCE ?? 'hub';

/** Who asks: may publish and read everything but `$refused/#`. */
export const tester = { name: 'tester', secret: 'a long random secret' } as const;

export interface Target {
  readonly port: number;
  close(): Promise<void>;
}

export async function startTarget(): Promise<Target> {
  switch (targetName) {
    case 'hub':
      return startHub();
    case 'aedes':
      return startAedes();
    case 'mosquitto':
      return startMosquitto();
    default:
      throw new Error(`SLUICE_CONFORMANCE is ${targetName}; it may be hub, aedes or mosquitto`);
  }
}

/** As the hub's users have it, but for limits that are there to stop what these tests do on purpose. */
async function startHub(): Promise<Target> {
  const dataDir = mkdtempSync(join(tmpdir(), 'conformance-'));
  const topics = ['c/#', 'C/#', '/c/#', 'd/#', '$other/#'];
  const wide = ['#', '+/#', '+', '+/+', '/+', '$SYS/#'];
  const account = {
    name: tester.name,
    secretHash: hashSecret(tester.secret),
    publish: topics,
    subscribe: [...topics, ...wide],
  };
  const broker = await startBroker({
    engine: new EngineStandIn(),
    credentials: {
      account: (name) => (name === account.name ? account : undefined),
      deviceSecretHash: () => undefined,
      user: () => undefined,
      apiToken: () => undefined,
    },
    ...{ host: '127.0.0.1', port: 0, dataDir, now: Date.now },
    limits: { ...defaultMqttLimits, failedLogins: 1e6, flapsPerMinute: 1e6, closeTimeoutMs: 500 },
    log: { info() {}, warn() {} },
  });
  return {
    port: broker.port ?? 0,
    async close() {
      await broker.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function startAedes(): Promise<Target> {
  const aedes = await Aedes.createBroker();
  const server = createServer(aedes.handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      await new Promise<void>((resolve) => aedes.close(resolve));
      server.close();
    },
  };
}

/** Debian's mosquitto, where it is installed: anyone logs in, `tester` may do all but what is refused. */
export async function startMosquitto(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const port = await freePort();
  const acl = join(folder, 'acl');
  writeFileSync(
    acl,
    `user ${tester.name}\ntopic readwrite #\ntopic readwrite $other/#\ntopic read $SYS/#\ntopic deny $refused/#\n`,
  );
  const config = join(folder, 'mosquitto.conf');
  writeFileSync(
    config,
    `user root\nlistener ${port} 127.0.0.1\nallow_anonymous true\nacl_file ${acl}\nsys_interval 1\n`,
  );
  const child = spawn('mosquitto', ['-c', config], { stdio: 'ignore' });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    const attempt = () => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve();
      });
      socket.once('error', () => setImmediate(attempt));
    };
    attempt();
  });
  return {
    port,
    async close() {
      child.kill();
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
