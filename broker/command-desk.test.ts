import { describe, expect, it } from 'vitest';
import type { DeviceCommandState } from '../core/device-command.ts';
import { away, subscribed } from './testing/client-steps.ts';
import { EngineStandIn } from './testing/engine-stand-in.ts';
import { publishPacket, type RawClient } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';
import type { TestBroker } from './testing/test-broker.ts';

const start = brokersOfTest();
const topic = 'devices/d1/commands';

function command(
  number: number,
  state: DeviceCommandState = 'queued',
  expiresAt = '2027-01-01T00:00:00.000Z',
) {
  return {
    id: `C00000${number}`,
    device_id: 'd1',
    command: 'set_interval',
    params: { interval_s: number },
    state,
    requested_by: 'wang',
    requested_at: '2026-01-01T00:00:00.000Z',
    expires_at: expiresAt,
    sent_at: null,
    closed_at: null,
    reply: null,
  };
}

function tell(hub: TestBroker, ...told: readonly ReturnType<typeof command>[]): void {
  for (const body of told) hub.engine.tell('command', body.id, body);
}

/** The next command that a device gets, acknowledged. */
async function take(device: RawClient): Promise<{ topic: string; body: unknown }> {
  const { topic: on, payload, messageId } = await device.next('publish');
  device.send({ cmd: 'puback', messageId: messageId ?? 0 });
  return { topic: on, body: JSON.parse(payload.toString()) };
}

/** Until the desk has reported so many acknowledged commands to the engine. */
async function reported(hub: TestBroker, ...ids: readonly string[]): Promise<void> {
  await expect
    .poll(() => hub.engine.commands)
    .toEqual(ids.map((commandId) => ({ name: 'device.command_sent', body: { commandId } })));
}

async function nothingCame(device: RawClient): Promise<void> {
  await device.settle();
  await device.settle();
  expect(device.inbox).toEqual([]);
}

describe('a command to a device', () => {
  it('goes out at once to a device that listens, and its acknowledgement into the journal', async () => {
    const hub = await start();
    const device = await subscribed(hub, 'd1', topic);
    tell(hub, command(1));
    expect(await take(device)).toEqual({
      topic,
      body: { id: 'C000001', command: 'set_interval', interval_s: 1 },
    });
    await reported(hub, 'C000001');
    expect(hub.broker.counters()).toMatchObject({ commands_sent: 1, commands_acknowledged: 1 });
  });

  it('waits for a device that sleeps, also since before the start, and comes in order', async () => {
    const hub = await start({}, { queuedCommands: async () => [command(1), command(2)] });
    tell(hub, command(3));
    const device = await hub.client('d1');
    await nothingCame(device);
    device.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 1 }] });
    for (const id of ['C000001', 'C000002', 'C000003'])
      expect((await take(device)).body).toMatchObject({ id });
    await reported(hub, 'C000001', 'C000002', 'C000003');
  });

  it('comes again over the next connection until it is acknowledged, then no more', async () => {
    const hub = await start();
    const first = await subscribed(hub, 'd1', topic);
    tell(hub, command(1));
    await first.next('publish');
    await away(hub, first);
    // The session is kept, and with it the subscription.
    const second = await hub.client('d1', { clean: false });
    expect((await take(second)).body).toMatchObject({ id: 'C000001' });
    await second.settle();
    await away(hub, second);
    await nothingCame(await hub.client('d1', { clean: false }));
  });

  it('is not sent again while its reply is being committed, nor after it', async () => {
    const hub = await start();
    const first = await subscribed(hub, 'd1', topic);
    tell(hub, command(1));
    await first.next('publish');
    hub.engine.holds = true;
    first.send(publishPacket('devices/d1/replies', '{"id":"C000001","ok":true}', { qos: 1, messageId: 9 }));
    await hub.engine.received(1);
    await away(hub, first);
    const second = await hub.client('d1', { clean: false });
    await nothingCame(second);
    hub.engine.commit();
    tell(hub, command(1, 'done'));
    await nothingCame(second);
    expect(hub.engine.commands).toEqual([]);
  });

  it.each(['superseded', 'expired'] as const)('that is %s is not sent', async (state) => {
    const hub = await start();
    tell(hub, command(1), command(1, state), command(2, 'queued', '2025-12-31T23:59:59.999Z'));
    await nothingCame(await subscribed(hub, 'd1', topic));
  });

  it('that was closed while the queue was being read is not sent', async () => {
    const engine = new EngineStandIn();
    const hub = await start(
      {},
      {
        engine,
        async queuedCommands() {
          engine.tell('command', 'C000001', command(1, 'expired'));
          return [command(1)];
        },
      },
    );
    await nothingCame(await subscribed(hub, 'd1', topic));
  });

  it('goes to its own device only', async () => {
    const hub = await start();
    const other = await subscribed(hub, 'd2', 'v1/devices/me/#');
    tell(hub, command(1));
    await nothingCame(other);
  });

  it('leaves no trace in the session of the device, whose own messages still come', async () => {
    const hub = await start();
    const device = await subscribed(hub, 'd1', topic);
    tell(hub, command(1));
    await take(device);
    await device.settle();
    expect(hub.broker.counters().queued_bytes).toBe(0);
    await hub.broker.publish(topic, 'by hand', { retain: false });
    const { payload, messageId = 0 } = await device.next('publish');
    expect(payload.toString()).toBe('by hand');
    expect(hub.broker.counters().queued_bytes).toBeGreaterThan(0);
    device.send({ cmd: 'puback', messageId });
    await hub.fellTo('queued_bytes', 0);
  });

  it('is sent once to a subscription at QoS 0, whose receiver acknowledges nothing', async () => {
    const hub = await start();
    const device = await subscribed(hub, 'd1', topic, 0);
    tell(hub, command(1));
    expect(await device.next('publish')).toMatchObject({ topic, qos: 0 });
    await reported(hub, 'C000001');
  });
});

describe('firmware that speaks to ThingsBoard', () => {
  it('gets its commands as requests with a number', async () => {
    const hub = await start();
    const device = await subscribed(hub, 'd1', 'v1/devices/me/rpc/request/+');
    tell(hub, command(7));
    expect(await take(device)).toEqual({
      topic: 'v1/devices/me/rpc/request/7',
      body: { method: 'set_interval', params: { interval_s: 7 } },
    });
    await reported(hub, 'C000007');
  });

  it('that also knows the hub’s own topic gets each command once', async () => {
    const hub = await start();
    const device = await subscribed(hub, 'd1', 'v1/devices/me/rpc/request/+');
    device.send({ cmd: 'subscribe', messageId: 2, subscriptions: [{ topic, qos: 1 }] });
    await device.next('suback');
    tell(hub, command(1));
    expect((await take(device)).topic).toBe(topic);
    await nothingCame(device);
  });
});
