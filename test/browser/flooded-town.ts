// A small town in a running hub, with a crew, and water that rises when a test says so.
import { connectAsync } from 'mqtt';
import { expect } from 'vitest';
import { ApiSession } from '../api-session.ts';
import type { RunningHub } from '../running-hub.ts';
import { devicesCsv, pointsCsv, secrets, unitsCsv } from '../small-registry.ts';

export const crewLogin = { username: 'drainage-crew', password: 'the crew of the drains' } as const;

export interface FloodedTown {
  readonly admin: ApiSession;
  /** The gauge at the north gate reports depths as a flood brings them, up to `depth_mm`. */
  riseTo(depth_mm: number): Promise<void>;
  /** The one open case of a flood, once there is one. */
  floodCase(): Promise<{ readonly id: string; readonly state: string }>;
}

export async function floodedTown(hub: RunningHub): Promise<FloodedTown> {
  const admin = await ApiSession.login(hub);
  await admin.importRegistry({ units: unitsCsv, points: pointsCsv, devices: devicesCsv });
  const user = { ...crewLogin, role: 'crew', unit_id: 'drainage' };
  expect((await admin.post('/users', user)).status).toBe(201);

  let seq = 0;
  const begin = Date.now() - 3 * 3_600_000;
  const report = async (depth_mm: number) => {
    seq += 1;
    const client = await connectAsync(hub.mqttUrl, {
      ...{ clientId: 'gauge-1', username: 'gauge-1', password: secrets['gauge-1'], reconnectPeriod: 0 },
    });
    const reading = { ts: begin + seq * 60_000, seq, depth_mm };
    await client.publishAsync('devices/gauge-1/telemetry', JSON.stringify(reading), { qos: 1 });
    await client.endAsync();
  };
  return {
    admin,
    async riseTo(depth_mm) {
      for (let depth = 20; depth < depth_mm; depth += 30) await report(depth);
      for (let n = 0; n < 3; n += 1) await report(depth_mm + n);
    },
    async floodCase() {
      const items = async () => (await admin.get('/cases?open=true&category=05-06')).body.items;
      await expect.poll(async () => (await items()).length, { timeout: 20_000 }).toBe(1);
      return (await items())[0];
    },
  };
}
