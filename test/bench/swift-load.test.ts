import { expect, it } from 'vitest';
import { startBareBroker } from '../../simulators/bare-broker.ts';
import { type SwiftClient, startSwiftLoad } from './swift-load.ts';

const clients = Array.from(
  { length: 3 },
  (_, i): SwiftClient => ({ id: `swift-${i}`, password: 'secret', topic: `devices/swift-${i}/telemetry` }),
);

for (const how of [{ inFlight: 7 }, { rate: 2_000 }]) {
  it(`counts each PUBACK once and sends good messages, ${JSON.stringify(how)}`, async () => {
    const broker = await startBareBroker();
    try {
      const load = await startSwiftLoad({ url: broker.url, clients, ...how });
      await expect.poll(() => load.acknowledged).toBeGreaterThan(1_000);
      await load.stop();
      expect(load.acknowledged).toBe(load.sent);
      expect(broker.messages).toHaveLength(load.sent);
      expect(load.latenciesMs).toHaveLength(load.acknowledged);
      const seen = new Set<string>();
      for (const { topic, text, clientId } of broker.messages) {
        const { ts, battery_v, rssi_dbm } = JSON.parse(text) as Record<string, number>;
        expect(topic).toBe(`devices/${clientId}/telemetry`);
        expect([battery_v, rssi_dbm]).toEqual([3.61, -88]);
        seen.add(`${clientId} ${ts}`);
      }
      expect(seen.size).toBe(load.sent);
    } finally {
      await broker.die();
    }
  });
}

it('says which client was refused', async () => {
  const broker = await startBareBroker({ authenticate: () => false });
  await expect(startSwiftLoad({ url: broker.url, clients })).rejects.toThrow(/swift-\d .*refused/);
  await broker.die();
});
