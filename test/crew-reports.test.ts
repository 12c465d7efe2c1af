// A crew that finds something in the street: its report goes to the centre, and it hears what became of it.
import { expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { startRunningHub } from './running-hub.ts';
import { pointsCsv, unitsCsv } from './small-registry.ts';

const password = 'a long enough password';

it('a crew reports, adds photos later and hears how it stands, also where another unit works on it', async () => {
  const hub = await startRunningHub();
  onTestFinished(async () => void (await hub.stop()));
  const admin = await ApiSession.login(hub);
  await admin.importRegistry({ units: unitsCsv, points: pointsCsv });
  const crewOf = async (username: string, unit_id: string) => {
    expect((await admin.post('/users', { username, password, role: 'crew', unit_id })).status).toBe(201);
    return ApiSession.login(hub, username, password);
  };
  const drains = await crewOf('zhang', 'drainage');
  const street = await crewOf('zhao', 'qiaoshan');
  const ownReports = async (by: ApiSession) => (await by.get('/own-reports')).body.items;
  expect(await ownReports(street)).toEqual([]);

  const cover = { category: '01-03', condition: 'missing', point_id: 'cover-7', title: '井盖缺失' };
  const first = await street.post('/cases', { ...cover, description: '学校门口' });
  expect(first).toMatchObject({
    status: 201,
    body: { state: 'reported', source: 'inspector', unit_id: null },
  });
  expect(first.body.allowed_actions).toEqual(['comment']);
  const path = `/cases/${first.body.id}`;
  const photo = { action: 'comment', note: '现场照片', photos: ['/api/v1/photos/a.jpg'] };
  expect((await street.post(`${path}/actions`, photo)).body.photos).toEqual(photo.photos);
  expect(await ownReports(street)).toMatchObject([
    { case_id: first.body.id, state: 'reported', joined: false, readable: false, merged_into: null },
  ]);

  // The centre sends it to the drainage unit, which writes what is none of the reporter’s business.
  expect((await admin.post(`${path}/actions`, { action: 'file' })).status).toBe(200);
  expect((await admin.post(`${path}/actions`, { action: 'dispatch', unit_id: 'drainage' })).status).toBe(200);
  expect((await drains.post(`${path}/actions`, { action: 'comment', note: '内部情况' })).status).toBe(200);
  const again = await street.post('/cases', { ...cover, title: '还没有盖上' });
  expect(again).toMatchObject({ status: 201, body: { id: first.body.id, state: 'dispatched' } });
  expect(JSON.stringify(again.body.timeline)).not.toContain('内部情况');
  expect((await street.get(path)).status).toBe(404);
  expect((await street.post(`${path}/actions`, { action: 'handle', note: 'done' })).status).toBe(403);
  const known = { case_id: first.body.id, state: 'dispatched', joined: true };
  expect(await ownReports(street)).toMatchObject([{ ...known, readable: false }]);

  // Another crew of the town finds the same: it is told which case it is, and may read it where it is its own.
  expect((await drains.post('/cases', cover)).body.id).toBe(first.body.id);
  expect(await ownReports(drains)).toMatchObject([{ ...known, readable: true }]);

  // At no known point, a place is enough; the newest stands first, and what ended stays for a while.
  const { point_id: _, ...nowhere } = cover;
  const loose = await street.post('/cases', { ...nowhere, lon: 109.9, lat: 35.6 });
  expect(loose.status).toBe(201);
  const cancel = { action: 'cancel', reason: '已恢复' };
  expect((await admin.post(`/cases/${loose.body.id}/actions`, cancel)).status).toBe(200);
  expect(await ownReports(street)).toMatchObject([{ case_id: loose.body.id, state: 'cancelled' }, known]);
  const viewer = { username: 'looks', password, role: 'viewer' };
  expect((await admin.post('/users', viewer)).status).toBe(201);
  const looks = await ApiSession.login(hub, 'looks', password);
  expect((await looks.get('/own-reports')).status).toBe(403);
}, 60_000);
