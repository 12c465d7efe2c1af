import { describe, expect, it } from 'vitest';
import { NameThrottle } from './name-throttle.ts';
import { connectPacket } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';

const start = brokersOfTest();

describe('guesses at one name', () => {
  it('are answered later and later, up to a bound, and forgotten after a while', () => {
    const throttle = new NameThrottle({ failures: 2, rememberMs: 1_000, names: 10 });
    expect([1, 2, 3, 4, 5].map((at) => throttle.failed('d1', at))).toEqual([0, 0, 500, 1_000, 2_000]);
    for (let more = 0; more < 20; more += 1) expect(throttle.failed('d1', 6)).toBeLessThanOrEqual(8_000);
    expect(throttle.failed('d2', 7)).toBe(0);
    expect(throttle.failed('d1', 1_007)).toBe(0);
  });

  it('remember so many names only', () => {
    const throttle = new NameThrottle({ failures: 1, rememberMs: 1_000, names: 2 });
    for (const name of ['d1', 'd2', 'd3']) expect(throttle.failed(name, 0)).toBe(0);
    expect(throttle.failed('d1', 0)).toBe(0);
    expect(throttle.failed('d3', 0)).toBe(500);
  });

  it('wait for their answer while the device itself comes in', async () => {
    const hub = await start({ failedLogins: 2, suspectConnectRate: 1_000 });
    const guess = () => {
      const client = hub.raw();
      client.send(connectPacket('d1', 'guess'));
      return client;
    };
    for (let failure = 1; failure <= 3; failure += 1) await guess().closed;
    const fourth = guess();
    await hub.counted('logins_refused_wrong_secret', 4);
    const device = await hub.client('d1');
    expect(fourth.inbox).toEqual([]);
    expect(await fourth.next('connack')).toMatchObject({ returnCode: 4 });
    await device.settle();
  });
});
