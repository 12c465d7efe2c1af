// An administrator in a real browser: logs in, opens the editor of the flows, imports an example, deploys it, and the
// hub's alarm comes of it.
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { ApiSession } from '../api-session.ts';
import { startRunningHub } from '../running-hub.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';

const points = `point_id,name,kind,lon,lat
flood-01,北关路口,flood,109.84,35.584
flood-02,汽车站,flood,109.85,35.586
`;
const devices = `device_id,profile,point_id,interval_s,secret,zero_offset_mm
gauge-1,flood-gauge,flood-01,60,secret-of-gauge-1,0
gauge-2,flood-gauge,flood-02,60,secret-of-gauge-2,0
`;

describe.runIf(hasBrowser)(`the editor of the flows${browserNote}`, () => {
  it('imports an example, deploys it, and its rule raises an alarm', { timeout: 180_000 }, async () => {
    const hub = await startRunningHub({ env: { SLUICE_FLOWS: 'on' } });
    const admin = await ApiSession.login(hub);
    await admin.importRegistry({ points, devices });
    const state = async () => (await admin.get('/flows')).body.state;
    await expect.poll(state, { timeout: 60_000, interval: 200 }).toBe('running');

    const { page, errors } = await openPage();
    await page.goto(`http://127.0.0.1:${hub.httpPort}/flows/`);
    await logIn(page);
    await page.waitForSelector('#red-ui-palette-container .red-ui-palette-node');
    await page.keyboard.press('Control+i');
    await page.getByRole('link', { name: 'Examples' }).click();
    const examples = page.locator('#red-ui-clipboard-dialog-import-tab-examples');
    await examples.getByText('sluice-palette', { exact: true }).click();
    await examples.getByText('a rule of your own').click();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.click('#red-ui-header-button-deploy:not(.disabled)');
    const deployed = async () =>
      (await admin.get('/audit')).body.items.some(
        ({ action }: { action: string }) => action === 'flows.deployed',
      );
    await expect.poll(deployed, { timeout: 30_000 }).toBe(true);
    await expect.poll(state, { timeout: 30_000 }).toBe('running');

    let seq = 0;
    const report = async (depth_mm: number) => {
      seq += 1;
      for (const id of ['gauge-1', 'gauge-2']) {
        const client = await connectAsync(hub.mqttUrl, {
          ...{ clientId: id, username: id, password: `secret-of-${id}`, reconnectPeriod: 0 },
        });
        const body = { ts: Date.now() - (120 - seq) * 60_000, seq, depth_mm };
        await client.publishAsync(`devices/${id}/telemetry`, JSON.stringify(body), { qos: 1 });
        await client.endAsync();
      }
    };
    for (const depth_mm of [10, 30, 50, 70, 90]) await report(depth_mm);
    // Readings are logged for flows from a moment after the deploy: the water stays.
    const raised = async () => {
      await report(150);
      return (await admin.get('/alarms?rule_id=flow-road-cut')).body.items;
    };
    await expect
      .poll(raised, { timeout: 60_000, interval: 500 })
      .toMatchObject([{ point_id: 'flood-01', severity: 'orange', title: '两处同时积水，道路中断' }]);
    // The flow shows what came of it.
    await page.getByText('alarm').first().waitFor();
    expect(errors).toEqual([]);
    expect(await hub.stop()).toBe(0);
  });
});
