// What a browser has to fetch before a page is of use: little enough for a phone on a poor network, and for a wall that
// is turned on in a storm.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { startRunningHub } from '../running-hub.ts';
import { floodedTown } from './flooded-town.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';

const dist = join(import.meta.dirname, '../../dashboards/console/dist');

/** Bytes of the page and of every file that it asked for, as the build compressed them. */
async function firstLoadBytes(page: Page, start: string, work: () => Promise<unknown>): Promise<number> {
  const files = new Set([start]);
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/assets/')) files.add(pathname);
  });
  await work();
  return [...files].reduce((sum, file) => sum + sizeOf(join(dist, file)), 0);
}

/** The smallest files are not worth compressing. */
function sizeOf(file: string): number {
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
}

describe.runIf(hasBrowser)(`the first load${browserNote}`, () => {
  it('of the crew page is at most 250 KB, of the wall 700 KB', { timeout: 120_000 }, async () => {
    const hub = await startRunningHub();
    await floodedTown(hub);
    const base = `http://127.0.0.1:${hub.httpPort}`;
    const crew = await openPage({ width: 390, height: 844 });
    const crewBytes = await firstLoadBytes(crew.page, 'crew/index.html', async () => {
      await crew.page.goto(`${base}/crew/`);
      await logIn(crew.page);
      await crew.page.getByText('No open cases').waitFor();
    });
    const wall = await openPage();
    const wallBytes = await firstLoadBytes(wall.page, 'index.html', async () => {
      await wall.page.goto(base);
      await logIn(wall.page);
      await wall.page.locator('.place-mark').first().waitFor();
      await expect.poll(() => wall.page.workers().length, { timeout: 20_000 }).toBeGreaterThan(0);
    });
    console.log(`first load: crew page ${crewBytes} bytes, wall ${wallBytes} bytes`);
    expect(crewBytes).toBeGreaterThan(50_000);
    expect(crewBytes).toBeLessThan(250_000);
    expect(wallBytes).toBeGreaterThan(crewBytes);
    expect(wallBytes).toBeLessThan(700_000);
  });
});
