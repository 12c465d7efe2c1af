import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  alarmEvent,
  commentNode,
  fedReading,
  functionNode,
  node,
  startTestFlows,
  type TestFlows,
} from './test-flows.ts';

let hub: TestFlows;

/** What the editor's API answers about nodes. */
interface NodeSet {
  readonly module: string;
  readonly name: string;
  readonly err?: string;
}

beforeAll(async () => {
  hub = await startTestFlows();
});

beforeEach(() => hub.acted.splice(0));

afterAll(() => hub.stop());

const keysOf = () => hub.acted.map(({ key }) => key);

describe('a flow', () => {
  test('gets an alarm and acts upon its case, with a key and its own name', async () => {
    await hub.deploy([node('alarms', 'sluice-alarm', ['words']), ...commentNode]);
    await hub.deliver([alarmEvent(7)]);
    expect(hub.acted).toEqual([
      {
        name: 'case_action',
        key: 'alarm:7:act:0',
        flow: 'Test flow / act',
        body: { case_id: 'C-7', action: 'comment', note: 'seen' },
      },
    ]);
  });

  test('gets only what its node asks for', async () => {
    const fields = { severity: 'orange', rule_id: 'flood-depth, flood-rise' };
    await hub.deploy([node('alarms', 'sluice-alarm', ['words'], fields), ...commentNode]);
    await hub.deliver([
      alarmEvent(1, { severity: 'yellow' }),
      alarmEvent(2, { severity: 'red' }),
      alarmEvent(3, { rule_id: 'battery-low' }),
      alarmEvent(4, { rule_id: 'flood-rise' }),
      { ...alarmEvent(5), kind: 'case' },
    ]);
    expect(keysOf()).toEqual(['alarm:2:act:0', 'alarm:4:act:0']);
  });

  test('takes a batch only when every message that came of it is worked off', async () => {
    const slow = functionNode('slow', 'setTimeout(() => { node.send(msg); node.done(); }, 300);', ['words']);
    await hub.deploy([node('alarms', 'sluice-alarm', ['slow']), slow, ...commentNode]);
    await hub.deliver([alarmEvent(1), alarmEvent(2)]);
    expect(keysOf()).toEqual(['alarm:1:act:0', 'alarm:2:act:0']);
  });

  test('asks under the same keys when a batch comes again', async () => {
    await hub.deploy([node('alarms', 'sluice-alarm', ['words']), ...commentNode]);
    await hub.deliver([alarmEvent(1)]);
    await hub.deliver([alarmEvent(1)]);
    expect(keysOf()).toEqual(['alarm:1:act:0', 'alarm:1:act:0']);
  });

  test('is refused in words what the hub does not know', async () => {
    const odd = functionNode('odd', "msg.payload = { case_id: 'C-1', action: 'burn' }; return msg;", ['act']);
    const refusal = functionNode(
      'refusals',
      "msg.payload = { case_id: msg.error.slice(0, 6), action: 'comment' }; return msg;",
      ['again'],
    );
    await hub.deploy([
      node('alarms', 'sluice-alarm', ['odd']),
      odd,
      { ...node('act', 'sluice-case-action'), wires: [[], ['refusals']] },
      refusal,
      node('again', 'sluice-case-action'),
    ]);
    await hub.deliver([alarmEvent(1)]);
    expect(hub.acted.map(({ body }) => body)).toEqual([{ case_id: 'action', action: 'comment' }]);
  });

  test('that is deployed anew gets what the old one had not worked off', async () => {
    const stuck = functionNode('stuck', 'setTimeout(() => node.done(), 60000);');
    await hub.deploy([node('alarms', 'sluice-alarm', ['stuck']), stuck]);
    const delivered = hub.deliver([alarmEvent(1)]);
    await hub.deploy([node('alarms', 'sluice-alarm', ['words']), ...commentNode]);
    await delivered;
    expect(keysOf()).toEqual(['alarm:1:act:0']);
  });
});

