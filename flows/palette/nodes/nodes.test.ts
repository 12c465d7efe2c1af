import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FlowEvent, FromFlows } from '../../messages.ts';
import { HubLink, useHubLink } from '../../process/hub-link.ts';
import type { FlowMessage, FlowNode } from '../../process/node-red.ts';
import { registerActionNodes } from './action-nodes.ts';
import { registerEventNodes } from './event-nodes.ts';

interface NodeTestHelper {
  init(runtimePath: string): void;
  startServer(done: () => void): void;
  stopServer(done: () => void): void;
  load(nodes: readonly unknown[], flow: readonly object[]): Promise<void>;
  unload(): Promise<void>;
  getNode(id: string): FlowNode & { receive(message: FlowMessage): void };
}

const require = createRequire(import.meta.url);
const helper = require('node-red-node-test-helper') as NodeTestHelper;
helper.init(require.resolve('node-red'));

let said: FromFlows[];
let link: HubLink;

beforeEach(async () => {
  said = [];
  link = new HubLink((message) => said.push(message));
  useHubLink(link);
  await new Promise<void>((resolve) => helper.startServer(resolve));
});

afterEach(async () => {
  await helper.unload();
  await new Promise<void>((resolve) => helper.stopServer(resolve));
  useHubLink(null);
});

/** The next message that arrives at a node. */
function nextAt(id: string): Promise<FlowMessage> {
  return new Promise((resolve) => {
    helper.getNode(id).on('input', (message) => resolve(message));
  });
}

function happened(event: Partial<FlowEvent>): void {
  link.delivery.started();
  link.delivery.take(1, [{ id: 1, kind: 'alarm', subjectId: 'S-1', at: 5, body: {}, ...event }]);
}

describe('event nodes', () => {
  const cases: readonly [string, Partial<FlowEvent>, string][] = [
    [
      'sluice-reading',
      { kind: 'reading', body: { device_id: 'g-1', metric: 'depth_mm' } },
      'reading/g-1/depth_mm',
    ],
    [
      'sluice-alarm',
      { kind: 'alarm', body: { point_id: 'P-1', rule_id: 'flood-depth' } },
      'alarm/P-1/flood-depth',
    ],
    ['sluice-case', { kind: 'case', body: { state: 'dispatched' } }, 'case/S-1'],
    ['sluice-device-status', { kind: 'device', body: { status: 'offline' } }, 'device/S-1/status'],
  ];

  test.each(cases)('%s sends what happened, marked by its event', async (type, event, topic) => {
    await helper.load(
      [registerEventNodes],
      [
        { id: 'in', type, wires: [['out']] },
        { id: 'out', type: 'helper' },
      ],
    );
    const arrived = nextAt('out');
    happened(event);
    expect(await arrived).toMatchObject({
      topic,
      payload: event.body,
      at: 5,
      sluice: { event: 1, kind: event.kind },
    });
  });

  test('what a flow does to a message is nothing to the next node', async () => {
    await helper.load(
      [registerEventNodes],
      [
        { id: 'a', type: 'sluice-alarm', wires: [['out-a']] },
        { id: 'b', type: 'sluice-alarm', wires: [['out-b']] },
        { id: 'out-a', type: 'helper' },
        { id: 'out-b', type: 'helper' },
      ],
    );
    const arrived = Promise.all([nextAt('out-a'), nextAt('out-b')]);
    happened({ body: { rule_id: 'flood-depth' } });
    const [first, second] = await arrived;
    expect(first?.payload).not.toBe(second?.payload);
  });
});

describe('action nodes', () => {
  const flow = (type: string, fields: object = {}) => [
    { id: 'act', type, name: 'ask', wires: [['done'], ['refused']], ...fields },
    { id: 'done', type: 'helper' },
    { id: 'refused', type: 'helper' },
  ];
  const asked = () => said.filter((message) => message.type === 'act');

  test('what is filled in stands before what the message says', async () => {
    await helper.load([registerActionNodes], flow('sluice-case-action', { action: 'comment' }));
    helper.getNode('act').receive({ payload: { case_id: 'C-1', action: 'verify', note: 'n', odd: 1 } });
    await expect.poll(() => asked().length).toBe(1);
    expect(asked()[0]).toMatchObject({
      action: 'case_action',
      body: { case_id: 'C-1', action: 'comment', note: 'n' },
    });
    expect(asked()[0]?.body).not.toHaveProperty('odd');
  });

  test('an answer leaves at the first output, a refusal at the second', async () => {
    await helper.load([registerActionNodes], flow('sluice-case-action'));
    const done = nextAt('done');
    const refused = nextAt('refused');
    helper.getNode('act').receive({ payload: { case_id: 'C-1', action: 'comment' }, _msgid: 'm' });
    helper.getNode('act').receive({ payload: { case_id: 'C-2', action: 'verify' } });
    await expect.poll(() => asked().length).toBe(2);
    const [first, second] = asked();
    link.answered(first?.id ?? 0, { ok: true, value: { id: 'C-1' } });
    link.answered(second?.id ?? 0, { ok: false, value: 'the gauge is still wet' });
    expect((await done).payload).toEqual({ id: 'C-1' });
    expect((await refused).error).toBe('the gauge is still wet');
  });

  test('a message that came of an event asks under a key of its own, any other under a new one', async () => {
    await helper.load([registerActionNodes], flow('sluice-case-action'));
    const message = () => ({ payload: { case_id: 'C-1', action: 'comment' } });
    happened({ id: 9 });
    helper.getNode('act').receive({ ...message(), sluice: { event: 9, kind: 'alarm' } });
    helper.getNode('act').receive(message());
    helper.getNode('act').receive(message());
    await expect.poll(() => asked().length).toBe(3);
    const keys = asked().map((request) => request.key);
    expect(keys[0]).toBe('alarm:9:act:0');
    expect(new Set(keys).size).toBe(3);
  });
});
