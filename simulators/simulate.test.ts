import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type BareBroker, startBareBroker } from './bare-broker.ts';
import { devicesCsv } from './registry-csv.ts';
import { simulate } from './simulate.ts';
import { createTown } from './town.ts';

const brokers: BareBroker[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(brokers.splice(0).map((broker) => broker.die()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('simulate', () => {
  it('lets real clients of the town report, and closes with an account that adds up', async () => {
    const secrets = new Map(createTown({ seed: 3 }).devices.map(({ id, secret }) => [id, secret]));
    const broker = await startBareBroker({
      authenticate: (name, password) => secrets.get(name) === password,
    });
    brokers.push(broker);
    const folder = mkdtempSync(join(tmpdir(), 'sluice-simulate-'));
    folders.push(folder);
    const stop = new AbortController();
    const lines: string[] = [];
    const running = simulate({
      ...{ mqttUrl: broker.url, devices: 40, rate: 400, storm: 'demo', seed: 3, registryDir: folder },
      signal: stop.signal,
      log: (line) => lines.push(line),
    });
    const isFrom = (id: string) => broker.message(({ topic }) => topic.startsWith(`devices/${id}/telemetry`));
    await Promise.all([isFrom('flood-gauge-12'), isFrom('rain-gauge-03'), isFrom('tilt-0001')]);
    stop.abort();
    const account = await running;
    expect(account).toMatchObject({ devices: 40, errors: 0, overflowed: 0 });
    expect(account.acknowledged + account.unacknowledged).toBe(account.sent);
    expect(account.acknowledged).toBeGreaterThan(0);
    expect(lines.at(-1)).toContain('acknowledged');
    const importable = readFileSync(join(folder, 'devices.csv'), 'utf8');
    expect(importable.split('\n')).toHaveLength(42);
    expect(importable.split('\n')[0]).toBe(devicesCsv(createTown({ seed: 3 })).split('\n')[0]);
  });

  it.each([{ devices: 0 }, { devices: 1_986 }, { rate: 0 }, { storm: 'drizzle' }, { seed: 0.5 }])(
    'refuses %o with a hint before it connects',
    async (bad) => {
      const options = { mqttUrl: 'mqtt://127.0.0.1:9', signal: new AbortController().signal, log: () => {} };
      await expect(simulate({ ...options, ...bad })).rejects.toMatchObject({ code: 'bad_option' });
    },
  );
});
