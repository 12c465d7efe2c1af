// The brokers that the hub is measured against, each as a process of its own on a free port: mosquitto with and without
// persistence, and aedes as it comes. What is not installed is left out with a word.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../outlets/influx/test-influxd-process.ts';

export interface Peer {
  readonly url: string;
  /** Memory of its process, MB. */
  residentMb(): number;
  stop(): Promise<void>;
}

export const hasMosquitto = spawnSync('mosquitto', ['-h']).error === undefined;

/** `settings`: lines of mosquitto.conf. */
export async function startMosquitto(settings: readonly string[]): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-mosquitto-'));
  const port = await freePort();
  const file = join(folder, 'mosquitto.conf');
  const own = [
    ...[`listener ${port} 127.0.0.1`, 'allow_anonymous true', 'log_type none'],
    `persistence_location ${folder}/`,
  ];
  writeFileSync(file, `${[...own, ...settings].join('\n')}\n`);
  const child = spawn('mosquitto', ['-c', file], { stdio: 'ignore' });
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`);
    await pause(50);
  }
  return peerOf(child, `mqtt://127.0.0.1:${port}`, () => rmSync(folder, { recursive: true, force: true }));
}

/** Keeps nothing and asks for no password. */
export async function startBareAedes(): Promise<Peer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-aedes.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`bare aedes ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('mqtt://')) resolve(line);
    });
  });
  return peerOf(child, url, () => {});
}

/** Of a process, MB. */
export function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

function peerOf(child: ChildProcess, url: string, tidy: () => void): Peer {
  return {
    url,
    residentMb: () => residentMb(child.pid),
    async stop() {
      child.removeAllListeners('exit');
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }
      tidy();
    },
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
