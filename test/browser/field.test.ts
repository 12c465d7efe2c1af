// An administrator brings devices in by the console, in both languages: a file with mistakes that are mended where
// they stand, and a device that reports before anybody has registered it, until it is seen alive.
import { connectAsync } from 'mqtt';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Label } from '../../core/label.ts';
import { onboardingWords } from '../../dashboards/console/src/words/onboarding-words.ts';
import { quarantineWords } from '../../dashboards/console/src/words/quarantine-words.ts';
import { registryWords } from '../../dashboards/console/src/words/registry-words.ts';
import { deviceStatusWords } from '../../dashboards/console/src/words/words.ts';
import { ApiSession, type JsonBody } from '../api-session.ts';
import { type RunningHub, startRunningHub } from '../running-hub.ts';
import { pointsCsv, unitsCsv } from '../small-registry.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';

const devEui = '24e124535b316056';
/** What the hub says of that file, each in the language of the page. */
const mistakes = {
  notNumber: { zh: 'sixty 不是数字', en: 'sixty is not a number' },
  noProfile: { zh: '没有型号 flood-gaug', en: 'no profile flood-gaug' },
} as const satisfies Record<string, Label>;
const badFile = `device_id,profile,point_id,interval_s
gauge-1,flood-gaug,north-gate,60
gauge-2,flood-gauge,north-gate,sixty
tilt-7,tilt,cover-7,3600
`;

async function importDevices(page: Page, base: string, say: (label: Label) => string): Promise<void> {
  await page.goto(`${base}/registry?kind=devices`);
  await page.getByLabel(say(registryWords.paste)).fill(badFile);
  await page.getByRole('button', { name: say(registryWords.check) }).click();
  const mistake = page.getByText(say(mistakes.notNumber));
  await mistake.waitFor();
  await page.getByLabel(`${say(registryWords.line)} 3`).fill('gauge-2,flood-gauge,north-gate,60');
  await page.getByRole('button', { name: say(registryWords.checkAgain) }).click();
  await mistake.waitFor({ state: 'detached' });
  await page.getByText(say(mistakes.noProfile)).waitFor();
  await page.getByLabel(`${say(registryWords.line)} 2`).fill('gauge-1,flood-gauge,north-gate,60');
  await page.getByRole('button', { name: say(registryWords.checkAgain) }).click();
  await page.getByRole('button', { name: say(registryWords.importAll) }).click();
  await page.getByText(say(registryWords.done)).waitFor();
  await page.getByText(say(registryWords.secretsOnce)).waitFor();
}

/** A network server in whose uplinks a gauge speaks that the registry does not know. */
async function networkServer(hub: RunningHub, admin: ApiSession): Promise<() => Promise<void>> {
  const body = { name: 'lorawan', publish: ['application/#'], subscribe: [] };
  const account: JsonBody = (await admin.post('/accounts', body)).body;
  let frame = 0;
  return async () => {
    frame += 1;
    const uplink = {
      ...{ deduplicationId: `uplink-${frame}`, time: new Date().toISOString(), fCnt: frame, fPort: 85 },
      deviceInfo: { devEui, deviceName: 'north gate', deviceProfileName: 'EM500-UDL' },
      object: { battery: 96, distance: 2_400 + frame },
      rxInfo: [{ gatewayId: 'gw-roof', rssi: -101, snr: 4 }],
    };
    const client = await connectAsync(hub.mqttUrl, {
      ...{ clientId: 'lorawan', username: 'lorawan', password: account.secret, reconnectPeriod: 0 },
    });
    const topic = `application/a1/device/${devEui}/event/up`;
    await client.publishAsync(topic, JSON.stringify(uplink), { qos: 1 });
    await client.endAsync();
  };
}

describe.runIf(hasBrowser)(`equipment in the console${browserNote}`, () => {
  it.each([
    ['zh', 'zh-CN'],
    ['en', 'en-GB'],
  ] as const)('comes in by file and by message, in %s', { timeout: 240_000 }, async (language, locale) => {
    const say = (label: Label) => label[language];
    const hub = await startRunningHub();
    const base = `http://127.0.0.1:${hub.httpPort}`;
    const admin = await ApiSession.login(hub);
    await admin.importRegistry({ units: unitsCsv, points: pointsCsv });
    const { page, errors } = await openPage({ locale });
    await page.goto(base);
    await logIn(page);
    await page.waitForSelector('.console-page');

    await importDevices(page, base, say);
    const devices: JsonBody[] = await admin.all('/devices');
    expect(devices.map(({ id }) => id)).toEqual(['gauge-1', 'gauge-2', 'tilt-7']);

    const uplink = await networkServer(hub, admin);
    await uplink();
    await page.goto(`${base}/quarantine`);
    await page.getByRole('button', { name: say(quarantineWords.adopt) }).click();
    await page.getByRole('radio', { name: /milesight-em500-udl/, checked: true }).waitFor();
    await page.getByText('2401 mm').waitFor();
    await page.getByLabel(say(onboardingWords.deviceId)).fill('gauge-north');
    await page.getByRole('button', { name: say(onboardingWords.register) }).click();
    await page.getByText(say(onboardingWords.registered)).waitFor();
    await uplink();
    await page.getByText(say(onboardingWords.alive)).waitFor();
    await page.getByRole('button', { name: say(onboardingWords.toDevice) }).click();
    await page.getByRole('heading', { level: 1, name: 'gauge-north' }).waitFor();
    await page.getByText('2402 mm').waitFor();
    await page.locator('.page-body-head').getByText(say(deviceStatusWords.online)).waitFor();
    await page.goto(`${base}/quarantine`);
    await page.getByText(say(quarantineWords.none)).waitFor();
    expect((await admin.get('/readings?device_id=gauge-north&metric=distance_mm')).body.points).toMatchObject(
      [expect.arrayContaining([2_401]), expect.arrayContaining([2_402])],
    );
    expect(errors).toEqual([]);
    expect(await hub.stop()).toBe(0);
  });
});
