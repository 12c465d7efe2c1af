// Keeps the process of the flows alive: starts it anew with growing pauses, and without its flows where they end it
// again and again, so that a person can mend them in the editor.

import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowsState, FlowsView } from '../core/flows.ts';
import type { Label } from '../core/label.ts';
import type { EpochMs } from '../core/time.ts';
import { FlowsProcess, type FlowsProcessOptions } from './flows-process.ts';
import type { FromFlows, ToFlowsMessage } from './messages.ts';

export interface SupervisorOptions
  extends Pick<FlowsProcessOptions, 'userDir' | 'credentialKey' | 'memoryMb' | 'timezone'> {
  readonly now: () => EpochMs;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  /** What the process says, besides what the supervisor keeps to itself. */
  readonly take: (message: FromFlows) => void;
  /** Its flows run or do not; `isGone` where the process is no more. */
  readonly running: (isRunning: boolean, isGone: boolean) => void;
  /** How long the process may not answer, ms. */
  readonly patienceMs?: number;
  /** Shortest and longest pause before a new start, ms. */
  readonly pauseMs?: readonly [shortest: number, longest: number];
}

/** A process that lived this long did well: the next pause is the shortest again, ms. */
const goodLifeMs = 10 * 60_000;
/** So many short lives in a row, and the flows are left out of the next one. */
const shortLivesMax = 5;
/** How loud the hub's log tells what Node-RED's log says. */
const noteLevels = {
  trace: 'info',
  debug: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'error',
} as const;
/** Lines of the log that are kept to be shown. */
const logLength = 200;

export class FlowsSupervisor {
  readonly socketPath: string;
  readonly #options: SupervisorOptions;
  readonly #socketDir: string;
  readonly #log: { at: EpochMs; text: string }[] = [];
  #process: FlowsProcess | null = null;
  #state: FlowsState = 'starting';
  #since: EpochMs;
  #bornAt = 0;
  #shortLives = 0;
  #restarts = 0;
  #lastEnd: { at: EpochMs; reason: Label } | null = null;
  #pause: NodeJS.Timeout | null = null;
  #ended: (() => void) | null = null;
  #isStopping = false;
  #isEditorUp = false;
  #runs = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#since = options.now();
    mkdirSync(options.userDir, { recursive: true, mode: 0o700 });
    // In a folder of its own: the path of a socket must be short, and nobody else may open it.
    this.#socketDir = mkdtempSync(join(tmpdir(), 'sluice-flows-'));
    this.socketPath = join(this.#socketDir, 'editor');
    this.#start(false);
  }

  view(): FlowsView {
    return {
      state: this.#state,
      since: this.#since,
      restarts: this.#restarts,
      lastEnd: this.#lastEnd,
      memoryBytes: this.#process?.rss ?? 0,
      log: [...this.#log],
    };
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  send(message: ToFlowsMessage): void {
    this.#process?.send(message);
  }

  /** Ends a process that misbehaves; it is started anew. */
  kill(reason: Label): void {
    this.#process?.kill(reason);
  }

  /** Starts anew, with the flows, as a person asked for. */
  restart(): void {
    this.#shortLives = 0;
    if (this.#process !== null) this.#process.stop();
    else this.#startNow();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#pause !== null) clearTimeout(this.#pause);
    const running = this.#process;
    if (running !== null) {
      await new Promise<void>((resolve) => {
        this.#ended = resolve;
        running.stop();
      });
    }
    rmSync(this.#socketDir, { recursive: true, force: true });
  }

  #startNow(): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#pause = null;
    this.#start(this.#shortLives >= shortLivesMax);
  }

  #start(isSafe: boolean): void {
    const { userDir, credentialKey, memoryMb, timezone, patienceMs = 15_000 } = this.#options;
    rmSync(this.socketPath, { force: true });
    this.#isEditorUp = false;
    this.#runs = false;
    this.#become('starting');
    this.#bornAt = performance.now();
    this.#process = new FlowsProcess({
      ...{ userDir, credentialKey, memoryMb, timezone, patienceMs, isSafe },
      socketPath: this.socketPath,
      take: (message) => this.#take(message, isSafe),
      printed: (line) => this.#note('info', line),
      ended: (reason) => this.#processEnded(reason),
    });
  }

  #take(message: FromFlows, isSafe: boolean): void {
    switch (message.type) {
      case 'ready':
        this.#isEditorUp = true;
        this.#become(this.#runs ? 'running' : isSafe ? 'safe_mode' : 'stopped');
        return;
      case 'running':
        // Flows run a moment before the editor is there; in safe mode, when someone deploys.
        this.#runs = message.isRunning;
        if (this.#isEditorUp) this.#become(message.isRunning ? 'running' : 'stopped');
        this.#options.running(message.isRunning, false);
        return;
      case 'log':
        this.#note(noteLevels[message.level], message.text);
        return;
      case 'pong':
        return;
      case 'deployed':
        toDisk(this.#options.userDir);
        this.#shortLives = 0;
        this.#options.take(message);
        return;
      default:
        this.#options.take(message);
    }
  }

  #processEnded(reason: Label): void {
    const { now, running, pauseMs = [1_000, 60_000] } = this.#options;
    this.#process = null;
    this.#lastEnd = { at: now(), reason };
    running(false, true);
    this.#ended?.();
    if (this.#isStopping) {
      this.#become('off');
      return;
    }
    this.#restarts += 1;
    const isShort = performance.now() - this.#bornAt < goodLifeMs;
    this.#shortLives = isShort ? this.#shortLives + 1 : 0;
    const [shortest, longest] = pauseMs;
    const waitMs = Math.min(longest, shortest * 2 ** Math.max(0, this.#shortLives - 1));
    this.#become('waiting');
    this.#note(
      'error',
      `the flows' process ended: ${reason.en}; it starts again in ${Math.round(waitMs / 1_000)} s`,
    );
    this.#pause = setTimeout(() => this.#startNow(), waitMs);
  }

  #become(state: FlowsState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#since = this.#options.now();
  }

  #note(level: 'info' | 'warn' | 'error', text: string): void {
    this.#log.push({ at: this.#options.now(), text });
    if (this.#log.length > logLength) this.#log.shift();
    this.#options.log(level, text);
  }
}

/** Brings what was deployed to the disk: the process itself may not, under Node's permission model. */
function toDisk(userDir: string): void {
  for (const name of readdirSync(userDir)) {
    if (!/^(flows.*|\.config\..*)\.json$/.test(name)) continue;
    const file = openSync(join(userDir, name), 'r');
    fsyncSync(file);
    closeSync(file);
  }
}
