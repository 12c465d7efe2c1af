// A flood's case in two browsers, from its alarm to its end: a dispatcher who reads Chinese and a crew that reads
// English meet in it, and neither loses what the other did.
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { startRunningHub } from '../running-hub.ts';
import { crewLogin, floodedTown } from './flooded-town.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';

function picture(): Promise<Buffer> {
  return sharp({ create: { width: 640, height: 480, channels: 3, background: '#4f7f9f' } })
    .png()
    .toBuffer();
}

/** The dialog of an action that was asked for. */
async function asked(page: Page, action: string) {
  await page.locator('.page-body-actions').getByRole('button', { name: action, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return { dialog, submit: dialog.locator('button[type=submit]') };
}

describe.runIf(hasBrowser)(`the pages of cases${browserNote}`, () => {
  it('take a flood from its alarm to its end, with two people at it', { timeout: 240_000 }, async () => {
    const hub = await startRunningHub();
    const town = await floodedTown(hub);
    const base = `http://127.0.0.1:${hub.httpPort}`;
    const dispatcher = await openPage({ locale: 'zh-CN' });
    await dispatcher.page.goto(`${base}/cases`);
    await logIn(dispatcher.page);
    const column = dispatcher.page.getByRole('region', { name: '已派遣' });
    await column.getByText('无', { exact: true }).waitFor();

    // It comes while the dispatcher looks on.
    await town.riseTo(200);
    const { id } = await town.floodCase();
    await column.getByText(id).click();
    await dispatcher.page.getByText(`${id} · 已派遣`).waitFor();
    await dispatcher.page.getByRole('img', { name: '办理时钟' }).waitFor();

    const crew = await openPage({ locale: 'en-GB' });
    await crew.page.goto(`${base}/cases/${id}`);
    await logIn(crew.page, crewLogin.username, crewLogin.password);
    const accept = await asked(crew.page, 'Accept');
    await accept.submit.click();
    await dispatcher.page.getByText(`${id} · 处置中`).waitFor();

    // The dispatcher adds something while the crew writes its report.
    const handle = await asked(crew.page, 'Report it handled');
    await handle.dialog.getByRole('button', { name: 'Water drained; the road is open again' }).click();
    await handle.dialog.locator('input[type=file]').setInputFiles({
      ...{ name: 'road.png', mimeType: 'image/png', buffer: await picture() },
    });
    await handle.dialog.getByRole('img', { name: 'Photos 1' }).waitFor();
    const comment = await asked(dispatcher.page, '备注');
    await comment.dialog.getByRole('textbox').fill('请同时检查东侧雨水箅子');
    await comment.submit.click();
    await comment.dialog.waitFor({ state: 'detached' });

    await handle.submit.click();
    await handle.dialog.getByText('Somebody else changed the case meanwhile').waitFor();
    await handle.dialog.getByText('请同时检查东侧雨水箅子').waitFor();
    // Pressed twice, it is done once.
    await handle.dialog.getByRole('button', { name: 'Do it now' }).dblclick();
    await handle.dialog.waitFor({ state: 'detached' });
    await dispatcher.page.getByText(`${id} · 待核查`).waitFor();
    await dispatcher.page.getByRole('img', { name: '照片 1' }).waitFor();

    // The gauge still stands in water: the hub says so, and takes a reason for closing all the same.
    const verify = await asked(dispatcher.page, '核查结案');
    await verify.submit.click();
    await verify.dialog.getByText('系统未同意结案').waitFor();
    const override = verify.dialog.getByRole('button', { name: '仍要结案' });
    expect(await override.isDisabled()).toBe(true);
    await verify.dialog.getByRole('textbox').fill('现场核查已无积水，水位计待清淤');
    await override.click();
    await dispatcher.page.getByText(`${id} · 已结案`).waitFor();
    await crew.page.getByText(`${id} · Closed`).waitFor();

    const { body: subject } = await town.admin.get(`/cases/${id}`);
    const people = new Set(['admin', crewLogin.username]);
    const steps = (subject.timeline as { by: string; action: string }[]).filter(({ by }) => people.has(by));
    expect(steps.map(({ by, action }) => `${by} ${action}`)).toEqual([
      ...[`${crewLogin.username} accept`, 'admin comment', `${crewLogin.username} handle`, 'admin verify'],
    ]);
    expect(subject.photos).toHaveLength(1);
    expect([...dispatcher.errors, ...crew.errors]).toEqual([]);
    expect(await hub.stop()).toBe(0);
  });

  it('report a case, send it out, write a letter about it, and merge its double', {
    timeout: 240_000,
  }, async () => {
    const hub = await startRunningHub();
    const town = await floodedTown(hub);
    const { page, errors } = await openPage({ locale: 'en-GB' });
    await page.goto(`http://127.0.0.1:${hub.httpPort}/cases/new?point_id=cover-7`);
    await logIn(page);
    await page.getByLabel('Category').click();
    await page.getByTitle(/^01-03 /).click();
    await page.getByLabel('Condition').click();
    await page.getByTitle('Manhole cover missing').click();
    await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('Manhole cover missing');
    await page.locator('.new-case button[type=submit]').click();
    await page.waitForURL(/\/cases\/\d{8}-\d{4}$/);
    const id = page.url().split('/').at(-1) ?? '';

    // The hub does it and its answer is lost: sent again, it is done once all the same.
    let isLost = true;
    await page.route('**/actions', async (route) => {
      if (!isLost) return route.continue();
      isLost = false;
      await route.fetch();
      return route.abort();
    });
    const file = await asked(page, 'File');
    await file.submit.click();
    await file.dialog.getByText('The network failed').waitFor();
    await file.submit.click();
    await page.getByText(`${id} · Filed`).waitFor();
    const { timeline } = (await town.admin.get(`/cases/${id}`)).body;
    expect(timeline.filter(({ action }: { action: string }) => action === 'file')).toHaveLength(1);
    const dispatch = await asked(page, 'Dispatch');
    await dispatch.dialog.getByRole('button', { name: 'Maintainer · 排水管理所' }).click();
    await dispatch.submit.click();
    await page.getByText(`${id} · Dispatched`).waitFor();

    await page.getByRole('button', { name: 'Draft a letter' }).click();
    const letter = page.getByRole('dialog');
    await letter.getByLabel('Subject').fill('立即恢复井盖');
    await letter.locator('button[type=submit]').click();
    await letter.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.getByLabel('Signed by').fill('王建国');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.getByText('Signed ·').waitFor();
    const { items } = (await town.admin.get(`/cases/${id}/letters`)).body;
    expect(items).toMatchObject([{ state: 'signed', signer: '王建国', subject: '立即恢复井盖' }]);

    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await page.getByLabel('The reply').fill('已安排更换井盖');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.getByText('已安排更换井盖').waitFor();

    // Somebody else reports the same from a few steps away: it goes into the first.
    const again = { category: '01-03', lon: 109.8411, lat: 35.585, title: '井盖没了', source: 'public' };
    const { body: double } = await town.admin.post('/cases', again);
    await page.goto(`http://127.0.0.1:${hub.httpPort}/cases/${double.id}`);
    await page.getByRole('button', { name: 'Merge into it' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('the same cover');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.waitForURL(`**/cases/${id}`);
    await page.getByText(`${double.id}`).first().waitFor();
    expect((await town.admin.get(`/cases/${double.id}`)).body).toMatchObject({ merged_into: id });

    // The list keeps what is looked for in the address, and gives it away as a file.
    await page.goto(`http://127.0.0.1:${hub.httpPort}/cases?view=list&text=missing`);
    await page.getByRole('link', { name: id }).waitFor();
    const link = await page.getByRole('link', { name: 'Export' }).getAttribute('href');
    const csv = await page.evaluate(async (path) => (await fetch(path)).text(), link ?? '');
    expect(csv).toContain(`${id},Manhole cover missing`);
    expect(errors).toEqual([]);
    expect(await hub.stop()).toBe(0);
  });

  it('change a table that cases follow, and say who is on duty', { timeout: 240_000 }, async () => {
    const hub = await startRunningHub();
    const town = await floodedTown(hub);
    const base = `http://127.0.0.1:${hub.httpPort}`;
    const { page, errors } = await openPage({ locale: 'zh-CN' });
    await page.goto(`${base}/case-tables/stages`);
    await logIn(page);
    const editor = page.getByRole('textbox').filter({ hasText: 'dispatch_min' });
    const write = async (dispatch_min: number) => {
      await editor.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(
        `registration_min: 15\ndispatch_min: ${dispatch_min}\nverification_min: 30\n`,
      );
    };
    await write(-1);
    await page.getByText('第 2 行 · dispatch_min').first().waitFor();
    const save = page.locator('.page-section').getByRole('button', { name: '保存', exact: true });
    expect(await save.isDisabled()).toBe(true);
    await write(5);
    await page.getByText('检查通过，可以保存。').waitFor();
    await save.click();
    await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('本市修改').waitFor();
    expect((await town.admin.get('/case-tables/stages')).body).toMatchObject({
      ...{ edited: true, definition: { dispatch_min: 5 }, released: { dispatch_min: 15 } },
    });

    await page.goto(`${base}/duty`);
    const row = page.getByRole('row').filter({ hasText: '排水管理所' });
    await row.getByRole('button', { name: '编辑值班表' }).click();
    const roster = page.getByRole('dialog');
    await roster.getByLabel('责任人').click();
    await page.getByTitle(`${crewLogin.username} (排水管理所)`).click();
    await roster.getByRole('button', { name: '增加班次' }).click();
    await roster.getByLabel('人员').click();
    await page.getByTitle('admin', { exact: true }).last().click();
    await roster.getByRole('button', { name: '保存', exact: true }).click();
    await row.getByText(crewLogin.username).first().waitFor();
    await row.getByText('1 班').waitFor();
    expect((await town.admin.get('/units/drainage/roster')).body).toMatchObject({
      ...{ first: crewLogin.username, on_duty: crewLogin.username, shifts: [{ username: 'admin' }] },
    });
    expect(errors).toEqual([]);
    expect(await hub.stop()).toBe(0);
  });
});
