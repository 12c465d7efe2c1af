// From the publish that raises an alarm until a reader of `hub/alarms/#` has it: at rest, and beside loads up to nine
// tenths of what the hub takes on this machine.
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { type LoadRow, manyDevices } from '../small-registry.ts';
import { type BenchHub, startBenchHub } from './bench-hub.ts';
import { type BenchOptions, type BenchPart, medians, share } from './bench-part.ts';
import { startLoadThread } from './load-thread.ts';
import { type SwiftClient, startSwiftLoad } from './swift-load.ts';

const loaded = 200;
const alarming = 20;
const sampleEveryMs = 100;
const capacityMs = 5_000;
const warmUpMs = 1_000;
/** Messages a second beside the alarms, of what the hub takes on this machine; fixed ones can be compared from release to release. */
const loads: Readonly<Record<string, (perS: number) => number>> = {
  idle: () => 0,
  '10,000/s': () => 10_000,
  '25,000/s': () => 25_000,
  'half of capacity': (perS) => perS / 2,
  'nine tenths of capacity': (perS) => perS * 0.9,
};
/** Three samples below the yellow level raise, three above it clear. */
const volts = [3.05, 3.05, 3.05, 3.6, 3.6, 3.6] as const;
const raisingSample = 2;

export const alarmsPart: BenchPart = {
  name: 'alarms',
  title: 'from the publish that raises an alarm until a reader has it',
  async run(options) {
    const { devices, csv } = manyDevices(loaded + alarming);
    const hub = await startBenchHub({ devicesCsv: csv });
    try {
      const clients = devices.slice(0, loaded).map(
        ({ deviceId, secret }): SwiftClient => ({
          ...{ id: deviceId, password: secret, topic: `devices/${deviceId}/telemetry` },
        }),
      );
      return await measureAll(hub, clients, devices.slice(loaded), options);
    } finally {
      await hub.stop();
    }
  },
};

async function measureAll(
  hub: BenchHub,
  clients: readonly SwiftClient[],
  devices: readonly LoadRow[],
  { rounds, seconds, log }: BenchOptions,
) {
  const found = new Map<string, Record<'load_per_s' | 'alarms' | 'p50_ms' | 'p99_ms', number>[]>();
  for (let round = 0; round < rounds; round += 1) {
    log(`round ${round + 1} of ${rounds}: capacity`);
    const perS = await capacity(hub, clients);
    for (const [name, loadOf] of Object.entries(loads)) {
      log(`round ${round + 1} of ${rounds}: ${name}`);
      const rate = Math.round(loadOf(perS));
      const load = rate === 0 ? null : await startLoadThread({ url: hub.mqttUrl, clients, rate });
      await pause(warmUpMs);
      const times = await alarmTimes(hub, devices, seconds);
      await load?.stop();
      const figure = { alarms: times.length, p50_ms: share(times, 0.5), p99_ms: share(times, 0.99) };
      found.set(name, [...(found.get(name) ?? []), { load_per_s: rate, ...figure }]);
    }
  }
  return [...found].map(([beside, list]) => ({ beside, ...medians(list, 'p50_ms') }));
}

async function capacity(hub: BenchHub, clients: readonly SwiftClient[]): Promise<number> {
  const load = await startSwiftLoad({ url: hub.mqttUrl, clients });
  await pause(warmUpMs);
  const before = load.acknowledged;
  await pause(capacityMs);
  const perS = (load.acknowledged - before) / (capacityMs / 1_000);
  await load.stop();
  return perS;
}

async function alarmTimes(hub: BenchHub, devices: readonly LoadRow[], seconds: number): Promise<number[]> {
  const times: number[] = [];
  const sentAt = new Map<string, number>();
  const reader = await connectAsync(hub.mqttUrl, { ...hub.reader, reconnectPeriod: 0 });
  reader.on('message', (_topic, payload, { retain }) => {
    const alarm = JSON.parse(payload.toString()) as { change?: string; device_id: string };
    const sent = sentAt.get(alarm.device_id);
    if (retain || alarm.change !== 'raised' || sent === undefined) return;
    times.push(performance.now() - sent);
    sentAt.delete(alarm.device_id);
  });
  await reader.subscribeAsync('hub/alarms/#', { qos: 1 });
  const until = performance.now() + seconds * 1_000;
  await Promise.all(
    devices.map(async ({ deviceId, secret }, i) => {
      const login = { clientId: deviceId, username: deviceId, password: secret };
      const client = await connectAsync(hub.mqttUrl, { ...login, reconnectPeriod: 0 });
      await pause((i * sampleEveryMs) / devices.length);
      for (let n = 0; performance.now() < until || n % volts.length !== 0; n += 1) {
        const sample = JSON.stringify({ ts: Date.now(), battery_v: volts[n % volts.length] });
        if (n % volts.length === raisingSample) sentAt.set(deviceId, performance.now());
        await client.publishAsync(`devices/${deviceId}/telemetry`, sample, { qos: 1 });
        await pause(sampleEveryMs);
      }
      await client.endAsync();
    }),
  );
  await reader.endAsync(true);
  return times;
}
