// Node-RED beside the hub: the process, its events, its actions, the way to its editor.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import type { FlowsView } from '../core/flows.ts';
import type { EventOutlet, FedReading, Feed, Outlet } from '../core/outlet.ts';
import type { EpochMs } from '../core/time.ts';
import { ActionDesk } from './action-desk.ts';
import { BatchCourier } from './batch-courier.ts';
import { type EditorGate, openEditorGate } from './editor-gate.ts';
import type { FlowsAction, FlowsAnswer } from './flow-actions.ts';
import { changesToFlows, ReadingWishes, readingsToFlows, wantedReadings } from './flows-outlets.ts';
import { FlowsSupervisor } from './supervisor.ts';

export interface FlowsOptions {
  readonly dataDir: string;
  readonly memoryMb: number;
  readonly timezone: string;
  readonly now: () => EpochMs;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
  /** Does what a flow asks for, once for each key. */
  readonly act: (action: FlowsAction) => Promise<FlowsAnswer>;
  /** For tests: how long the process may not answer, and the pauses between its lives, ms. */
  readonly patienceMs?: number;
  readonly pauseMs?: readonly [shortest: number, longest: number];
}

export interface Flows {
  /** Outlets for the hub to run: changes, and readings from a feed. */
  readonly changes: EventOutlet;
  readonly readings: Outlet<FedReading>;
  /** Whether some node wants readings. */
  readonly wantsReadings: boolean;
  /** A feed of readings that spares the work while no node wants any. */
  wanted(feed: Feed<FedReading>): Feed<FedReading>;
  readonly editor: EditorGate;
  /** Of the process, while there is one. */
  readonly pid: number | undefined;
  view(): FlowsView;
  restart(): void;
  stop(): Promise<void>;
}

export function startFlows(options: FlowsOptions): Flows {
  const { dataDir, memoryMb, timezone, now, log } = options;
  const courier = new BatchCourier((message) => supervisor.send(message));
  const wishes = new ReadingWishes(wantedReadingsBefore(dataDir));
  const desk = new ActionDesk({
    act: options.act,
    answer: (message) => supervisor.send(message),
    overrun: () =>
      supervisor.kill({
        zh: '请求超出应答能力：有流程请求过多',
        en: 'it asked for more than it was answered: a flow that floods',
      }),
  });
  const supervisor = new FlowsSupervisor({
    // Its process works in this folder: a path from here would lead elsewhere from there.
    userDir: resolve(dataDir, flowsFolder),
    credentialKey: credentialKey(dataDir),
    ...{ memoryMb, timezone, now, log },
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
    ...(options.pauseMs === undefined ? {} : { pauseMs: options.pauseMs }),
    take(message) {
      if (message.type === 'taken') courier.taken(message.id);
      else if (message.type === 'wants') {
        wishes.set(message.readings);
        noteWish(dataDir, !wishes.isEmpty);
      } else if (message.type === 'act') desk.take(message);
    },
    running(isRunning, isGone) {
      courier.flowsRun(isRunning, isGone);
      if (isGone) desk.processEnded();
    },
  });
  const editor = openEditorGate(supervisor.socketPath, (response) => sayAway(response, supervisor.view()));
  return {
    changes: changesToFlows(courier),
    readings: readingsToFlows(courier, wishes),
    get wantsReadings() {
      return !wishes.isEmpty;
    },
    wanted: (feed) => wantedReadings(feed, wishes),
    editor,
    get pid() {
      return supervisor.pid;
    },
    view: () => supervisor.view(),
    restart: () => supervisor.restart(),
    async stop() {
      editor.close();
      await supervisor.stop();
    },
  };
}

/** There while some node wants readings, so that the hub logs them from its start on. */
/** In the data folder: the flows as people drew them, and the key of the passwords in them. */
export const flowsFolder = 'flows';
export const flowsKeyFile = 'flows.key';
const wishFile = 'flows.readings';

function noteWish(dataDir: string, isWanted: boolean): void {
  const path = join(dataDir, wishFile);
  if (isWanted) writeFileSync(path, '');
  else rmSync(path, { force: true });
}

/** Whether some node wanted readings when the flows ran last. */
export function wantedReadingsBefore(dataDir: string): boolean {
  return existsSync(join(dataDir, wishFile));
}

/** With which the flows' credentials are encrypted; outside the folder that the flows may read. */
function credentialKey(dataDir: string): string {
  const path = join(dataDir, flowsKeyFile);
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

function sayAway(response: ServerResponse, { state, lastEnd }: FlowsView): void {
  const { zh, en } = lastEnd?.reason ?? { zh: '', en: '' };
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5' });
  response.end(
    `流程引擎未就绪（${state}），请稍后重试。${zh}\nThe flows are not ready (${state}); try again shortly. ${en}\n`,
  );
}
