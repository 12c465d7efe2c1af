import { afterEach, describe, expect, it } from 'vitest';
import { EngineStandIn } from '../testing/engine-stand-in.ts';
import { publishPacket } from '../testing/raw-client.ts';
import { brokersOfTest } from '../testing/start-brokers.ts';
import { type TestBroker, testSecret } from '../testing/test-broker.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import { type Source, type SourceOptions, startSource } from './start-source.ts';

const start = brokersOfTest();
const sources: Source[] = [];
afterEach(async () => {
  for (const source of sources.splice(0)) await source.close();
});

function open(hub: TestBroker, engine: EngineStandIn, more: Partial<SourceOptions> = {}): Source {
  const source = startSource({ ...optionsOf(engine), url: `mqtt://127.0.0.1:${hub.port}`, ...more });
  sources.push(source);
  return source;
}

function optionsOf(engine: EngineStandIn): SourceOptions {
  return {
    name: 'city-broker',
    url: 'mqtt://127.0.0.1',
    clientId: 'hub-1',
    username: 'lns',
    password: testSecret,
    filters: ['application/#'],
    qos: 1,
    inFlight: 100,
    engine,
    log: { info() {}, warn() {} },
    now: () => 5,
    random: () => 0,
  };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

async function sendTo(hub: TestBroker, count: number): Promise<string[]> {
  const sender = await hub.client('lns', { clientId: 'sender' });
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  sender.send(
    ...ids.map((messageId) => publishPacket('application/1', `${messageId}`, { qos: 1, messageId })),
  );
  for (const _ of ids) await sender.next('puback');
  sender.socket.destroy();
  return ids.map((id) => `application/1 ${id}`);
}

describe('a source', () => {
  it('commits what the other broker has, many at a time, and acknowledges it after the commit', async () => {
    const other = await start();
    const engine = new EngineStandIn();
    engine.holds = true;
    const source = open(other, engine);
    await until(() => source.counters().subscriptions === 1);
    const sent = await sendTo(other, 50);
    await engine.received(50);
    expect(engine.texts()).toEqual(sent);
    expect(engine.records[0]).toMatchObject({ kind: 'message', by: 'city-broker', receivedAt: 5 });
    expect(other.broker.counters().queued_bytes).toBeGreaterThan(0);
    engine.release();
    await other.fellTo('queued_bytes', 0);
    expect(source.counters()).toMatchObject({ received: 50, acknowledged: 50, in_flight: 0 });
  });

  it('takes no more than its bound, and the rest when there is room', async () => {
    const other = await start();
    const engine = new EngineStandIn();
    engine.holds = true;
    const source = open(other, engine, { inFlight: 10 });
    await until(() => source.counters().subscriptions === 1);
    const sent = await sendTo(other, 200);
    await engine.received(10);
    expect(source.counters().in_flight).toBe(10);
    engine.release();
    await engine.received(200);
    expect(engine.texts()).toEqual(sent);
    await other.fellTo('queued_bytes', 0);
  });

  it('gets again, over a new connection, what was not committed', async () => {
    const other = await start();
    const engine = new EngineStandIn();
    engine.holds = true;
    const source = open(other, engine);
    await until(() => source.counters().subscriptions === 1);
    await sendTo(other, 3);
    await engine.received(3);
    engine.commit(1);
    engine.fail(2);
    engine.holds = false;
    await other.fellTo('queued_bytes', 0);
    expect(new Set(engine.texts())).toEqual(
      new Set(['application/1 1', 'application/1 2', 'application/1 3']),
    );
    expect(source.counters()).toMatchObject({ connections: 2, not_committed: 2 });
  });

  it('gets what came while it was away', async () => {
    const other = await start();
    const first = open(other, new EngineStandIn());
    await until(() => first.counters().subscriptions === 1);
    await first.close();
    await other.fellTo('clients_connected', 0);
    const sent = await sendTo(other, 5);
    const engine = new EngineStandIn();
    open(other, engine);
    await engine.received(5);
    expect(engine.texts()).toEqual(sent);
  });

  it('says that an address cannot be one', () => {
    const engine = new EngineStandIn();
    const wrong = { url: 'gopher://x' };
    expect(() => startSource({ ...optionsOf(engine), ...wrong })).toThrow(
      expect.objectContaining({ code: 'bad_source' }),
    );
  });
});

describe('reconnecting', () => {
  it('waits longer and longer, up to a minute, and not all at once', () => {
    expect([1, 2, 3, 7, 50].map((attempt) => reconnectDelayMs(attempt, 1))).toEqual([
      1_000, 2_000, 4_000, 60_000, 60_000,
    ]);
    expect(reconnectDelayMs(3, 0)).toBe(2_000);
  });
});
