// A report from outside through a real hub: a case with its picture and its reporter, and what leaves the hub of it.
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { startRunningHub } from './running-hub.ts';
import { pointsCsv, unitsCsv } from './small-registry.ts';

const secretMark = 'Nikon-of-Li-Lei';

async function picture(): Promise<Blob> {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#246' } })
    .withExif({ IFD0: { Model: secretMark } })
    .jpeg()
    .toBuffer();
  expect(bytes.includes(secretMark)).toBe(true);
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
}

it('makes a case, keeps the reporter for operators, and joins a second report about the same', async () => {
  const hub = await startRunningHub({ env: { SLUICE_PUBLIC_REPORTS_PER_HOUR: '3' } });
  onTestFinished(() => void hub.stop());
  const admin = await ApiSession.login(hub);
  await admin.importRegistry({ units: unitsCsv, points: pointsCsv });
  const open311 = `http://127.0.0.1:${hub.httpPort}/open311/v2`;
  const form = new FormData();
  const fields = {
    ...{ service_code: '05-06', address_id: 'north-gate', description: '水没过膝盖, 13912345678' },
    ...{ last_name: '李', first_name: '雷', phone: '13912345678', email: 'li.lei@example.com' },
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('media', await picture(), 'IMG_0001.jpg');
  const sent = await fetch(`${open311}/requests.json`, { method: 'POST', body: form });
  expect(sent.status).toBe(201);
  const [{ service_request_id: id }] = (await sent.json()) as [{ service_request_id: string }];

  const { body: subject } = await admin.get(`/cases/${id}`);
  expect(subject).toMatchObject({ source: 'public', state: 'reported', point_id: 'north-gate' });
  const photo = await fetch(`http://127.0.0.1:${hub.httpPort}${subject.photos[0]}`, {
    headers: { authorization: `Bearer ${admin.token}` },
  });
  const kept = Buffer.from(await photo.arrayBuffer());
  expect([photo.status, kept.includes(secretMark)]).toEqual([200, false]);
  const reporters = (await admin.get(`/cases/${id}/reporters`)).body.items;
  expect(reporters).toEqual([{ name: '李 雷', phone: '13912345678', email: 'li.lei@example.com' }]);

  const again = { service_code: '05-06', address_id: 'north-gate', phone: '0911-5621234' };
  const joined = await fetch(`${open311}/requests.xml`, { method: 'POST', body: new URLSearchParams(again) });
  expect(await joined.text()).toContain(`<service_request_id>${id}</service_request_id>`);
  expect((await admin.get(`/cases/${id}/reporters`)).body.items).toHaveLength(2);

  const told = await (await fetch(`${open311}/requests/${id}.json`)).text();
  const audit = JSON.stringify((await admin.get('/audit')).body);
  const known = JSON.stringify((await admin.get(`/cases/${id}`)).body).replace(fields.description, '');
  for (const place of [told, audit.replaceAll(fields.description, ''), known]) {
    for (const secret of ['13912345678', '5621234', 'li.lei', '雷']) expect(place).not.toContain(secret);
  }
});
