// A flood through a real hub as the alerts that leave it: raised, graver, over.
import { XMLParser } from 'fast-xml-parser';
import { connectAsync } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { startRunningHub } from './running-hub.ts';
import { devicesCsv, pointsCsv, secrets, unitsCsv } from './small-registry.ts';

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => ['entry', 'info'].includes(name) });

interface Told {
  readonly identifier: string;
  readonly msgType: string;
  readonly references?: string;
  readonly info: readonly { readonly severity: string; readonly onset: string }[];
}

it('tells of a flood from its alert to its cancel, each message once and for all', async () => {
  const hub = await startRunningHub({ env: { SLUICE_PUBLIC_URL: 'http://hub.example' } });
  onTestFinished(() => void hub.kill());
  const admin = await ApiSession.login(hub);
  await admin.importRegistry({ units: unitsCsv, points: pointsCsv, devices: devicesCsv });
  const login = { username: 'gauge-1', password: secrets['gauge-1'], clientId: 'gauge-1' };
  const gauge = await connectAsync(hub.mqttUrl, { ...login, reconnectPeriod: 0 });
  onTestFinished(() => void gauge.endAsync(true));
  const begin = Date.now() - 2 * 3_600_000;
  let minutes = 0;
  const report = async (...depths: readonly number[]) => {
    for (const depth_mm of depths) {
      minutes += 1;
      const reading = JSON.stringify({ ts: begin + minutes * 60_000, seq: minutes, depth_mm });
      await gauge.publishAsync('devices/gauge-1/telemetry', reading, { qos: 1 });
    }
  };
  const rising = (from: number, to: number) =>
    Array.from({ length: (to - from) / 8 }, (_, n) => from + n * 8);
  const root = `http://127.0.0.1:${hub.httpPort}`;
  const told = async (): Promise<Told | undefined> => {
    const { feed } = parser.parse(await (await fetch(`${root}/feeds/cap.atom`)).text());
    return feed.entry?.[0].content.alert;
  };
  const until = (is: Partial<Told> & { readonly severity?: string }) => {
    const { severity, ...rest } = is;
    const info = severity === undefined ? {} : { info: [{ severity }, { severity }] };
    return expect.poll(told, { timeout: 20_000 }).toMatchObject({ ...rest, ...info });
  };

  expect(await told()).toBeUndefined();
  await report(...rising(0, 168), 168, 168);
  await until({ severity: 'Moderate' });
  const graver = await told();
  await report(...rising(168, 280), 280, 280);
  await until({ msgType: 'Update', severity: 'Severe' });
  const update = await told();
  expect(update?.references).toContain(graver?.identifier);
  await report(...rising(0, 280).reverse(), 0, 0, 0, 0);
  await until({ msgType: 'Cancel' });
  const cancel = await told();
  for (const earlier of [graver, update]) expect(cancel?.references).toContain(earlier?.identifier);

  // Each is still there as it was, and the map of alarms is empty.
  for (const message of [graver, update, cancel]) {
    const text = await (await fetch(`${root}/feeds/cap/${message?.identifier}.xml`)).text();
    expect(parser.parse(text).alert).toEqual(message);
  }
  expect(await (await fetch(`${root}/feeds/alarms.geojson`)).json()).toMatchObject({ features: [] });
  expect(await hub.stop()).toBe(0);
});
