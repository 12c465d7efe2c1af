// What an operator does to equipment by the console: planned work, a command that the device answers, a new secret,
// and a permit to open a cover.
import { connectAsync, type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commandStateWords, commandWords } from '../../dashboards/console/src/words/command-words.ts';
import { pageWords } from '../../dashboards/console/src/words/page-words.ts';
import { pointWords } from '../../dashboards/console/src/words/point-words.ts';
import { ApiSession } from '../api-session.ts';
import { type RunningHub, startRunningHub } from '../running-hub.ts';
import { devicesCsv, pointsCsv, secrets, unitsCsv } from '../small-registry.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';

/** A gauge that reports once, and takes each command with its interval. */
async function obedientGauge(hub: RunningHub): Promise<MqttClient> {
  const id = 'gauge-1';
  const client = await connectAsync(hub.mqttUrl, {
    ...{ clientId: id, username: id, password: secrets[id], reconnectPeriod: 0 },
  });
  onTestFinished(() => void client.end(true));
  client.on('message', (_topic, payload) => {
    const { id: command, interval_s } = JSON.parse(payload.toString());
    const reply = { id: command, ok: true, detail: `interval is ${interval_s} s` };
    client.publish(`devices/${id}/replies`, JSON.stringify(reply), { qos: 1 });
  });
  await client.subscribeAsync(`devices/${id}/commands`, { qos: 1 });
  const report = { ts: Date.now(), seq: 1, depth_mm: 3, battery_v: 3.6 };
  await client.publishAsync(`devices/${id}/telemetry`, JSON.stringify(report), { qos: 1 });
  return client;
}

describe.runIf(hasBrowser)(`work on equipment${browserNote}`, () => {
  it('is planned, commanded and permitted in the console', { timeout: 240_000 }, async () => {
    const hub = await startRunningHub();
    const base = `http://127.0.0.1:${hub.httpPort}`;
    const admin = await ApiSession.login(hub);
    await admin.importRegistry({ units: unitsCsv, points: pointsCsv, devices: devicesCsv });
    await obedientGauge(hub);
    const { page, errors } = await openPage();
    // A part of the name: a button that was loading keeps the name of its mark for a while.
    const button = (name: string) => page.getByRole('button', { name });
    await page.goto(`${base}/devices`);
    await logIn(page);
    await page.getByRole('link', { name: 'gauge-1' }).click();
    await page.getByRole('heading', { level: 1, name: 'gauge-1' }).waitFor();

    await button(commandWords.maintenanceBegin.en).click();
    await page.getByLabel(pageWords.reason.en).fill('new battery');
    await button(pageWords.save.en).click();
    await button(commandWords.maintenanceEnd.en).waitFor();
    expect((await admin.get('/devices/gauge-1')).body).toMatchObject({
      ...{ status: 'maintenance', maintenance_reason: 'new battery' },
    });
    await button(commandWords.maintenanceEnd.en).click();
    await button(commandWords.maintenanceBegin.en).waitFor();
    expect((await admin.get('/devices/gauge-1')).body.status).not.toBe('maintenance');

    await page.getByLabel(commandWords.interval_s.en).fill('60');
    await button(commandWords.send.en).click();
    await page.getByText('interval is 60 s').waitFor();
    await page.getByText(commandStateWords.done.en, { exact: true }).waitFor();

    await button(commandWords.secret.en).click();
    await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click();
    const shown = (await page.locator('.secret code').textContent()) ?? '';
    const again = { clientId: 'gauge-1', username: 'gauge-1', reconnectPeriod: 0 } as const;
    const client = await connectAsync(hub.mqttUrl, { ...again, password: shown });
    await client.endAsync();

    await page.goto(`${base}/points/cover-7`);
    await button(pointWords.permitGive.en).click();
    await page.getByLabel(pageWords.reason.en).fill('cleaning');
    await button(pageWords.save.en).click();
    await page.locator('.permit-mark', { hasText: 'cleaning' }).waitFor();
    expect((await admin.get('/explain?point_id=cover-7')).body.permit).toMatchObject({ reason: 'cleaning' });
    await button(pointWords.permitEnd.en).click();
    await button(pointWords.permitGive.en).waitFor();
    expect(errors).toEqual([]);
    expect(await hub.stop()).toBe(0);
  });
});
