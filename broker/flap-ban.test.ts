import { describe, expect, it } from 'vitest';
import { FlapBan } from './flap-ban.ts';
import { connectPacket } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';
import { testSecret } from './testing/test-broker.ts';

const start = brokersOfTest();
const options = { flapsPerMinute: 3, banMs: 10_000 };

describe('a client that comes and goes', () => {
  it('is banned at its third time within a minute, and may come back when the ban ends', () => {
    const ban = new FlapBan(options);
    expect([0, 1, 2].map((nowMs) => ban.left('c', nowMs))).toEqual([false, false, true]);
    expect(ban.isBanned('c', 10_001)).toBe(true);
    expect(ban.isBanned('c', 10_002)).toBe(false);
    expect(ban.isBanned('other', 3)).toBe(false);
    ban.sweep(5_000);
    expect(ban.isBanned('c', 5_000)).toBe(true);
  });

  it('is not banned where it takes longer', () => {
    const ban = new FlapBan(options);
    for (let minute = 0; minute < 20; minute += 1) {
      expect(ban.left('c', minute * 60_000)).toBe(false);
      expect(ban.left('c', minute * 60_000 + 1)).toBe(false);
    }
  });

  it('is refused with "not authorized" meanwhile, and others are not', async () => {
    let nowMs = 0;
    const hub = await start({ flapsPerMinute: 3, flapBanMs: 60_000 }, { monotonicMs: () => nowMs });
    for (let time = 0; time < 3; time += 1) {
      const device = await hub.client('d1');
      device.socket.destroy();
      await hub.fellTo('clients_connected', 0);
    }
    const banned = hub.raw();
    banned.send(connectPacket('d1', testSecret));
    expect((await banned.next('connack')).returnCode).toBe(5);
    expect(hub.broker.counters()).toMatchObject({ logins_refused_flapping: 1, clients_banned: 1 });
    await hub.client('d2');
    nowMs = 60_000;
    await hub.client('d1');
  });
});
