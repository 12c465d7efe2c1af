// The life of a case from the outside: a real hub, people with roles, everything over HTTP.
import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { ApiSession } from './api-session.ts';
import { runSluice, startRunningHub, testFolder } from './running-hub.ts';
import { devicesCsv, pointsCsv, unitsCsv } from './small-registry.ts';

const password = 'a long enough password';

it('a reported case goes the whole way, with photos, a roster, a letter and its indicators', async () => {
  const hub = await startRunningHub();
  const admin = await ApiSession.login(hub);
  await admin.importRegistry({ units: unitsCsv, points: pointsCsv, devices: devicesCsv });
  for (const username of ['zhang', 'li']) {
    const user = { username, password, role: 'crew', unit_id: 'drainage' };
    expect((await admin.post('/users', user)).status).toBe(201);
  }
  const crew = await ApiSession.login(hub, 'zhang', password);

  // Zhang is away: Li stands in, and the case says so.
  const away = { username: 'zhang', from: Date.now() - 1_000, to: Date.now() + 3_600_000, reason: '休假' };
  const roster = { first: 'zhang', deputy: 'li', absences: [away] };
  expect((await admin.put('/units/drainage/roster', roster)).body).toMatchObject({
    on_duty: 'li',
    version: 1,
  });
  expect((await admin.put('/units/drainage/roster', { ...roster, version: 0 })).status).toBe(409);
  expect((await admin.put('/units/drainage/roster', { first: 'nobody' })).status).toBe(422);

  const [flood] = await admin.all('/points?kind=flood');
  const report = { category: '05-06', point_id: flood?.id, title: '路口积水', description: '过不去' };
  const reported = await crew.post('/cases', report);
  expect(reported).toMatchObject({ status: 201, body: { state: 'reported', source: 'inspector' } });
  const path = `/cases/${reported.body.id}`;
  const act = (by: ApiSession, action: object) => by.post(`${path}/actions`, action);
  expect((await act(admin, { action: 'file' })).status).toBe(200);
  const sent = await act(admin, { action: 'dispatch', unit_id: 'drainage' });
  expect(sent.body.timeline.at(-1)).toMatchObject({ action: 'dispatch', unit_id: 'drainage' });
  expect(sent.body.timeline.at(-1).note).toContain('值班 li');

  // Two people at once: the second gets a conflict, and nothing is lost.
  const seen = { version: sent.body.version };
  const both = await Promise.all([
    act(crew, { action: 'accept', ...seen }),
    act(admin, { action: 'comment', note: '请带水泵', ...seen }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  await act(crew, { action: 'accept' });

  // The notice’s link confirms receipt without a login.
  const notices = hub.log.map((line) => JSON.parse(line)).filter(({ part }) => part === 'notices');
  const link = notices.find(({ kind, unit_id }) => kind === 'dispatch' && unit_id === 'drainage');
  expect(link).toMatchObject({ username: 'li', case_id: reported.body.id });
  const page = hub.apiUrl.replace('/api/v1', link.path);
  expect((await fetch(page)).status).toBe(200);
  expect((await admin.get(path)).body.received).toBe(false);
  expect((await fetch(page, { method: 'POST' })).status).toBe(200);
  expect((await admin.get(path)).body).toMatchObject({ received: true });

  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#246' } })
    .jpeg()
    .toBuffer();
  const upload = await fetch(`${hub.apiUrl}${path}/photos?note=before`, {
    method: 'POST',
    headers: { authorization: `Bearer ${crew.token}`, 'content-type': 'image/jpeg' },
    body: new Uint8Array(photo),
  });
  expect(upload.status).toBe(201);

  const letters = `${path}/letters`;
  const draft = await admin.post(letters, {});
  expect(draft).toMatchObject({ status: 201, body: { state: 'draft', number: null } });
  const letter = `${letters}/${draft.body.id}`;
  expect((await crew.post(`${letter}/sign`, {})).status).toBe(403);
  const signed = await admin.post(`${letter}/sign`, { signer: '王主任' });
  expect(signed.body).toMatchObject({ state: 'signed', signer: '王主任' });
  expect(signed.body.number).toMatch(/〔\d{4}〕1号$/);
  expect((await admin.put(letter, { requirement: '改一下' })).status).toBe(409);
  const authorization = { headers: { authorization: `Bearer ${crew.token}` } };
  const pdf = Buffer.from(await (await fetch(`${hub.apiUrl}${letter}.pdf`, authorization)).arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.includes('/DCTDecode')).toBe(true);
  expect(await (await fetch(`${hub.apiUrl}${letter}.html`, authorization)).text()).toContain('王主任');
  expect((await crew.post(`${letter}/reply`, { text: '已抽排' })).body).toMatchObject({ state: 'replied' });

  expect((await act(crew, { action: 'handle', note: '已抽排' })).status).toBe(200);
  const closed = await act(admin, { action: 'verify', override: true, reason: '现场已看' });
  expect(closed.body).toMatchObject({ state: 'closed' });
  const done = closed.body.timeline.map(({ action }: { action: string }) => action);
  expect(done).toEqual(
    expect.arrayContaining(['receipt', 'comment', 'letter', 'letter_reply', 'handle', 'verify']),
  );

  const { body } = await admin.get(
    `/indicators?from=${Date.now() - 3_600_000}&to=${Date.now() + 86_400_000}`,
  );
  expect(body.total.rates.filing).toEqual({ value: 1, numerator: 1, denominator: 1 });
  expect(body.items).toMatchObject([{ unit_id: 'drainage', rates: { on_time_closing: { numerator: 1 } } }]);
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  expect((await admin.get(`/reports/monthly.csv?month=${month}`)).body).toContain('全部,合计,1,1,1');

  // A table is changed, and the next case follows it.
  const stages = await admin.get('/case-tables/stages');
  const definition = { ...stages.body.definition, registration_min: 5 };
  const put = await admin.put('/case-tables/stages', { definition, version: stages.body.version });
  expect(put).toMatchObject({ status: 200, body: { version: 2, edited: true } });
  expect((await admin.put('/case-tables/stages', { definition, version: 1 })).status).toBe(409);
  const next = await crew.post('/cases', { ...report, category: '05-05' });
  const stageMs = Date.parse(next.body.stage_due_at) - Date.parse(next.body.reported_at);
  expect(stageMs).toBe(5 * 60_000);

  expect((await admin.get('/audit?action=letter.sign')).body.items).toHaveLength(1);
  expect(await hub.stop()).toBe(0);
  const env = { SLUICE_DATA_DIR: hub.dataDir };
  const audit = await runSluice(['audit', 'verify', '--json'], env);
  expect(JSON.parse(audit.stdout)).toMatchObject({ broken: null });
  const backup = `${hub.dataDir}/copy.db`;
  expect((await runSluice(['backup', backup], env)).code).toBe(0);
  const fresh = testFolder();
  expect((await runSluice(['restore', backup], { SLUICE_DATA_DIR: fresh })).code).toBe(0);
  expect(readdirSync(`${fresh}/photos`)).toEqual(readdirSync(`${hub.dataDir}/photos`));
  const replay = await runSluice(['replay', '--verify', '--json'], env);
  expect(JSON.parse(replay.stdout)).toMatchObject({ cases: 2, differences: [] });
}, 120_000);
