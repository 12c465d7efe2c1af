import assert from 'node:assert';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import abstractPersistence from 'aedes-persistence/abstract.js';
import { describe, expect, it } from 'vitest';
import { SqliteSessions } from './sqlite-sessions.ts';

const limits = { queuedPerSession: 1_000, queuedBytes: 1_000_000 };
const open = (dataDir = mkdtempSync(join(tmpdir(), 'sessions-'))) => new SqliteSessions(dataDir, limits);

describe("aedes' own tests of a persistence", () => {
  const context = {
    assert,
    plan() {},
    diagnostic() {},
  };
  abstractPersistence({
    test: (name: string, run: (t: typeof context) => Promise<void>) => it(name, () => run(context)),
    persistence: () => open(),
    testAsync: true,
  });
});

describe('the stored sessions', () => {
  const packet = (counter: number, bytes = 10) => ({
    cmd: 'publish',
    topic: 'hub/cases/c1',
    payload: Buffer.alloc(bytes, 'x'),
    qos: 1,
    retain: false,
    dup: false,
    brokerId: 'run',
    brokerCounter: counter,
  });

  it('are the same after they were opened again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sessions-'));
    const first = open(dataDir);
    await first.keep('c', 1);
    await first.addSubscriptions({ id: 'c' }, [
      { topic: 'hub/#', qos: 1 },
      { topic: 'zero', qos: 0 },
    ]);
    await first.outgoingEnqueueCombi([{ clientId: 'c' }], packet(1));
    await first.storeRetained({ ...packet(2), retain: true });
    await first.destroy();
    const second = open(dataDir);
    expect(await second.subscriptionsByClient({ id: 'c' })).toHaveLength(2);
    expect(await second.subscriptionsByTopic('hub/x')).toEqual([{ clientId: 'c', topic: 'hub/#', qos: 1 }]);
    expect(second.outgoing.count('c')).toBe(1);
    expect([...second.retained.matching('hub/+/c1')]).toHaveLength(1);
    await second.destroy();
  });

  it('queue a message once for overlapping filters', async () => {
    const sessions = open();
    await sessions.outgoingEnqueueCombi([{ clientId: 'c' }, { clientId: 'c' }], packet(1));
    expect([...sessions.outgoing.waiting('c')]).toHaveLength(1);
    await sessions.destroy();
  });

  it('hold no more than their limits: the oldest gives way', async () => {
    const sessions = new SqliteSessions(mkdtempSync(join(tmpdir(), 'sessions-')), {
      queuedPerSession: 3,
      queuedBytes: 1_000,
    });
    for (const counter of [1, 2, 3, 4, 5]) await sessions.outgoingEnqueue({ clientId: 'c' }, packet(counter));
    const counters = () => [...sessions.outgoing.waiting('c')].map(({ brokerCounter }) => brokerCounter);
    expect(counters()).toEqual([3, 4, 5]);
    await sessions.outgoingEnqueue({ clientId: 'c' }, packet(6, 700));
    expect(counters().at(-1)).toBe(6);
    expect(sessions.outgoing.bytes).toBeLessThanOrEqual(1_000);
    await sessions.outgoingEnqueue({ clientId: 'other' }, packet(7, 900));
    expect(sessions.outgoing.count('other')).toBe(0);
    expect(sessions.outgoing.dropped).toBeGreaterThan(2);
    await sessions.outgoingEnqueue({ clientId: 'c' }, packet(8, 2_000));
    expect(sessions.outgoing).toMatchObject({ bytes: 0 });
    await sessions.destroy();
  });

  it('page through many retained messages and find the parent of a wildcard', async () => {
    const sessions = open();
    const topics = [
      'hub',
      ...Array.from({ length: 250 }, (_, index) => `hub/cases/${index}`),
      'hubx',
      '$SYS/x',
    ];
    await Promise.all(topics.map((topic) => sessions.storeRetained({ ...packet(1), topic })));
    const found = (filter: string) => [...sessions.retained.matching(filter)].map(({ topic }) => topic);
    expect(found('hub/#')).toHaveLength(251);
    expect(found('hub/cases/+')).toHaveLength(250);
    expect(found('hub/cases/7')).toEqual(['hub/cases/7']);
    expect(found('+')).toEqual(['hub', 'hubx']);
    expect(found('#')).toHaveLength(252);
    expect(sessions.retained.countBelow('hub/cases/')).toBe(250);
    await sessions.destroy();
  });

  it('keep nothing of a turn whose write failed, and say so to everyone of it', async () => {
    const sessions = open();
    await sessions.addSubscriptions({ id: 'c' }, [{ topic: 'kept', qos: 1 }]);
    const unwritable = { ...packet(1), topic: Symbol('no text') as unknown as string };
    const outcomes = await Promise.allSettled([
      sessions.addSubscriptions({ id: 'c' }, [{ topic: 'lost', qos: 1 }]),
      sessions.storeRetained(unwritable),
    ]);
    const failed = { status: 'rejected', reason: { code: 'sessions_not_written', retryable: true } };
    expect(outcomes).toMatchObject([failed, failed]);
    expect(await sessions.subscriptionsByTopic('lost')).toEqual([]);
    expect(await sessions.subscriptionsByTopic('kept')).toHaveLength(1);
    await sessions.addSubscriptions({ id: 'c' }, [{ topic: 'later', qos: 1 }]);
    expect(await sessions.subscriptionsByTopic('later')).toHaveLength(1);
    await sessions.destroy();
  });

  it('begin anew beside a damaged file', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sessions-'));
    writeFileSync(join(dataDir, 'mqtt-sessions.db'), 'this is no database'.repeat(100));
    const sessions = open(dataDir);
    await sessions.storeRetained(packet(1));
    expect(sessions.retained.has('hub/cases/c1')).toBe(true);
    expect(readdirSync(dataDir)).toContain('mqtt-sessions.db.damaged');
    await sessions.destroy();
  });

  it('say where they cannot be', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sessions-')), 'file');
    writeFileSync(file, '');
    expect(() => open(join(file, 'below'))).toThrow(
      expect.objectContaining({
        code: 'sessions_not_opened',
        hint: expect.stringContaining('SLUICE_DATA_DIR'),
      }),
    );
  });
});
