// A broker on a free port with a folder of its own, some devices and accounts, and an engine stand-in.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '../../core/person.ts';
import type { Credentials } from '../../core/ports.ts';
import { defaultMqttLimits, type MqttLimits } from '../mqtt-limits.ts';
import { hashSecret } from '../secret-hash.ts';
import { type Broker, type BrokerOptions, startBroker } from '../start-broker.ts';
import { EngineStandIn } from './engine-stand-in.ts';
import { connectPacket, RawClient } from './raw-client.ts';

/** The secret of every device and account of the tests. */
export const testSecret = 'a long random secret';
const secretHash = hashSecret(testSecret);

export const testAccounts: Record<string, Account> = {
  reader: { name: 'reader', publish: [], subscribe: ['hub/#', 'devices/+/status'], secretHash },
  other: { name: 'other', publish: [], subscribe: ['hub/#'], secretHash },
  lns: { name: 'lns', publish: ['application/#'], subscribe: ['application/#', '$SYS/#'], secretHash },
};

/** Devices d1 to d99 and the accounts above. */
export function testCredentials(): Credentials {
  return {
    deviceSecretHash: (id) => (/^d\d{1,2}$/.test(id) ? secretHash : undefined),
    account: (name) => testAccounts[name],
    user: () => undefined,
    apiToken: () => undefined,
  };
}

export interface LogLine {
  readonly message: string;
  readonly [field: string]: unknown;
}

export class TestBroker {
  readonly engine: EngineStandIn;
  readonly broker: Broker;
  readonly dataDir: string;
  readonly log: LogLine[];
  readonly #clients: RawClient[] = [];

  private constructor(broker: Broker, engine: EngineStandIn, dataDir: string, log: LogLine[]) {
    this.broker = broker;
    this.engine = engine;
    this.dataDir = dataDir;
    this.log = log;
  }

  static async start(
    limits: Partial<MqttLimits> = {},
    { dataDir = mkdtempSync(join(tmpdir(), 'broker-')), ...more }: Partial<BrokerOptions> = {},
  ): Promise<TestBroker> {
    const engine = new EngineStandIn();
    const log: LogLine[] = [];
    const broker = await startBroker({
      engine,
      credentials: testCredentials(),
      host: '127.0.0.1',
      port: 0,
      limits: { ...defaultMqttLimits, closeTimeoutMs: 1_000, ...limits },
      dataDir,
      log: {
        info: (fields, message) => log.push({ ...fields, message }),
        warn: (fields, message) => log.push({ ...fields, message }),
      },
      now: () => 1_767_225_600_000,
      ...more,
    });
    return new TestBroker(broker, engine, dataDir, log);
  }

  get port(): number {
    return this.broker.port ?? 0;
  }

  /** A connection that has sent nothing yet. */
  raw(): RawClient {
    const client = new RawClient(this.port);
    this.#clients.push(client);
    return client;
  }

  /** A client that is logged in. */
  async client(username: string, more: Parameters<typeof connectPacket>[2] = {}): Promise<RawClient> {
    const client = this.raw();
    client.send(connectPacket(username, testSecret, more));
    const { returnCode } = await client.next('connack');
    if (returnCode !== 0) throw new Error(`refused with ${returnCode}`);
    return client;
  }

  /** Lets go of the clients whose connections are closed. */
  forgetClosed(): void {
    const open = this.#clients.filter(({ socket }) => !socket.closed);
    this.#clients.splice(0, this.#clients.length, ...open);
  }

  async close(): Promise<void> {
    for (const { socket } of this.#clients) socket.destroy();
    await this.broker.close();
  }

  /** Resolves when a counter or gauge has reached `atLeast`. */
  async counted(name: string, atLeast: number): Promise<void> {
    while ((this.broker.counters()[name] ?? 0) < atLeast) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Resolves when a gauge has fallen to `atMost`. */
  async fellTo(name: string, atMost: number): Promise<void> {
    while ((this.broker.counters()[name] ?? 0) > atMost) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Resolves when a message was logged. */
  async logged(message: string): Promise<void> {
    while (!this.log.some((line) => line.message === message)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
