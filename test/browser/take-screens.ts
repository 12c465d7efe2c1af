// `npm run screens`: takes the pictures in docs/screens anew, of a hub with the demo's town in its storm. Each is WebP of
// at most 250 KB, in Chinese and in English.
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { HubProcess } from '../../hub/commands/drill/hub-process.ts';
import type { CrewUser } from '../../simulators/crews.ts';
import { demoCrewUsers, runDemo } from '../../simulators/demo.ts';
import { launchBrowser } from './launch-browser.ts';
import { writeOver } from './write-over.ts';

const folder = join(import.meta.dirname, '../../docs/screens');
const most_bytes = 250_000;
const viewer = { username: 'screens', password: 'pictures of a storm' } as const;
/** The storm is at its height, for the demo's clock. */
const heightMs = 100_000;
/** For charts and maps, which draw themselves by and by. */
const drawnMs = 3_000;

interface Shot {
  readonly name: string;
  readonly shade: 'dark' | 'light';
  /** Address, once the storm is there. */
  path(hub: HubProcess): Promise<string>;
  /** What a person does before the picture. */
  before?(page: Page): Promise<void>;
  /** On a phone, as a crew. */
  readonly isPhone?: boolean;
}

async function firstId(hub: HubProcess, list: string): Promise<string> {
  const { items } = await hub.call('GET', list);
  if (items.length === 0) throw new Error(`the storm brought nothing to ${list}`);
  return encodeURIComponent(items[0].id);
}

const shots: readonly Shot[] = [
  { name: 'wall', shade: 'dark', path: async () => '/' },
  {
    name: 'case',
    shade: 'light',
    path: async (hub) => `/cases/${await firstId(hub, '/cases?category=05-06&open=true')}`,
  },
  { name: 'equipment', shade: 'light', path: async () => '/devices' },
  {
    name: 'back-test',
    shade: 'dark',
    path: async () => '/rules/flood-depth',
    async before(page) {
      await writeOver(page, 'blue: 50', '30');
      const trial = page
        .locator('section')
        .filter({ has: page.locator('.rule-tools') })
        .last();
      await trial.locator('button.ant-btn').last().click();
      await trial.locator('.ant-btn-loading').waitFor({ state: 'detached', timeout: 150_000 });
      await trial.scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'crew',
    shade: 'light',
    isPhone: true,
    path: async () => '/crew/',
    async before(page) {
      await page.locator('.crew-order button').last().click();
      await page.locator('.crew-way').first().waitFor();
    },
  },
];

/** The crew that has most to do. */
async function busiestCrew(hub: HubProcess): Promise<CrewUser> {
  const counted = await Promise.all(
    demoCrewUsers().map(async (user) => {
      const { items } = await hub.call('GET', `/cases?open=true&unit=${user.unitId}`);
      return { user, count: items.length };
    }),
  );
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).user;
}

async function take(browser: Browser, hub: HubProcess, shot: Shot, locale: 'zh-CN' | 'en-GB'): Promise<void> {
  const { isPhone = false, shade, name } = shot;
  const context = await browser.newContext({
    ...{ locale, permissions: ['geolocation'], geolocation: { longitude: 109.84, latitude: 35.585 } },
    ...{ viewport: isPhone ? { width: 390, height: 844 } : { width: 1_600, height: 900 } },
    deviceScaleFactor: isPhone ? 2 : 1,
  });
  context.setDefaultTimeout(120_000);
  await context.addInitScript(`localStorage.setItem('sluice.shade', '${shade}')`);
  const page = await context.newPage();
  await page.goto(`${hub.httpUrl}${await shot.path(hub)}`);
  const { username, password } = isPhone ? await busiestCrew(hub) : viewer;
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.locator('.console-page, .crew-card').first().waitFor();
  await pause(drawnMs);
  await shot.before?.(page);
  await pause(drawnMs);
  const png = await page.screenshot();
  await writeFile(join(folder, `${name}.${locale.slice(0, 2)}.webp`), await smallEnough(png));
  await context.close();
}

async function smallEnough(png: Buffer): Promise<Buffer> {
  for (const quality of [88, 80, 70, 60, 50]) {
    const webp = await sharp(png).webp({ quality, effort: 6 }).toBuffer();
    if (webp.length <= most_bytes) return webp;
  }
  throw new Error(`no quality brings the picture below ${most_bytes} bytes`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'sluice-screens-'));
const hub = await HubProcess.start({ dataDir });
const end = new AbortController();
try {
  await hub.call('POST', '/users', { ...viewer, role: 'admin', unit_id: null });
  const town = { httpUrl: hub.httpUrl, mqttUrl: hub.mqttUrl, ...viewer };
  const storm = runDemo({ ...town, signal: end.signal, log: (line) => console.error(line) });
  await pause(heightMs);
  const browser = await launchBrowser();
  for (const locale of ['zh-CN', 'en-GB'] as const) {
    for (const shot of shots) {
      console.error(`${shot.name} ${locale}`);
      await take(browser, hub, shot, locale);
    }
  }
  await browser.close();
  end.abort();
  await storm;
} finally {
  end.abort();
  await hub.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
