// A real InfluxDB 1.x as a process of its own, on a free port and in a folder of its own; it can be killed and started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { assert } from '../../core/error.ts';

export interface InfluxdProcess {
  readonly url: string;
  readonly pid: number | undefined;
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Kills it and deletes its folder. */
  remove(): Promise<void>;
  /** SIGSTOP: takes connections and answers nothing. `false` lets it go on. */
  freeze(frozen: boolean): void;
}

/** One that nobody listens on, for a server that takes none by itself. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Started and ready. */
export async function launchInfluxd(): Promise<InfluxdProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-influx-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder, 'influxdb.conf');
  for (const part of ['meta', 'data', 'wal']) mkdirSync(join(folder, part));
  writeFileSync(
    config,
    `reporting-disabled = true
bind-address = "127.0.0.1:0"
[meta]
  dir = "${join(folder, 'meta')}"
[data]
  dir = "${join(folder, 'data')}"
  wal-dir = "${join(folder, 'wal')}"
  query-log-enabled = false
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
[logging]
  level = "warn"
`,
  );
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const started = spawn('influxd', ['-config', config], { stdio: 'ignore' });
    child = started;
    for (;;) {
      assert(started.exitCode === null, 'influxd runs');
      const answer = await fetch(`${url}/ping`).catch(() => null);
      if (answer?.ok === true) return;
      await pause(50);
    }
  }

  async function kill(): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async function remove(): Promise<void> {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  }

  await start();
  return {
    url,
    get pid() {
      return child?.pid;
    },
    start,
    kill,
    remove,
    freeze: (frozen) => void child?.kill(frozen ? 'SIGSTOP' : 'SIGCONT'),
  };
}
