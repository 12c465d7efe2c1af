import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail, ok } from '../../core/result.ts';
import { startTestHub, type TestHub } from '../test-hub.ts';

const name = `${'ab'.repeat(32)}.jpg`;
const measures = { width: 4, height: 3, bytes: 9 };
let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({
    photos: {
      put: async (bytes) =>
        bytes.length > 2 ? ok({ name, ...measures }) : fail({ zh: '不是图片', en: 'no picture' }),
      get: async (asked) => (asked === name ? Buffer.from('jpeg') : null),
      small: async (asked) => (asked === name ? Buffer.from('jp') : null),
    },
  });
});
afterEach(() => hub.app.close());

const post = (url: string, payload: Buffer | string, type = 'image/jpeg') =>
  hub.app.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    headers: { ...hub.login('crew'), 'content-type': type },
    payload,
  });

test('a photo is taken in and shown to whoever is logged in', async () => {
  const taken = await post('/photos', Buffer.from('picture'));
  expect(taken.statusCode).toBe(201);
  const { url } = taken.json();
  expect(taken.json()).toEqual({ url: `/api/v1/photos/${name}`, ...measures });
  expect((await hub.app.inject(url)).statusCode).toBe(401);
  const seen = await hub.app.inject({ url, headers: hub.login('viewer') });
  expect([seen.statusCode, seen.headers['content-type'], seen.body]).toEqual([200, 'image/jpeg', 'jpeg']);
  const small = await hub.app.inject({ url: `${url}?size=small`, headers: hub.login('viewer') });
  expect(small.body).toBe('jp');
});

test('it can go to a case at once', async () => {
  expect((await post('/cases/C-1/photos?note=before', Buffer.from('picture'))).statusCode).toBe(201);
  const photos = [`/api/v1/photos/${name}`];
  expect(hub.commands).toMatchObject([
    { name: 'case.act', body: { caseId: 'C-1', action: 'comment', note: 'before', photos } },
  ]);
});

test('another type, too large a file and no picture are refused', async () => {
  expect((await post('/photos', 'x', 'text/plain')).statusCode).toBe(415);
  expect((await post('/photos', Buffer.alloc(16 * 1024 * 1024))).statusCode).toBe(413);
  expect((await post('/photos', Buffer.from('x'))).statusCode).toBe(422);
});
