// A registry of any size with its readings: for benchmarks. Covers behind gateways, gauges among them, and a few devices of
// their own connections for the load.

import { connectAsync } from 'mqtt';
import { noEffects } from '../../core/effects.ts';
import type { Reading } from '../../core/reading.ts';
import { RecordPacker, tickRecord } from '../../core/record.ts';
import { openStore } from '../../store/open-store.ts';
import type { BenchHub } from './bench-hub.ts';

export interface BigTown {
  readonly unitsCsv: string;
  readonly pointsCsv: string;
  readonly devicesCsv: string;
  /** Those with a EUI, behind the network server. */
  readonly deviceIds: readonly string[];
}

/** Every so many devices is a gauge. */
const gaugeEvery = 100;
const gatewayDevices = 500;
const unitCount = 20;
const uplinksAtOnce = 500;
const readingsPerBatch = 10_000;
/** Readings of the past lie within so many days before yesterday. */
const daysBack = 20;
const dayMs = 86_400_000;
const chirpstack = 'bench-lns';

const numbered = (i: number) => String(i + 1).padStart(5, '0');
const isGauge = (i: number) => i % gaugeEvery === 0;
const deviceIdOf = (i: number) => (isGauge(i) ? `gauge-${numbered(i / gaugeEvery)}` : `cover-${numbered(i)}`);
export const pointIdOf = (i: number) => `point-${numbered(i)}`;
const euiOf = (i: number) => i.toString(16).padStart(16, '0');

/** `loaded`: devices beside them that connect by themselves, `load-0` and so on. */
export function bigTown(count: number, loaded: number): BigTown {
  const all = Array.from({ length: count }, (_, i) => i);
  const lines = (header: string, rows: readonly string[]) => `${header}\n${rows.join('\n')}\n`;
  return {
    unitsCsv: lines(
      'unit_id,name,kind',
      Array.from({ length: unitCount }, (_, i) => `unit-${i},第 ${i} 养护队,maintainer`),
    ),
    pointsCsv: lines(
      'point_id,name,kind,lon,lat,maintainer_unit,basin',
      all.map((i) => {
        const [lon, lat] = [109.7 + (i % 400) / 1_000, 35.4 + Math.floor(i / 400) / 1_000];
        const kind = isGauge(i) ? 'flood' : 'cover';
        return `${pointIdOf(i)},点位 ${i},${kind},${lon.toFixed(4)},${lat.toFixed(4)},unit-${i % unitCount},basin-${i % 50}`;
      }),
    ),
    devicesCsv: lines('device_id,profile,point_id,interval_s,secret,dev_eui,gateway', [
      ...all.map((i) => {
        const profile = isGauge(i) ? 'flood-gauge' : 'tilt';
        const gateway = `gw-${Math.floor(i / gatewayDevices)}`;
        return `${deviceIdOf(i)},${profile},${pointIdOf(i)},43200,none,${euiOf(i)},${gateway}`;
      }),
      ...Array.from({ length: loaded }, (_, i) => `load-${i},equipment,,3600,secret-of-load-${i},,`),
    ]),
    deviceIds: all.map(deviceIdOf),
  };
}

/** One uplink of each, through a network server's one connection; one in fifty has a low battery. */
export async function lorawanUplinks(hub: BenchHub, { deviceIds }: BigTown): Promise<void> {
  const account = await hub.call('POST', '/accounts', {
    ...{ name: chirpstack, publish: ['application/#'], subscribe: [] },
  });
  const { secret } = account as { secret: string };
  const login = { clientId: chirpstack, username: chirpstack, password: secret };
  const client = await connectAsync(hub.mqttUrl, { ...login, reconnectPeriod: 0 });
  for (let fCnt = 0; fCnt < 3; fCnt += 1) {
    for (let from = 0; from < deviceIds.length; from += uplinksAtOnce) {
      const some = deviceIds.slice(from, from + uplinksAtOnce);
      await Promise.all(
        some.map((_id, n) => {
          const i = from + n;
          const isLow = i % 50 === 7;
          // All are heard once; those whose battery is low three times, which is what the rule asks for.
          if (fCnt > 0 && !isLow) return Promise.resolve();
          const battery_v = isLow ? 3.0 : 3.6;
          const object = isGauge(i) ? { depth_mm: 3, battery_v } : { tilt_deg: 0.4, battery_v };
          const uplink = {
            ...{ deduplicationId: `${i}-${fCnt}`, time: new Date().toISOString(), fCnt, fPort: 1, object },
            deviceInfo: { devEui: euiOf(i), deviceName: `d${i}`, applicationId: 'bench' },
            rxInfo: [{ gatewayId: `gw-${Math.floor(i / gatewayDevices)}`, rssi: -97, snr: 5.5 }],
          };
          const topic = `application/bench/device/${euiOf(i)}/event/up`;
          return client.publishAsync(topic, JSON.stringify(uplink), { qos: 1 });
        }),
      );
    }
  }
  await client.endAsync();
}

/** Into a stopped hub's store: two metrics of each device in turn, over the days before yesterday. */
export function fillReadings(dataDir: string, deviceIds: readonly string[], count: number): void {
  const store = openStore({ dataDir });
  const packer = new RecordPacker();
  const now = Date.now();
  const from = now - (daysBack + 1) * dayMs;
  const perDevice = Math.ceil(count / deviceIds.length / 2);
  const stepMs = Math.max(1, Math.floor((daysBack * dayMs) / perDevice));
  try {
    for (let first = 0; first < count; first += readingsPerBatch) {
      packer.add(tickRecord(now));
      const readings: Reading[] = [];
      for (let n = first; n < Math.min(count, first + readingsPerBatch); n += 2) {
        const turn = Math.floor(n / 2 / deviceIds.length);
        const i = Math.floor(n / 2) % deviceIds.length;
        const measuredAt = from + turn * stepMs + (i % 1_000);
        const reading = { deviceId: deviceIds[i] ?? '', measuredAt, receivedAt: measuredAt, flags: 0 };
        readings.push({ ...reading, metric: isGauge(i) ? 'depth_mm' : 'tilt_deg', value: n % 40 });
        readings.push({ ...reading, metric: 'battery_v', value: 3.6 });
      }
      const outcome = {
        ...{ position: store.position + 1, deviceId: null, receivedAt: now, by: '', topic: '', readings },
        ...{ payload: new Uint8Array(0), duplicateReadings: 0, evaluated: 0, usable: true, rejections: [] },
        ...{ missing: 0, filled: 0 },
      };
      store.commit({
        ...{ firstPosition: store.position + 1, count: 1, block: packer.take(), at: now, snapshot: null },
        effects: { ...noEffects(), outcomes: [outcome] },
      });
    }
  } finally {
    store.close();
  }
}
