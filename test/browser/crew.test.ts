// A crew's phone in a real browser: the network goes, the work goes on, and when it is back everything reaches the
// hub once.
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { startRunningHub } from '../running-hub.ts';
import { crewLogin, floodedTown } from './flooded-town.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';

const phone = { width: 390, height: 844 };

/** Resolves when the page would open without a network. */
async function isKeptForOffline(page: Page): Promise<void> {
  const isControlled = 'navigator.serviceWorker.controller !== null';
  await expect.poll(() => page.evaluate(isControlled), { timeout: 20_000 }).toBe(true);
}

function picture(): Promise<Buffer> {
  const create = { width: 3_000, height: 2_000, channels: 3, background: '#4f7f9f' } as const;
  return sharp({ create }).jpeg().toBuffer();
}

/** A hub with a flood, and a crew's phone that is about to open a page of it. */
async function crewInFlood(locale: 'zh-CN' | 'en-GB') {
  const hub = await startRunningHub();
  const town = await floodedTown(hub);
  await town.riseTo(200);
  const { id } = await town.floodCase();
  const { page, errors } = await openPage({ ...phone, locale });
  const base = `http://127.0.0.1:${hub.httpPort}`;
  return { base, town, id, page, context: page.context(), errors };
}

/** Logged in, before the flood's case. */
async function crewAtCase() {
  const crew = await crewInFlood('en-GB');
  await crew.page.goto(`${crew.base}/crew/cases/${crew.id}`);
  await logIn(crew.page, crewLogin.username, crewLogin.password);
  await crew.page.getByRole('heading', { name: 'Timeline' }).waitFor();
  return crew;
}

describe.runIf(hasBrowser)(`the crew page${browserNote}`, () => {
  it('keeps what was done offline, also when it is closed, and sends it once', {
    timeout: 180_000,
  }, async () => {
    const { base, town, id, page, context, errors } = await crewInFlood('zh-CN');
    await page.goto(`${base}/crew`);
    expect(page.url()).toMatch(/\/crew\/$/);
    await logIn(page, crewLogin.username, crewLogin.password);
    await page.getByText('排水管理所').waitFor();
    await page.getByText(id).waitFor();
    await isKeptForOffline(page);

    await context.setOffline(true);
    await page.getByText('离线').waitFor();
    await page.getByText(id).click();
    await page.getByRole('button', { name: '接单' }).click();
    await page.getByText('未上报: 接单').waitFor();
    await page.getByRole('button', { name: '处置完成' }).click();
    await page.getByRole('textbox').fill('已抽排，道路恢复');
    await page.setInputFiles('input[capture]', {
      ...{ name: 'road.jpg', mimeType: 'image/jpeg', buffer: await picture() },
    });
    await page.getByRole('img', { name: '照片 1' }).waitFor();
    await page.getByRole('button', { name: '处置完成' }).click();
    await page.getByText('未上报: 处置完成').waitFor();
    await page.close();
    expect((await town.admin.get(`/cases/${id}`)).body.state).toBe('dispatched');

    // Opened anew without a network: the page, the cases and the work that waits are there.
    const again = await context.newPage();
    await again.goto(`${base}/crew/`);
    await again.getByRole('link', { name: '待上报 2' }).click();
    await again.getByText('已抽排，道路恢复').waitFor();
    // The hub does the first and its answer is lost: it goes out again, and is done once all the same.
    const asked: (string | undefined)[] = [];
    await context.route('**/actions', async (route) => {
      asked.push(route.request().headers()['idempotency-key']);
      if (asked.length > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await context.setOffline(false);
    await again.getByText('没有待上报的内容').waitFor();
    expect(asked).toHaveLength(3);
    expect(asked[0]).toBe(asked[1]);

    const { body: subject } = await town.admin.get(`/cases/${id}`);
    expect(subject.state).toBe('handled');
    const done = subject.timeline.filter(({ by }: { by: string }) => by === crewLogin.username);
    expect(done.map(({ action }: { action: string }) => action)).toEqual(['accept', 'handle']);
    expect(subject.photos).toHaveLength(1);
    const photo = await fetch(`${base}${subject.photos[0]}`, {
      headers: { authorization: `Bearer ${town.admin.token}` },
    });
    expect((await sharp(await photo.arrayBuffer()).metadata()).width).toBe(1_600);
    expect(errors).toEqual([]);
  });

  it('shows a conflict with what to do about it, in English', { timeout: 180_000 }, async () => {
    const { town, id, page, context, errors } = await crewAtCase();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Not sent yet: Accept').waitFor();
    const other = await town.admin.post(`/cases/${id}/actions`, { action: 'accept' });
    expect(other.status).toBe(200);
    await context.setOffline(false);
    await page.getByRole('link', { name: /Needs you: 1/ }).click();
    await page.getByText('The case has moved on').waitFor();
    page.on('dialog', (dialog) => dialog.accept());
    await page.getByRole('button', { name: 'Drop' }).click();
    await page.getByText('Nothing waits').waitFor();
    expect(errors).toEqual([]);
  });

  it('keeps the work of a session that ended until the same person is back', {
    timeout: 180_000,
  }, async () => {
    const { town, id, page, context } = await crewAtCase();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Not sent yet: Accept').waitFor();
    await context.clearCookies();
    await context.setOffline(false);
    await page.getByText('Your session has ended').waitFor();
    await page.getByText('Not sent yet: Accept').waitFor();
    await page.fill('#password', crewLogin.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: /^Unsent$/ }).waitFor();
    await expect.poll(async () => (await town.admin.get(`/cases/${id}`)).body.state).toBe('handling');
  });
});
