import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../test-hub.ts';

const id = 'flood 01';
const given = { point: async () => ({ id, name: '北关路口', lon: 109.84, lat: 35.584, latest: [] }) };
const link = 'https://video.example/?p=flood%2001&at=109.84,35.584';

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({ given, cameraUrl: 'https://video.example/?p={point_id}&at={lon},{lat}' });
});
afterEach(() => hub.app.close());

test('a point tells its camera on the city’s video platform and leads there', async () => {
  expect((await hub.call('viewer', 'GET', '/points/flood%2001')).body).toMatchObject({ camera_url: link });
  const url = '/api/v1/points/flood%2001/camera';
  const led = await hub.app.inject({ url, headers: hub.login('viewer') });
  expect([led.statusCode, led.headers.location]).toEqual([302, link]);
  expect((await hub.app.inject(url)).statusCode).toBe(401);
});

test('a hub that was not told where cameras are says what to set', async () => {
  const untold = await startTestHub({ given });
  const answer = await untold.call('viewer', 'GET', '/points/flood%2001/camera');
  expect(answer).toMatchObject({ status: 404, body: { type: 'urn:sluice:problem:no_camera' } });
  expect(answer.body).toMatchObject({ detail: expect.stringContaining('SLUICE_CAMERA_URL') });
  expect((await untold.call('viewer', 'GET', '/points/flood%2001')).body).toMatchObject({ camera_url: null });
  await untold.app.close();
});
