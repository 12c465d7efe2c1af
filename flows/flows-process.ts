// One life of the process of the flows: spawned with nothing of the hub's but a channel, its output bounded, killed
// when it does not answer or takes too much memory.

import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import split from 'split2';
import { messageOf } from '../core/error.ts';
import type { Label } from '../core/label.ts';
import { about, sameInBoth } from '../core/said.ts';
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
  readonly ended: (reason: Label) => void;
}

/** Between two heartbeats, ms. */
const heartbeatMs = 1_000;
/** How long Node-RED may take to start on a slow machine, ms. */
const startMs = 60_000;
/** How long it may take to stop by itself, ms. */
const stopMs = 3_000;
/** Of a process that must not slow the hub down. */
const niceness = 10;

const noMessage: Label = { zh: '它写出的不是消息', en: 'it wrote what is no message' };

const projectDir = resolve(import.meta.dirname, '..');

export class FlowsProcess {
  readonly #options: FlowsProcessOptions;
  readonly #child: ChildProcess;
  readonly #channel: Duplex;
  readonly #heartbeat: NodeJS.Timeout;
  #reason: Label | null = null;
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
    lines.on('error', (error) => this.kill(about(noMessage, sameInBoth(messageOf(error)))));
    const tap = new OutputTap(options.printed);
    if (this.#child.stdout !== null) tap.watch(this.#child.stdout);
    if (this.#child.stderr !== null) tap.watch(this.#child.stderr);
    this.#child.once('error', (error) =>
      this.#end(about({ zh: '无法启动', en: 'it could not be started' }, sameInBoth(messageOf(error)))),
    );
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
  kill(reason: Label): void {
    this.#reason ??= reason;
    this.#child.kill('SIGKILL');
  }

  /** Lets Node-RED close its flows, and ends it where that takes too long. */
  stop(): void {
    this.#reason ??= { zh: '已停止', en: 'it was stopped' };
    this.send({ type: 'stop' });
    setTimeout(() => this.#child.kill('SIGKILL'), stopMs).unref();
  }

  #take(line: string): void {
    this.#lastHeardAt = performance.now();
    let message: FromFlows;
    try {
      message = fromFlowsSchema.parse(JSON.parse(line));
    } catch {
      this.kill(noMessage);
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
      const silent_s = Math.round(silentMs / 1_000);
      this.kill({
        zh: `${silent_s} 秒没有应答：有流程没有终止`,
        en: `it did not answer for ${silent_s} s: a flow that never ends`,
      });
      return;
    }
    if (this.rss > 2 * memoryMb * 1024 * 1024) {
      const taken = `${Math.round(this.rss / 1024 / 1024)} MiB`;
      this.kill({
        zh: `占用内存 ${taken}：有流程不断积存数据`,
        en: `it took ${taken}: a flow that keeps what it gets`,
      });
      return;
    }
    this.#pings += 1;
    this.send({ type: 'ping', id: this.#pings });
  }

  #end(reason: Label): void {
    clearInterval(this.#heartbeat);
    this.#channel.destroy();
    this.#options.ended(this.#reason ?? reason);
  }
}

function exitReason(code: number | null, signal: NodeJS.Signals | null): Label {
  // V8 aborts where the heap is full.
  if (signal === 'SIGABRT' || code === 134) {
    return {
      zh: '内存耗尽：有流程不断积存数据',
      en: 'it ran out of memory: a flow that keeps what it gets',
    };
  }
  return signal === null
    ? { zh: `以代码 ${code} 退出`, en: `it ended with ${code}` }
    : { zh: `被 ${signal} 结束`, en: `it was ended by ${signal}` };
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already, or the platform has no priorities: it runs as it is.
  }
}
