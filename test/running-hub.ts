// A real hub as a process of its own, on free ports and a folder that goes away: for tests from the outside.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const program = join(import.meta.dirname, '../hub/sluice.ts');

export const adminPassword = 'correct horse battery';

export interface RunningHub {
  readonly child: ChildProcess;
  readonly dataDir: string;
  readonly mqttPort: number;
  readonly httpPort: number;
  readonly mqttUrl: string;
  /** Base of the API. */
  readonly apiUrl: string;
  /** Everything that it logged, line by line. */
  readonly log: readonly string[];
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

export interface HubSettings {
  readonly dataDir?: string;
  readonly mqttPort?: number;
  readonly httpPort?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder that is deleted after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-hub-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A command of the hub's command line, started with the settings. */
export function spawnSluice(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SLUICE_'));
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: tmpdir(),
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Runs a command to its end. */
export async function runSluice(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawnSluice(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Resolves when the hub is ready. Rejects with its log where it ends before. */
export async function startRunningHub(settings: HubSettings = {}): Promise<RunningHub> {
  const dataDir = settings.dataDir ?? testFolder();
  const child = spawnSluice(['start'], {
    SLUICE_DATA_DIR: dataDir,
    SLUICE_HOST: '127.0.0.1',
    SLUICE_MQTT_PORT: String(settings.mqttPort ?? 0),
    SLUICE_HTTP_PORT: String(settings.httpPort ?? 0),
    SLUICE_ADMIN_PASSWORD: adminPassword,
    SLUICE_FLOWS: 'off',
    ...settings.env,
  });
  const log: string[] = [];
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = once(child, 'exit');
  const ready = new Promise<{ mqtt_port: number; http_port: number }>((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('the hub has no standard output'));
    createInterface(child.stdout).on('line', (line) => {
      log.push(line);
      if (line.includes('"msg":"ready"')) resolve(JSON.parse(line));
    });
    exited.then(([code]) => reject(new Error(`the hub ended with ${code}: ${errors}${log.join('\n')}`)));
  });
  const { mqtt_port, http_port } = await ready;
  return {
    child,
    dataDir,
    log,
    mqttPort: mqtt_port,
    httpPort: http_port,
    mqttUrl: `mqtt://127.0.0.1:${mqtt_port}`,
    apiUrl: `http://127.0.0.1:${http_port}/api/v1`,
    async stop() {
      child.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      return code;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
