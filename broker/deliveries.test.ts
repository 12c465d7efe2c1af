import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Deliveries } from './deliveries.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';

const packet = (topic: string, payload: string): BrokerPacket => ({
  ...{ cmd: 'publish', topic, payload: Buffer.from(payload) },
  ...{ qos: 1, retain: false, dup: false },
});

/** A broker that takes a message when the test says so. */
function heldBroker() {
  const waiting: { readonly text: string; readonly done: (error?: Error) => void }[] = [];
  const busy: boolean[] = [];
  const deliveries = new Deliveries(
    ({ payload }, done) => {
      waiting.push({ text: String(payload), done });
    },
    (isBusy) => busy.push(isBusy),
  );
  return { deliveries, waiting, busy, texts: () => waiting.map(({ text }) => text) };
}

describe('deliveries', () => {
  it('keep the order of each topic, also after one that failed, and hold up no other topic', async () => {
    const { deliveries, waiting, texts } = heldBroker();
    const first = deliveries.deliver(packet('a', 'a1'));
    const second = deliveries.deliver(packet('a', 'a2'));
    void deliveries.deliver(packet('b', 'b1'));
    await turn();
    expect(texts()).toEqual(['a1', 'b1']);
    waiting[0]?.done(new Error('not kept'));
    await expect(first).rejects.toThrow('not kept');
    await turn();
    expect(texts()).toEqual(['a1', 'b1', 'a2']);
    waiting[2]?.done();
    await second;
  });

  it('are idle when all was taken or has failed', async () => {
    const { deliveries, waiting, busy } = heldBroker();
    deliveries.deliver(packet('a', 'a1')).catch(() => {});
    void deliveries.deliver(packet('b', 'b1'));
    let isIdle = false;
    const idle = deliveries.whenIdle().then(() => {
      isIdle = true;
    });
    waiting[0]?.done(new Error('not kept'));
    await turn();
    expect([isIdle, busy]).toEqual([false, [true]]);
    waiting[1]?.done();
    await idle;
    expect(busy).toEqual([true, false]);
  });
});
