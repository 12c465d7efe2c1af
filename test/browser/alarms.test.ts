// An operator in a real browser: the wall rings, many alarms are shelved and acknowledged by keys, and it is quiet again.
import { describe, expect, it, onTestFinished } from 'vitest';
import { startRunningHub } from '../running-hub.ts';
import { floodedTown } from './flooded-town.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';

describe.runIf(hasBrowser)(`alarms${browserNote}`, () => {
  it('ring until they are acknowledged, many at once and by keys', { timeout: 180_000 }, async () => {
    const hub = await startRunningHub();
    onTestFinished(async () => void (await hub.stop()));
    const { admin, riseTo, floodCase } = await floodedTown(hub);
    await riseTo(300);
    await floodCase();
    const { page, errors } = await openPage();
    await page.goto(`http://127.0.0.1:${hub.httpPort}/`);
    await logIn(page);
    const flash = page.locator('.bell-flash');
    await flash.waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Silence' }).click();
    await page.getByRole('button', { name: 'Silence' }).waitFor({ state: 'detached' });
    expect(await flash.count()).toBe(1);

    await page.getByRole('link', { name: /Alarms$/ }).click();
    await page.getByRole('row').nth(2).waitFor();
    const all = async () => (await admin.get('/alarms')).body.items as Record<string, unknown>[];
    const count = (await all()).length;
    expect(count).toBeGreaterThan(1);
    for (let n = 0; n < count; n += 1) {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
    }
    await page.getByText(`${count} alarms`).waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Pumps are on their way');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText(`Commented: ${count}`).waitFor();
    // Keys belong to the form until it is gone.
    await dialog.waitFor({ state: 'hidden' });
    for (const { comments } of await all())
      expect(comments).toMatchObject([{ text: 'Pumps are on their way' }]);

    for (let n = 0; n < count; n += 1) {
      await page.keyboard.press('x');
      await page.keyboard.press('k');
    }
    await page.getByText(`${count} alarms`).waitFor();
    await page.keyboard.press('a');
    await page.getByText(`Acknowledged: ${count}`).waitFor();
    expect((await all()).every(({ acknowledged }) => acknowledged === true)).toBe(true);
    await page.getByRole('link', { name: /Wall$/ }).click();
    await page.locator('.bell').waitFor();
    await expect.poll(() => flash.count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
