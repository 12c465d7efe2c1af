// Memory of an idle connection: what the process grows by when many clients connect and say nothing, against bare aedes and
// mosquitto.
import { setTimeout as pause } from 'node:timers/promises';
import { manyDevices } from '../small-registry.ts';
import { startBenchHub } from './bench-hub.ts';
import { type BenchPart, medians, rounded } from './bench-part.ts';
import { hasMosquitto, type Peer, residentMb, startBareAedes, startMosquitto } from './peers.ts';
import { type SwiftClient, startSwiftLoad } from './swift-load.ts';

const connections = 4_000;
/** So many connect at a time. */
const stride = 500;
const settleMs = 2_000;

export const memoryPart: BenchPart = {
  name: 'memory',
  title: `memory of an idle connection, of ${connections}`,
  async run({ rounds, log }) {
    const { devices, csv } = manyDevices(connections);
    const clients = (withPassword: boolean) =>
      devices.map(
        ({ deviceId, secret }): SwiftClient => ({
          ...{ id: deviceId, password: withPassword ? secret : null, topic: `devices/${deviceId}/telemetry` },
        }),
      );
    const starts: Readonly<Record<string, () => Promise<Peer>>> = {
      sluice: async () => {
        const hub = await startBenchHub({ devicesCsv: csv });
        return { url: hub.mqttUrl, residentMb: () => residentMb(hub.pid), stop: () => hub.stop() };
      },
      'bare aedes': startBareAedes,
      ...(hasMosquitto ? { mosquitto: () => startMosquitto(['persistence false']) } : {}),
    };
    const found = new Map<string, { readonly kb_per_connection: number; readonly before_mb: number }[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, start] of Object.entries(starts)) {
        log(`round ${round + 1} of ${rounds}: ${name}`);
        const peer = await start();
        const figure = await grownBy(peer, clients(name === 'sluice'));
        await peer.stop();
        found.set(name, [...(found.get(name) ?? []), figure]);
      }
    }
    return [...found].map(([name, list]) => ({ name, ...medians(list, 'kb_per_connection') }));
  },
};

async function grownBy(peer: Peer, clients: readonly SwiftClient[]) {
  await pause(settleMs);
  const before = peer.residentMb();
  const open = [];
  for (let from = 0; from < clients.length; from += stride) {
    // A pace at which nothing is ever due.
    open.push(await startSwiftLoad({ url: peer.url, clients: clients.slice(from, from + stride), rate: 0 }));
  }
  await pause(settleMs);
  const grown = peer.residentMb() - before;
  for (const load of open) await load.stop();
  return {
    kb_per_connection: rounded((grown * 1_024) / clients.length, 1),
    before_mb: Math.round(before),
  };
}
