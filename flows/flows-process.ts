// One life of the process of the flows: spawned with nothing of the hub's but a channel, its output bounded, killed
// when it does not answer or takes too much memory.
import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import split from 'split2';
import { messageOf } from '../core/error.ts';
import { type FromFlows, fromFlowsSchema, lineMax, type ToFlowsMessage } from './messages.ts';
import { OutputTap } from './output-tap.ts';

export interface FlowsProcessOptions {
  readonly userDir: string;
  readonly socketPath: string;
  readonly credentialKey: string;
  /** Without its flows, so that a person can mend them in the editor. */
  readonly isSafe: boolean;
  /** Heap of the process, MiB; its whole memory may be twice that. */
  readonly memoryMb: number;
  /** How long it may not answer, ms. */
  readonly patienceMs: number;
  readonly timezone: string;
  readonly take: (message: FromFlows) => void;
  /** A line that it printed. */
  readonly printed: (line: string) => void;
  /** Once, after the process is gone. */
  readonly ended: (reason: string) => void;
}

/** Between two heartbeats, ms. */
const heartbeatMs = 1_000;
/** How long Node-RED may take to start on a slow machine, ms. */
const startMs = 60_000;
/** How long it may take to stop by itself, ms. */
const stopMs = 3_000;
/** Of a process that must not slow the hub down. */
const niceness = 10;

const projectDir = resolve(import.meta.dirname, '..');

export class FlowsProcess {
  readonly #options: FlowsProcessOptions;
  readonly #child: ChildProcess;
  readonly #channel: Duplex;
  readonly #heartbeat: NodeJS.Timeout;
  #reason: string | null = null;
  #lastHeardAt = performance.now();
  #isUp = false;
  #pings = 0;
  /** Memory of the whole process, bytes. */
  rss = 0;

  constructor(options: FlowsProcessOptions) {
    this.#options = options;
    const { userDir, socketPath, credentialKey, isSafe, memoryMb, timezone } = options;
    const main = join(import.meta.dirname, 'process/main.ts');
    const readable = [join(projectDir, 'node_modules'), join(projectDir, 'flows'), join(projectDir, 'core')];
    this.#child = spawn(
      process.execPath,
      [
        '--permission',
        ...[...readable, join(projectDir, 'package.json'), userDir].map((path) => `--allow-fs-read=${path}`),
        ...[userDir, socketPath].map((path) => `--allow-fs-write=${path}`),
        `--max-old-space-size=${memoryMb}`,
        '--disable-warning=SecurityWarning',
        main,
        socketPath,
        userDir,
      ],
      {
        env: { NODE_ENV: 'production', HOME: userDir, TZ: timezone, LANG: 'C.UTF-8' },
        cwd: userDir,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      },
    );
    this.#channel = this.#child.stdio[3] as Duplex;
    this.#channel.on('error', () => {});
    const lines = this.#channel.pipe(split({ maxLength: lineMax }));
    lines.on('data', (line: string) => this.#take(line));
    lines.on('error', (error) => this.kill(`it wrote what is no message: ${messageOf(error)}`));
    const tap = new OutputTap(options.printed);
    if (this.#child.stdout !== null) tap.watch(this.#child.stdout);
    if (this.#child.stderr !== null) tap.watch(this.#child.stderr);
    this.#child.once('error', (error) => this.#end(`it could not be started: ${messageOf(error)}`));
    this.#child.once('exit', (code, signal) => this.#end(exitReason(code, signal)));
    if (this.#child.pid !== undefined) lowerPriority(this.#child.pid);
    this.send({ type: 'start', credentialKey, isSafe });
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: ToFlowsMessage): void {
    if (this.#channel.writable) this.#channel.write(`${JSON.stringify(message)}\n`);
  }

  /** Ends it at once; `reason` is what people are told. */
  kill(reason: string): void {
    this.#reason ??= reason;
    this.#child.kill('SIGKILL');
  }

  /** Lets Node-RED close its flows, and ends it where that takes too long. */
  stop(): void {
    this.#reason ??= 'it was stopped';
    this.send({ type: 'stop' });
    setTimeout(() => this.#child.kill('SIGKILL'), stopMs).unref();
  }

  #take(line: string): void {
    this.#lastHeardAt = performance.now();
    let message: FromFlows;
    try {
      message = fromFlowsSchema.parse(JSON.parse(line));
    } catch {
      this.kill('it wrote what is no message');
      return;
    }
    if (message.type === 'ready') this.#isUp = true;
    if (message.type === 'pong') this.rss = message.rss;
    this.#options.take(message);
  }

  #beat(): void {
    const { patienceMs, memoryMb } = this.#options;
    const silentMs = performance.now() - this.#lastHeardAt;
    if (silentMs > (this.#isUp ? patienceMs : startMs)) {
      this.kill(`it did not answer for ${Math.round(silentMs / 1_000)} s: a flow that never ends`);
      return;
    }
    if (this.rss > 2 * memoryMb * 1024 * 1024) {
      this.kill(`it took ${Math.round(this.rss / 1024 / 1024)} MiB: a flow that keeps what it gets`);
      return;
    }
    this.#pings += 1;
    this.send({ type: 'ping', id: this.#pings });
  }

  #end(reason: string): void {
    clearInterval(this.#heartbeat);
    this.#channel.destroy();
    this.#options.ended(this.#reason ?? reason);
  }
}

function exitReason(code: number | null, signal: NodeJS.Signals | null): string {
  // V8 aborts where the heap is full.
  if (signal === 'SIGABRT' || code === 134) return 'it ran out of memory: a flow that keeps what it gets';
  return signal === null ? `it ended with ${code}` : `it was ended by ${signal}`;
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already, or the platform has no priorities: it runs as it is.
  }
}
