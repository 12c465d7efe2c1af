import { spawnSync } from 'node:child_process';
import { connectAsync } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMosquitto, tester } from '../conformance/target.ts';
import { EngineStandIn } from '../testing/engine-stand-in.ts';
import { startSource } from './start-source.ts';

const isInstalled = spawnSync('mosquitto', ['-h']).error === undefined;
if (!isInstalled) console.warn('skipped: mosquitto is not installed');

describe.runIf(isInstalled)('two hubs behind one broker', () => {
  it('share its messages: each goes to one of them, and both get some', async () => {
    const other = await startMosquitto();
    onTestFinished(() => other.close());
    const url = `mqtt://127.0.0.1:${other.port}`;
    const engines = [new EngineStandIn(), new EngineStandIn()];
    const sources = engines.map((engine, index) => {
      const source = startSource({
        ...{ name: 'city', url, clientId: `hub-${index}`, username: tester.name, password: tester.secret },
        ...{ filters: ['$share/hubs/c/#'], qos: 1, inFlight: 20, engine },
        ...{ log: { info() {}, warn() {} }, now: () => 0, random: () => 0 },
      });
      onTestFinished(() => source.close());
      return source;
    });
    await expect.poll(() => sources.map((source) => source.counters().subscriptions)).toEqual([1, 1]);
    const sender = await connectAsync(url, { username: tester.name });
    onTestFinished(async () => {
      await sender.endAsync(true);
    });
    const sent = Array.from({ length: 200 }, (_, index) => `c/${index} x`);
    for (const text of sent) await sender.publishAsync(text.slice(0, -2), 'x', { qos: 1 });
    const taken = () => engines.flatMap((engine) => engine.texts());
    await expect.poll(() => taken().length).toBe(sent.length);
    expect(taken().sort()).toEqual([...sent].sort());
    for (const engine of engines) expect(engine.records.length).toBeGreaterThan(0);
  });
});
