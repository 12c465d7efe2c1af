// Those who set the hub up, in a real browser: a rule is changed with a mistake, mended, tried on the past and saved; a
// colleague's change in between is not overwritten; a new person logs in with the password that was shown once.
import { describe, expect, it, onTestFinished } from 'vitest';
import { startRunningHub } from '../running-hub.ts';
import { floodedTown } from './flooded-town.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';
import { writeOver } from './write-over.ts';

describe.runIf(hasBrowser)(`setting up${browserNote}`, () => {
  it('changes a rule with its mistake mended, its effect seen and nobody overwritten', {
    timeout: 240_000,
  }, async () => {
    const hub = await startRunningHub();
    onTestFinished(async () => void (await hub.stop()));
    const { admin, riseTo, floodCase } = await floodedTown(hub);
    await riseTo(120);
    await floodCase();
    const { page, errors } = await openPage();
    await page.goto(`http://127.0.0.1:${hub.httpPort}/rules`);
    await logIn(page);
    await page.getByRole('link', { name: 'Water on the road' }).click();

    const save = page.getByRole('button', { name: 'Save and put in force' });
    await writeOver(page, 'blue: 50', '140x');
    await page.getByText(/Line \d+ · levels\.blue/).waitFor();
    expect(await save.isDisabled()).toBe(true);
    await writeOver(page, 'blue: 140x', '140');
    await page.getByText('The definition can be used').waitFor();
    await page.getByText('blue 140 mm').waitFor();

    await page.getByRole('button', { name: 'Run' }).click();
    const result = page.locator('.backtest-result');
    await result.getByText('Gone').first().waitFor();
    // The alarm of the rise is another rule's.
    expect(await result.locator('.before-after').first().textContent()).toBe('Alarms2→1');

    await save.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('This road drains by itself');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.locator('.version-line', { hasText: 'This road drains by itself' }).waitFor();
    const { body: saved } = await admin.get('/rules/flood-depth');
    expect(saved).toMatchObject({ version: 2, changed_by: 'admin', definition: { levels: { blue: 140 } } });

    // A colleague is faster: both texts are shown, and a choice.
    await writeOver(page, 'deadband: 20', '30');
    const theirs = { ...saved.definition, levels: { ...saved.definition.levels, blue: 100 } };
    expect((await admin.put('/rules/flood-depth', { ...theirs, reason: 'too late' })).status).toBe(200);
    await page.getByText('Someone else has changed this rule').waitFor();
    expect(await save.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Take theirs, drop mine' }).click();
    await page.locator('.cm-line', { hasText: 'blue: 100' }).waitFor();

    // What was done stands in the log, as a difference.
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('button', { name: 'Expand row' }).first().click();
    await page.locator('.difference-in', { hasText: 'blue: 100' }).waitFor();
    await page.getByRole('button', { name: 'Check that it is whole' }).click();
    await page.getByText('The log is whole and unchanged').waitFor();
    expect(errors).toEqual([]);
  });

  it('makes a person, who logs in with the password that was shown once', { timeout: 180_000 }, async () => {
    const hub = await startRunningHub();
    onTestFinished(async () => void (await hub.stop()));
    await floodedTown(hub);
    const { page, errors } = await openPage({ locale: 'zh-CN' });
    await page.goto(`http://127.0.0.1:${hub.httpPort}/people`);
    await logIn(page);
    await page.getByRole('button', { name: '添加人员' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '用户名' }).fill('wang-jun');
    await dialog.getByRole('combobox', { name: '角色' }).click();
    await page.locator('.ant-select-item-option', { hasText: '现场班组' }).click();
    await dialog.getByRole('button', { name: '保存' }).click();
    // A crew without a unit has no cases to work on.
    await dialog.locator('.ant-form-item-explain-error').waitFor();
    await dialog.getByRole('combobox', { name: '单位' }).click();
    await page.locator('.ant-select-item-option', { hasText: '排水管理所' }).click();
    await dialog.getByRole('button', { name: '保存' }).click();
    const password = (await page.locator('.secret').textContent())?.trim() ?? '';
    expect(password).toMatch(/^\w{5}(-\w{5}){3}$/);
    expect(errors).toEqual([]);

    const phone = await openPage({ width: 390, height: 844, locale: 'en-GB' });
    await phone.page.goto(`http://127.0.0.1:${hub.httpPort}/rules/flood-depth`);
    await logIn(phone.page, 'wang-jun', password);
    await phone.page.getByText('Water depth at or above').waitFor();
    await phone.page.getByText('You can read it').waitFor();
    expect(await phone.page.getByRole('button', { name: 'Save and put in force' }).count()).toBe(0);
    await phone.page.goto(`http://127.0.0.1:${hub.httpPort}/people`);
    await phone.page.getByText('Your role may not open this page').waitFor();
    expect(phone.errors).toEqual([]);
  });
});
