// A hub as a process of its own with settings of its own: started, asked over HTTP, killed without warning, started again
// on the same ports.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SluiceError } from '../../../core/error.ts';
import { nodeFlags } from '../../node-flags.ts';

export interface HubProcessOptions {
  readonly dataDir: string;
  /** Above those that every such hub has, by the names of the environment. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Leaves the processor to others. */
  readonly isPolite?: boolean;
}

export interface ProcessUse {
  readonly cpuS: number;
  readonly residentMb: number;
}

const program = join(import.meta.dirname, '../../sluice.ts');
/** Where the system gives no ticks a second, Linux has this many. */
const ticksPerS = 100;
/** A hub promises to be gone in half of it. */
const stopWithinMs = 20_000;

export class HubProcess {
  readonly dataDir: string;
  readonly #options: HubProcessOptions;
  readonly #password = randomBytes(18).toString('base64url');
  #child: ChildProcess | null = null;
  #mqttPort = 0;
  #httpPort = 0;
  #token = '';
  #log: string[] = [];

  private constructor(options: HubProcessOptions) {
    this.dataDir = options.dataDir;
    this.#options = options;
  }

  /** Resolves when the hub takes messages. Throws `hub_not_started` with what it said where it ends before. */
  static async start(options: HubProcessOptions): Promise<HubProcess> {
    const hub = new HubProcess(options);
    await hub.startAgain();
    return hub;
  }

  get mqttUrl(): string {
    return `mqtt://127.0.0.1:${this.#mqttPort}`;
  }

  get httpUrl(): string {
    return `http://127.0.0.1:${this.#httpPort}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** On the ports that it had. */
  async startAgain(): Promise<void> {
    const { settings, isPolite = false } = this.#options;
    const child = spawn(process.execPath, [...nodeFlags, program, 'start'], {
      // The settings and files of a hub that lives here are none of its business: it must not tell anyone anything.
      cwd: this.dataDir,
      env: {
        ...withoutSettings(process.env),
        ...{ SLUICE_DATA_DIR: this.dataDir, SLUICE_HOST: '127.0.0.1', SLUICE_FLOWS: 'off' },
        ...{ SLUICE_MQTT_PORT: String(this.#mqttPort), SLUICE_HTTP_PORT: String(this.#httpPort) },
        ...{ SLUICE_ADMIN_PASSWORD: this.#password, SLUICE_DEVICE_RATE: 'off', SLUICE_LOG_LEVEL: 'info' },
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#log = [];
    if (isPolite && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    child.stderr.on('data', (chunk: Buffer) => this.#note(chunk.toString()));
    const { mqtt_port, http_port } = await new Promise<{ mqtt_port: number; http_port: number }>(
      (resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code) =>
          reject(
            new SluiceError(`the hub ended with ${code} before it was ready: ${this.#log.join(' ')}`, {
              code: 'hub_not_started',
            }),
          ),
        );
        createInterface(child.stdout).on('line', (line) => {
          this.#note(line);
          if (line.includes('"msg":"ready"')) resolve(JSON.parse(line));
        });
      },
    );
    this.#mqttPort = mqtt_port;
    this.#httpPort = http_port;
  }

  /** SIGKILL; resolves when the process is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM; resolves to the exit code, `null` where it is gone already. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** Below the API's base, as administrator. Throws with the hub's own words where it refuses. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape, looked into by those who ask
  async call(method: string, path: string, body?: unknown): Promise<any> {
    if (this.#token === '') await this.#login();
    const isText = typeof body === 'string';
    return this.request(method, `/api/v1${path}`, {
      type: isText ? 'text/csv; charset=utf-8' : 'application/json',
      body: body === undefined ? null : isText ? body : JSON.stringify(body),
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  async request(method: string, path: string, sent: { type: string; body: string | null }): Promise<any> {
    const { text, type } = await this.text(method, path, sent);
    return type.includes('json') ? JSON.parse(text) : text;
  }

  /** The answer as it comes. */
  async text(method: string, path: string, sent: { type: string; body: string | null }) {
    const response = await fetch(`${this.httpUrl}${path}`, {
      ...{ method, body: sent.body },
      headers: {
        ...(sent.body === null ? {} : { 'content-type': sent.type }),
        authorization: `Bearer ${this.#token}`,
      },
    });
    const bytes = await response.bytes();
    const text = new TextDecoder().decode(bytes);
    if (!response.ok) {
      throw new SluiceError(`${method} ${path}: ${response.status} ${text}`, { code: 'refused' });
    }
    return { text, length: bytes.length, type: response.headers.get('content-type') ?? '' };
  }

  /** All items of a list, page after page. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  async all(path: string): Promise<any[]> {
    const items: unknown[] = [];
    for (let cursor: string | null = null, isLast = false; !isLast; isLast = cursor === null) {
      const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await this.call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=1000${more}`);
      items.push(...page.items);
      cursor = page.next_cursor;
    }
    return items;
  }

  /** Of the hub's process so far; zeros where the system does not say. */
  use(): ProcessUse {
    try {
      const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'));
      return {
        cpuS: (Number(fields[11]) + Number(fields[12])) / ticksPerS,
        residentMb: Number(resident?.[1] ?? 0) / 1_024,
      };
    } catch {
      return { cpuS: 0, residentMb: 0 };
    }
  }

  async #login(): Promise<void> {
    const body = JSON.stringify({ username: 'admin', password: this.#password });
    const sent = { type: 'application/json', body };
    this.#token = (await this.request('POST', '/api/v1/sessions', sent)).token;
  }

  #note(line: string): void {
    this.#log.push(line);
    if (this.#log.length > 50) this.#log.shift();
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return null;
    const exited = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    const [code] = await exited;
    clearTimeout(late);
    return code;
  }
}

/** The hub's settings and no others. */
export function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SLUICE_')));
}
