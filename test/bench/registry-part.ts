// A registry of many devices: how long its files take to come in and go out, and how long a message waits meanwhile.
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { type BenchHub, startBenchHub } from './bench-hub.ts';
import { type BenchPart, type BenchRow, rounded, share } from './bench-part.ts';

const probe = { id: 'probe', secret: 'secret-of-probe' } as const;
const points = 2_000;
const probeEveryMs = 20;
const firstEui = 0x70b3d57ba0000000n;

function pointsCsv(): string {
  const rows = Array.from({ length: points }, (_, i) => `P-${i},Point ${i},flood,109.2,35.5\n`);
  return `point_id,name,kind,lon,lat\n${rows.join('')}`;
}

function devicesCsv(count: number, profile: string): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const eui = (firstEui + BigInt(i)).toString(16);
    return `D-${i},${profile},P-${i % points},300,${eui},2500\n`;
  });
  return `device_id,profile,point_id,interval_s,dev_eui,mount_height_mm\n${rows.join('')}`;
}

/** Publishes one message after the other until `isOver`; how long each waited for its acknowledgement, ms. */
async function probed(hub: BenchHub, isOver: () => boolean): Promise<number[]> {
  const client = await connectAsync(hub.mqttUrl, {
    ...{ clientId: probe.id, username: probe.id, password: probe.secret },
  });
  const waitedMs: number[] = [];
  while (!isOver()) {
    const begun = performance.now();
    await client.publishAsync(`devices/${probe.id}/telemetry`, '{"battery_v":3.6}', { qos: 1 });
    waitedMs.push(performance.now() - begun);
    await pause(probeEveryMs);
  }
  await client.endAsync();
  return waitedMs;
}

export const registryPart: BenchPart = {
  name: 'registry',
  title: 'registry files in and out, and how long a message waits meanwhile',
  async run({ devices, log }) {
    const secretRow = `device_id,profile,secret\n${probe.id},equipment,${probe.secret}\n`;
    const hub = await startBenchHub({ devicesCsv: secretRow });
    const good = devicesCsv(devices, 'flood-gauge');
    const bad = devicesCsv(devices, 'nothing');
    const send = (path: string, csv: string) => hub.call('POST', `/imports/${path}`, csv);
    const steps: Readonly<Record<string, () => Promise<unknown>>> = {
      'a dry run': () => send('devices?dry_run=true', good),
      'the import': () => send('devices', good),
      'the same again': () => send('devices', good),
      'every row bad': () => send('devices', bad).catch(() => {}),
      'the export': () => hub.bytesOf('/exports/devices'),
    };
    try {
      await send('points', pointsCsv());
      const rows: BenchRow[] = [];
      for (const [step, work] of Object.entries(steps)) {
        log(`${step} of ${devices} devices`);
        let isOver = false;
        const probing = probed(hub, () => isOver);
        const begun = performance.now();
        await work();
        const took_s = rounded((performance.now() - begun) / 1_000, 2);
        isOver = true;
        const waitedMs = await probing;
        rows.push({
          step,
          devices,
          took_s,
          ack_p50_ms: share(waitedMs, 0.5),
          ack_max_ms: share(waitedMs, 1),
        });
      }
      return rows;
    } finally {
      await hub.stop();
    }
  },
};
