// A crew finds an open cover where there is no network: the report, and after it the photo, reach the hub once.
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { startRunningHub } from '../running-hub.ts';
import { crewLogin, floodedTown } from './flooded-town.ts';
import { hasBrowser } from './launch-browser.ts';
import { browserNote, logIn, openPage } from './open-page.ts';

/** Some metres from the cover `cover-7`. */
const beside = { latitude: 35.58505, longitude: 109.84105 };

async function crewInStreet(locale: 'zh-CN' | 'en-GB') {
  const hub = await startRunningHub();
  const town = await floodedTown(hub);
  const { page, errors } = await openPage({ width: 390, height: 844, locale });
  const context = page.context();
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation(beside);
  const base = `http://127.0.0.1:${hub.httpPort}`;
  await page.goto(`${base}/crew/report`);
  await logIn(page, crewLogin.username, crewLogin.password);
  await page.locator('.crew-choices').first().waitFor();
  return { hub, town, page, context, errors };
}

/** A script that reads what the phone keeps under a name. */
function kept(fact: string): string {
  return `new Promise((resolve) => {
    const asked = indexedDB.open('sluice-crew');
    asked.onsuccess = () => {
      const read = asked.result.transaction('facts').objectStore('facts').get('${fact}');
      read.onsuccess = () => { asked.result.close(); resolve(read.result ?? null); };
    };
  })`;
}

async function picture(): Promise<Buffer> {
  const create = { width: 400, height: 300, channels: 3, background: '#4f7f9f' } as const;
  return sharp({ create }).jpeg().toBuffer();
}

describe.runIf(hasBrowser)(`a crew’s report${browserNote}`, () => {
  it('is recorded offline and sent once, its photo after it', { timeout: 180_000 }, async () => {
    const { town, page, context, errors } = await crewInStreet('zh-CN');
    // The points of a small town are on the phone as soon as there was a network, and so is the page.
    await expect.poll(() => page.evaluate(kept('places')), { timeout: 20_000 }).toHaveLength(2);
    const isControlled = 'navigator.serviceWorker.controller !== null';
    await expect.poll(() => page.evaluate(isControlled), { timeout: 20_000 }).toBe(true);
    await context.setOffline(true);
    await page.getByText('离线', { exact: true }).waitFor();
    await page.getByRole('button', { name: '上报', exact: true }).click();
    await page.getByText('请选择问题类别').waitFor();
    await page.getByText('请选择位置').waitFor();
    await page.getByRole('button', { name: '井盖', exact: true }).click();
    await page.getByRole('button', { name: '井盖缺失' }).click();
    await page.getByRole('button', { name: '查找附近点位' }).click();
    await page.getByRole('button', { name: '7 号井' }).click();
    await page.getByRole('textbox', { name: '说明' }).fill('学校门口，已放警示牌');
    await page.setInputFiles('input[capture]', {
      ...{ name: 'cover.jpg', mimeType: 'image/jpeg', buffer: await picture() },
    });
    await page.getByRole('img', { name: '照片 1' }).waitFor();
    // The phone ends the page: what was written is there again.
    await expect
      .poll(() => page.evaluate(kept('draft')), { timeout: 20_000 })
      .toMatchObject({ photos: [{}] });
    await page.reload();
    await page.getByRole('img', { name: '照片 1' }).waitFor();
    await page.getByRole('button', { name: '上报', exact: true }).click();
    await page.getByText('已记录').waitFor();
    await page.locator('.crew-own').getByText('未上报').waitFor();
    expect((await town.admin.get('/cases')).body.items).toEqual([]);

    // The hub makes the case and its answer is lost: the same goes out again.
    const asked: (string | undefined)[] = [];
    await context.route('**/api/v1/cases', async (route) => {
      asked.push(route.request().headers()['idempotency-key']);
      if (asked.length > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await context.setOffline(false);
    await page.locator('.crew-own').getByText('已上报').waitFor();
    expect(asked).toHaveLength(2);
    expect(asked[0]).toBe(asked[1]);
    const cases = async () => (await town.admin.get('/cases')).body.items;
    await expect.poll(async () => (await cases())[0].photos.length, { timeout: 20_000 }).toBe(1);
    const [subject, ...others] = await cases();
    expect(others).toEqual([]);
    expect(subject).toMatchObject({ category: '01-03', condition: 'missing', point_id: 'cover-7' });
    expect(subject).toMatchObject({ state: 'reported', source: 'inspector', title: '井盖缺失·7 号井' });
    const done = subject.timeline.map(({ by, action }: { by: string; action: string }) => [by, action]);
    expect(done).toEqual([
      [crewLogin.username, 'report'],
      [crewLogin.username, 'comment'],
    ]);
    expect(errors).toEqual([]);
  });

  it('that the hub refuses is mended and sent', { timeout: 180_000 }, async () => {
    const { town, page, errors } = await crewInStreet('en-GB');
    await page.getByRole('button', { name: 'Road collapse' }).click();
    await page.getByRole('searchbox').fill('cover-7');
    await page.getByRole('button', { name: '7 号井' }).click();
    // Meanwhile the city has taken the category out of its tables.
    const { definition, version } = (await town.admin.get('/case-tables/categories')).body;
    const { '05-05': _, ...others } = definition;
    expect((await town.admin.put('/case-tables/categories', { definition: others, version })).status).toBe(
      200,
    );
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.getByRole('link', { name: 'Needs you', exact: true }).click();
    await page.getByText('there is no category 05-05').waitFor();
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByRole('button', { name: 'Manhole cover', exact: true }).click();
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.locator('.crew-own').getByText('Reported').waitFor();
    const { items } = (await town.admin.get('/cases')).body;
    expect(items).toMatchObject([{ category: '01-03', point_id: 'cover-7' }]);
    expect(errors).toEqual([]);
  });

  it('of what is known says which case it is, and one at no point needs only a place', {
    timeout: 180_000,
  }, async () => {
    const { town, page, errors } = await crewInStreet('en-GB');
    await town.riseTo(200);
    const { id } = await town.floodCase();
    await page.getByRole('button', { name: 'Water on the road' }).click();
    await page.getByRole('searchbox').fill('NORTH-g');
    await page.getByRole('button', { name: '北关路口' }).click();
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.getByText(`Already known: added to case ${id}`).waitFor();
    await page.locator('.crew-own').getByRole('link', { name: id }).waitFor();

    await page.getByRole('button', { name: 'Road collapse' }).click();
    await page.getByRole('button', { name: 'Points near me' }).click();
    await page.getByRole('button', { name: 'my position' }).click();
    await page.getByRole('button', { name: 'Send the report' }).click();
    const { latitude: lat, longitude: lon } = beside;
    await expect
      .poll(async () => (await town.admin.get('/cases?category=05-05')).body.items, { timeout: 20_000 })
      .toMatchObject([{ point_id: null, lat, lon }]);
    expect(errors).toEqual([]);
  });
});
