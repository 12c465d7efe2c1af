// The wall in a real browser: a flood rises while somebody watches, and is acknowledged. In both languages, on a desk and
// on a phone.
import { describe, expect, it } from 'vitest';
import { startRunningHub } from '../running-hub.ts';
import { floodedTown } from './flooded-town.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';

describe.runIf(hasBrowser)(`the wall${browserNote}`, () => {
  it('shows a flood as it rises, and takes its acknowledgement', { timeout: 180_000 }, async () => {
    const hub = await startRunningHub();
    const town = await floodedTown(hub);
    const { page, errors } = await openPage({ locale: 'zh-CN' });
    const asked: string[] = [];
    page.on('response', (response) => response.ok() && asked.push(response.url().split('/api/v1')[1] ?? ''));
    await page.goto(`http://127.0.0.1:${hub.httpPort}/`);
    await logIn(page);
    await page.getByText('当前没有活动告警。').waitFor();
    await page.getByText('实时', { exact: true }).waitFor();
    const mark = page.locator('.place-mark').filter({ hasText: '北关路口' });
    await mark.waitFor();
    await expect.poll(() => asked.some((path) => path.startsWith('/town/tiles/'))).toBe(true);
    // A large town is more than a browser should hold.
    const whole = /^\/(points|devices|points\.geojson)(\?(limit|cursor)=.*)?$/;
    expect(asked.filter((path) => whole.test(path))).toEqual([]);

    await town.riseTo(200);
    const { id } = await town.floodCase();
    await page.getByRole('button', { name: /^20\.\d cm, 北关路口, 黄色告警$/ }).waitFor();
    await page.getByText(id).first().waitFor();
    const alarm = async () =>
      (await town.admin.get('/alarms?condition=active&rule_id=flood-depth')).body.items.find(
        ({ suppressed_by: by }: { suppressed_by: string | null }) => by === null,
      );
    expect((await alarm()).acknowledged).toBe(false);
    await page
      .getByRole('button', { name: /^确认: / })
      .first()
      .click();
    await page.getByText('已确认').first().waitFor();
    await expect.poll(async () => (await alarm()).acknowledged).toBe(true);

    // It goes on rising, and the page says so without being asked.
    await town.riseTo(430);
    await page.getByRole('button', { name: /^43\.\d cm, 北关路口, 红色告警$/ }).waitFor();
    await page.getByText('EN', { exact: true }).click();
    await page.getByRole('button', { name: /^43\.\d cm, 北关路口, Red alarm$/ }).waitFor();

    // What a point that is not on the wall is called, and which devices stand there, is asked for as it is looked at.
    await page.goto(`http://127.0.0.1:${hub.httpPort}/?point=cover-7`);
    await page.getByText('7 号井').first().waitFor();
    await page.locator('.point-device').filter({ hasText: 'tilt-7' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('is of use on a phone', { timeout: 180_000 }, async () => {
    const hub = await startRunningHub();
    const town = await floodedTown(hub);
    await town.riseTo(200);
    const { id } = await town.floodCase();
    const { page, errors } = await openPage({ width: 390, height: 844, locale: 'en-GB' });
    await page.goto(`http://127.0.0.1:${hub.httpPort}/`);
    await logIn(page);
    await page.getByText(id).first().scrollIntoViewIfNeeded();
    await page
      .getByRole('button', { name: /^Acknowledge: / })
      .first()
      .click();
    await page.getByText('Acknowledged').first().waitFor();
    // Nothing hangs over the side.
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(errors).toEqual([]);
  });
});
