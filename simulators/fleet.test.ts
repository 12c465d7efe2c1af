import { afterEach, describe, expect, it } from 'vitest';
import { type BareBroker, startBareBroker } from './bare-broker.ts';
import { Fleet } from './fleet.ts';
import { Storm } from './storm.ts';
import { stormPlans } from './storm-plan.ts';
import { createTown } from './town.ts';

const every_s = 0.2;
const intervals = { cover_s: every_s, mainRoadCover_s: every_s, floodGauge_s: every_s, rainGauge_s: every_s };
const town = createTown({ seed: 1, covers: 10, intervals });

let fleet: Fleet | null = null;
let broker: BareBroker | null = null;
afterEach(async () => {
  await fleet?.stop(0);
  await broker?.die();
});

describe('Fleet', () => {
  it('connects every device, and lets go of all of them when it stops', async () => {
    broker = await startBareBroker();
    fleet = new Fleet({ storm: new Storm(town, 1, stormPlans.calm), mqttUrl: broker.url });
    await fleet.start();
    const ids = town.devices.map(({ id }) => id);
    await Promise.all(
      ids.map((id) => broker?.message(({ topic, text }) => topic.includes(`/${id}/`) && text !== 'online')),
    );
    expect(fleet.account()).toMatchObject({ devices: 25, connected: 25, errors: 0, overflowed: 0 });
    await fleet.stop();
    await expect.poll(() => broker?.aedes.connectedClients).toBe(0);
    expect(fleet.account().connected).toBe(0);
  });

  it('stops although the broker acknowledges nothing', async () => {
    broker = await startBareBroker();
    // Neither acknowledges nor refuses what devices measure.
    const { authorizePublish } = broker.aedes;
    broker.aedes.authorizePublish = (client, packet, done) => {
      if (packet.topic.endsWith('/status')) authorizePublish(client, packet, done);
    };
    fleet = new Fleet({ storm: new Storm(town, 1, stormPlans.calm), mqttUrl: broker.url });
    await fleet.start();
    await expect.poll(() => fleet?.account().sent).toBeGreaterThan(25);
    await fleet.stop(50);
    await expect.poll(() => broker?.aedes.connectedClients).toBe(0);
    expect(fleet.account().acknowledged).toBe(0);
  });

  it('tells each kind of trouble once, in words', async () => {
    const told: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    fleet = new Fleet({
      storm: new Storm(town, 1, stormPlans.calm),
      mqttUrl: 'mqtt://localhost:9',
      onError: (message) => {
        told.push(message);
        resolve();
      },
    });
    await fleet.start();
    await promise;
    await expect.poll(() => fleet?.account().errors).toBeGreaterThanOrEqual(25);
    expect(new Set(told).size).toBe(told.length);
    for (const message of told) expect(message).toContain('ECONNREFUSED');
  });
});
