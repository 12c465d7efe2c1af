// Every page of the console and of the crew's phone, dark and light, in a storm: axe finds nothing that keeps people
// from using it.
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runDemo } from '../../simulators/demo.ts';
import { ApiSession } from '../api-session.ts';
import { adminPassword, type RunningHub, startRunningHub } from '../running-hub.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';

/** Not a literal: the tests' types know no JSX, which lies behind the pages. */
const pagesFile = join(import.meta.dirname, '../../dashboards/console/src/app/pages.ts');
const shades = ['dark', 'light'] as const;
/** Pages of other frames, that `pages.ts` does not list. */
const crewPaths = ['/crew/', '/crew/report', '/crew/patrol', '/crew/unsent'];

const mostLooks = 4;

interface Fault {
  readonly where: string;
  readonly rule: string;
  readonly elements: readonly string[];
}

/** A storm over a small town, until there are alarms and cases of several kinds; then everything stands still. */
async function afterStorm(hub: RunningHub): Promise<ApiSession> {
  const admin = await ApiSession.login(hub);
  const end = new AbortController();
  const storm = runDemo({
    ...{ httpUrl: hub.apiUrl.replace('/api/v1', ''), mqttUrl: hub.mqttUrl, username: 'admin' },
    ...{ password: adminPassword, covers: 60, signal: end.signal, log: () => {} },
  });
  const categories = async () => {
    const cases = await admin.all('/cases');
    return new Set(cases.map(({ category }) => String(category).slice(0, 2))).size;
  };
  await expect.poll(categories, { timeout: 90_000, interval: 500 }).toBeGreaterThan(1);
  end.abort();
  await storm;
  return admin;
}

/** Addresses of all pages, the ids in them those of what the hub lists first. */
async function addresses(admin: ApiSession): Promise<string[]> {
  const { pages } = (await import(pagesFile)) as { pages: readonly { path: string }[] };
  const filled = pages.map(async ({ path }) => {
    const [list, param] = path.split('/:');
    if (param === undefined || list === undefined) return path;
    const { status, body } = await admin.get(list);
    expect(status, `the list of which ${path} shows one`).toBe(200);
    return `${list}/${encodeURIComponent(body.items[0][param])}`;
  });
  return Promise.all(filled);
}

/** When nothing is awaited any more, an animation apart. */
async function isThere(page: Page): Promise<void> {
  await page.locator('main, .console-page, .crew').first().waitFor();
  const awaited = page.locator('.ant-spin-spinning, .ant-skeleton-active, .ant-btn-loading');
  await expect.poll(() => awaited.count(), { timeout: 20_000 }).toBe(0);
}

/** What stays wrong: colours on their way from one state to another are looked at again. */
async function faultsOf(page: Page, where: string): Promise<Fault[]> {
  let faults = await faultsNow(page, where);
  for (let look = 0; faults.length > 0 && look < mostLooks; look += 1) faults = await faultsNow(page, where);
  return faults;
}

async function faultsNow(page: Page, where: string): Promise<Fault[]> {
  const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      ...{ where, rule: id },
      elements: nodes.map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`).slice(0, 5),
    }));
}

describe.runIf(hasBrowser)(`accessibility${browserNote}`, () => {
  it('finds no serious fault on any page, dark or light', { timeout: 900_000 }, async () => {
    const hub = await startRunningHub();
    onTestFinished(async () => void (await hub.stop()));
    const admin = await afterStorm(hub);
    const paths = await addresses(admin);
    const { items } = (await admin.get('/cases?open=true')).body;
    const base = `http://127.0.0.1:${hub.httpPort}`;
    const faults: Fault[] = [];
    for (const shade of shades) {
      const { page, browser } = await openPage();
      await page.context().addInitScript({ content: axe.source });
      await page.context().addInitScript(`localStorage.setItem('sluice.shade', '${shade}')`);
      await page.goto(base);
      await page.waitForSelector('#username');
      faults.push(...(await faultsOf(page, `login ${shade}`)));
      await logIn(page);
      await page.waitForSelector('.console-page');
      const all = [...paths, ...crewPaths, ...(items[0] === undefined ? [] : [`/crew/cases/${items[0].id}`])];
      for (const path of all) {
        await page.goto(`${base}${path}`);
        await isThere(page);
        faults.push(...(await faultsOf(page, `${path} ${shade}`)));
      }
      await browser.close();
    }
    expect(faults).toEqual([]);
  });
});
