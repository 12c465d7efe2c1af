import { describe, expect, it } from 'vitest';
import { brokersOfTest } from './testing/start-brokers.ts';

const start = brokersOfTest();

describe('the statistics', () => {
  it('come to an account that may read them, and to no device', async () => {
    const hub = await start({ statisticsMs: 20 });
    const reader = await hub.client('lns');
    reader.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '$SYS/broker/+', qos: 1 }] });
    expect((await reader.next('suback')).granted).toEqual([1]);
    const device = await hub.client('d1');
    device.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '$SYS/broker/+', qos: 1 }] });
    expect((await device.next('suback')).granted).toEqual([128]);
    for (;;) {
      const { topic, payload, qos } = await reader.next('publish');
      if (topic !== '$SYS/broker/clients_connected') continue;
      if (payload.toString() !== '2') continue;
      expect(qos).toBe(0);
      break;
    }
  });
});