describe('readings', () => {
  const noteValue = functionNode(
    'words',
    "msg.payload = { case_id: 'C-1', action: 'comment', note: msg.payload.point_id + ' ' + msg.payload.value + ' ' + msg.payload.unit }; return msg;",
    ['act'],
  );
  const flow = [
    node('readings', 'sluice-reading', ['words'], { metric: 'depth_mm', point_id: 'P-1, P-2' }),
    noteValue,
    node('act', 'sluice-case-action'),
  ];

  test('enter a flow that wants them, and no others are sent', async () => {
    await hub.deploy(flow);
    await hub.until(() => hub.flows.wantsReadings);
    await hub.deliverReadings([
      fedReading(1),
      fedReading(2, { metric: 'battery_v' }),
      fedReading(3, { place: { device: null, point: null } }),
      fedReading(4),
    ]);
    expect(hub.acted.map(({ key, body }) => [key, (body as { note: string }).note])).toEqual([
      ['reading:1:act:0', 'P-1 1 mm'],
      ['reading:4:act:0', 'P-1 4 mm'],
    ]);
  });

  test('are skipped to the newest while no node wants any', async () => {
    await hub.deploy([]);
    await hub.until(() => !hub.flows.wantsReadings);
    const kept = [1, 2, 3, 4, 5].map((id) => fedReading(id));
    const feed = hub.flows.wanted({
      read: async (after, limit) => kept.filter(({ id }) => id > after).slice(0, limit),
      backlog: async (after) => ({ pending: 5 - after, oldestAt: null, end: 5 }),
    });
    expect((await feed.read(0, 100)).map(({ id }) => id)).toEqual([5]);
    expect(await feed.read(5, 100)).toEqual([]);
    await hub.deploy(flow);
    await hub.until(() => hub.flows.wantsReadings);
    expect((await feed.read(2, 100)).map(({ id }) => id)).toEqual([3, 4, 5]);
  });
});

describe('what the flows cannot do', () => {
  /** Runs code in a function node and gives what it put into the payload. */
  async function inFunction(code: string): Promise<unknown> {
    const run = functionNode('run', code, ['act']);
    await hub.deploy([node('alarms', 'sluice-alarm', ['run']), run, node('act', 'sluice-case-action')]);
    await hub.deliver([alarmEvent(1)]);
    return (hub.acted.at(-1)?.body as { note?: string } | undefined)?.note;
  }
  const say = (expression: string) =>
    `const host = Buffer.constructor('return process')();
     let note; try { note = String(${expression}); } catch (error) { note = error.code ?? error.message; }
     msg.payload = { case_id: 'C-1', action: 'comment', note }; return msg;`;

  test('they see no environment of the hub', async () => {
    process.env.SLUICE_TEST_SECRET = 'of the hub';
    const note = await inFunction(say('JSON.stringify(Object.keys(host.env).sort())'));
    delete process.env.SLUICE_TEST_SECRET;
    expect(note).toBe('["HOME","LANG","NODE_ENV","TZ"]');
  });

  test('they read no file outside their folder, not even the key of their credentials', async () => {
    const note = await inFunction(
      say("host.getBuiltinModule('node:fs').readFileSync(host.cwd() + '/../flows.key', 'utf8')"),
    );
    expect(note).toBe('ERR_ACCESS_DENIED');
  });

  test('they start no program', async () => {
    const note = await inFunction(say("host.getBuiltinModule('node:child_process').execSync('id')"));
    expect(note).toBe('ERR_ACCESS_DENIED');
  });
});

describe('the editor', () => {
  test('answers through the gate, with the palette', async () => {
    const page = await fetch(`${hub.url}/`);
    expect(await page.text()).toContain('Sluice');
    expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    const answer = await fetch(`${hub.url}/nodes`, { headers: { accept: 'application/json' } });
    const sets = (await answer.json()) as readonly NodeSet[];
    const ours = sets.filter(({ module }) => module === 'sluice-palette');
    expect(ours.map(({ name, err }) => [name, err])).toEqual([
      ['sluice-events', undefined],
      ['sluice-actions', undefined],
    ]);
  });

  test('has its settings locked: no installing of nodes', async () => {
    const response = await fetch(`${hub.url}/nodes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ module: 'node-red-node-random' }),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });
});
