// A process of the flows with a test in the hub's place: deploys flows as the editor does, delivers events, keeps
// what was asked for.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { FedReading } from '../core/outlet.ts';
import type { CommittedEvent } from '../core/ports.ts';
import { testDevice, testPoint } from '../core/test-registry.ts';
import type { FlowsAction, FlowsAnswer } from './flow-actions.ts';
import { type Flows, type FlowsOptions, startFlows } from './start-flows.ts';

export interface TestFlows {
  readonly flows: Flows;
  readonly acted: FlowsAction[];
  /** Of the editor. */
  readonly url: string;
  deploy(nodes: readonly object[]): Promise<Response>;
  deliver(events: readonly CommittedEvent[]): Promise<void>;
  deliverReadings(readings: readonly FedReading[]): Promise<void>;
  /** Resolves once `condition` holds. */
  until(condition: () => boolean): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestFlows(
  over: Partial<FlowsOptions> & { readonly answer?: (action: FlowsAction) => FlowsAnswer } = {},
): Promise<TestFlows> {
  // Relative, as the default of the setting is.
  const dataDir = relative(process.cwd(), mkdtempSync(join(tmpdir(), 'sluice-flows-test-')));
  const acted: FlowsAction[] = [];
  const flows = startFlows({
    dataDir,
    memoryMb: 128,
    timezone: 'Asia/Shanghai',
    now: Date.now,
    log: () => {},
    act: async (action) => {
      acted.push(action);
      return over.answer?.(action) ?? { ok: true, value: {} };
    },
    patienceMs: 3_000,
    pauseMs: [100, 200],
    ...over,
  });
  const gate = createServer((request, response) => flows.editor.web(request, response));
  gate.on('upgrade', (request, socket, head) => flows.editor.upgrade(request, socket, head));
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(gate.address() as AddressInfo).port}/flows`;
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await until(() => flows.view().state === 'running');
  return {
    flows,
    acted,
    url,
    deploy: (nodes) =>
      fetch(`${url}/flows`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'node-red-deployment-type': 'full' },
        body: JSON.stringify([{ id: 'tab', type: 'tab', label: 'Test flow' }, ...nodes]),
      }),
    async deliver(events) {
      await flows.changes.deliver(events, new AbortController().signal);
    },
    async deliverReadings(readings) {
      await flows.readings.deliver(readings, new AbortController().signal);
    },
    until,
    async stop() {
      gate.close();
      gate.closeAllConnections();
      await flows.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function alarmEvent(id: number, body: Readonly<Record<string, unknown>> = {}): CommittedEvent {
  const alarm = {
    id: `A${id}`,
    rule_id: 'flood-depth',
    point_id: 'P-1',
    severity: 'orange',
    case_id: `C-${id}`,
  };
  return { id, kind: 'alarm', subjectId: `A${id}`, at: 1_784_000_000_000 + id, body: { ...alarm, ...body } };
}

export function fedReading(id: number, over: Partial<FedReading> = {}): FedReading {
  const device = testDevice('gauge-1', { pointId: 'P-1' });
  const place = { device, point: testPoint('P-1', { kind: 'flood' }) };
  const at = 1_784_000_000_000 + id;
  return {
    ...{ id, deviceId: 'gauge-1', metric: 'depth_mm', value: id, flags: 0, place },
    ...{ measuredAt: at, receivedAt: at },
    ...over,
  };
}

/** A node of the test's flow; `to` are the ids of those at its outputs. */
export function node(id: string, type: string, to: readonly string[] = [], fields: object = {}): object {
  return { id, type, z: 'tab', name: id, x: 0, y: 0, wires: [to], ...fields };
}

export function functionNode(id: string, code: string, to: readonly string[] = []): object {
  return node(id, 'function', to, {
    func: code,
    outputs: 1,
    timeout: 0,
    noerr: 0,
    initialize: '',
    finalize: '',
    libs: [],
  });
}

/** A comment on the alarm's case. */
export const commentNode = [
  functionNode(
    'words',
    "msg.payload = { case_id: msg.payload.case_id, action: 'comment', note: 'seen' }; return msg;",
    ['act'],
  ),
  { ...node('act', 'sluice-case-action'), wires: [['answers'], ['refusals']] },
];
