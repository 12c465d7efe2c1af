// Flows that never end, leak, throw or flood: each is ended or made to wait, and nothing is lost.
import pRetry from 'p-retry';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { alarmEvent, commentNode, functionNode, node, startTestFlows, type TestFlows } from './test-flows.ts';

let hub: TestFlows;

/** What the editor's API answers about a flow's context. */
interface ContextAnswer {
  readonly default?: Readonly<Record<string, { readonly msg: string }>>;
}

beforeEach(async () => {
  hub = await startTestFlows();
});

afterEach(() => hub.stop());

const keysOf = () => hub.acted.map(({ key }) => key);

describe('a flow that', () => {
  const alarmsTo = (id: string) => node('alarms', 'sluice-alarm', [id]);

  test('never ends is ended, and what it had in hand is delivered again', async () => {
    await hub.deploy([alarmsTo('loop'), functionNode('loop', 'while (true) {}')]);
    await expect(hub.deliver([alarmEvent(1)])).rejects.toThrow('process ended');
    expect(hub.flows.view().lastEnd?.reason.en).toContain('did not answer');
    await hub.until(() => hub.flows.view().state === 'running');
    await hub.deploy([alarmsTo('words'), ...commentNode]);
    await hub.deliver([alarmEvent(1)]);
    expect(keysOf()).toEqual(['alarm:1:act:0']);
  });

  test('keeps all it gets is ended', async () => {
    const code =
      'const kept = []; const t = setInterval(() => { for (let i = 0; i < 50; i++) kept.push(new Array(1e5).fill(i)); }, 1);';
    await hub.deploy([alarmsTo('leak'), functionNode('leak', code)]);
    void hub.deliver([alarmEvent(1)]).catch(() => {});
    await hub.until(() => hub.flows.view().restarts > 0);
    expect(hub.flows.view().lastEnd?.reason.en).toContain('keeps what it gets');
  });

  test('takes memory outside of the heap is ended', async () => {
    const code = 'const kept = []; const t = setInterval(() => kept.push(Buffer.alloc(2e7, 1)), 20);';
    await hub.deploy([alarmsTo('leak'), functionNode('leak', code)]);
    void hub.deliver([alarmEvent(1)]).catch(() => {});
    await hub.until(() => hub.flows.view().restarts > 0);
    expect(hub.flows.view().lastEnd?.reason.en).toContain('MiB');
  });

  test('ends the process at every start is left out until someone deploys', async () => {
    const code = "Buffer.constructor('return process')().nextTick(() => { throw new Error('at start'); });";
    const atStart = { ...functionNode('bad', 'return msg;'), initialize: code };
    await hub.deploy([alarmsTo('bad'), atStart]);
    await hub.until(() => hub.flows.view().state === 'safe_mode');
    // Nothing is lost meanwhile: it waits for flows, and comes again where the process ends with it in hand, as outlets do.
    const delivered = pRetry(() => hub.deliver([alarmEvent(1)]), { minTimeout: 100, factor: 1 });
    await hub.deploy([alarmsTo('words'), ...commentNode]);
    await delivered;
    expect([...new Set(keysOf())]).toEqual(['alarm:1:act:0']);
    expect(hub.flows.view().state).toBe('running');
  });

  test('prints without end does not hold the hub up', async () => {
    const code =
      "const host = Buffer.constructor('return process')(); const t = setInterval(() => host.stdout.write('x'.repeat(1e6) + '\\n'), 0);";
    await hub.deploy([alarmsTo('print'), functionNode('print', code)]);
    void hub.deliver([alarmEvent(1)]).catch(() => {});
    await hub.until(() => hub.flows.view().restarts > 0);
    // It waits for its output to be read, or keeps what it could not print, and is ended for either.
    expect(hub.flows.view().lastEnd?.reason.en).toMatch(/did not answer|keeps what it gets/);
  });

  test('asks without end is asked to wait, and is told so', async () => {
    const code =
      "for (let i = 0; i < 2000; i++) node.send({ payload: { case_id: 'C-' + i, action: 'comment', note: 'n' } });";
    const refused = functionNode('refused', "flow.set('refused', (flow.get('refused') ?? 0) + 1);");
    await hub.deploy([
      alarmsTo('flood'),
      functionNode('flood', code, ['act']),
      { ...node('act', 'sluice-case-action'), wires: [[], ['refused']] },
      refused,
    ]);
    await hub.deliver([alarmEvent(1)]);
    await hub.until(() => hub.acted.length >= 60);
    // Of two thousand, a thousand wait in the flow; the others were refused there.
    const context = (await (await fetch(`${hub.url}/context/flow/tab`)).json()) as ContextAnswer;
    expect(Number(context.default?.refused?.msg)).toBeGreaterThan(900);
    expect(hub.flows.view().restarts).toBe(0);
  });
});
