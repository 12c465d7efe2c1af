// The public flood map in a real browser: without a login, on a phone and on a desk, in both languages.
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { startRunningHub } from '../running-hub.ts';
import { floodedTown } from './flooded-town.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, openPage } from './open-page.ts';

describe.runIf(hasBrowser)(`the public flood map${browserNote}`, () => {
  it('shows water to whoever comes, and nothing of the hub’s inside', { timeout: 180_000 }, async () => {
    const hub = await startRunningHub({ env: { SLUICE_PUBLIC_MAP: 'on' } });
    await (await floodedTown(hub)).riseTo(184);
    const { page, errors } = await openPage({ width: 390, height: 844, locale: 'zh-CN' });
    await page.addInitScript(axe.source);
    await page.goto(`http://127.0.0.1:${hub.httpPort}/public`);
    await page.locator('.public-list ol li').first().waitFor();
    expect(await page.locator('.public-list ol li').first().textContent()).toMatch(/\d+ 厘米/);
    expect(await page.locator('.public-state').textContent()).toContain('积水预警');
    await page.locator('.place-mark').first().waitFor();
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wide).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('.public-list ol li').first().textContent()).toMatch(/\d+ cm/);
    for (const shade of ['dark', 'light']) {
      const toggle = page.getByRole('button', { name: `Switch to ${shade}` });
      if ((await toggle.count()) > 0) await toggle.click();
      const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(grave.map(({ id, nodes }) => `${shade} ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
    expect(await page.content()).not.toMatch(/gauge-\d|drainage|C20\d\d/);
    expect(errors).toEqual([]);
    expect(await hub.stop()).toBe(0);
  });
});
