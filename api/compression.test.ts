import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { placedAlarm, raisedAt } from './feeds/test-alarms.ts';
import { startTestHub } from './test-hub.ts';

async function start() {
  const hub = await startTestHub({
    now: () => raisedAt,
    given: { placedAlarms: async () => Array.from({ length: 40 }, (_, n) => placedAlarm({ id: `A${n}` })) },
  });
  onTestFinished(() => hub.app.close());
  return hub;
}

test('a long answer is packed as the client can unpack it', async () => {
  const { app } = await start();
  const url = '/api/v1/openapi.json';
  const plain = await app.inject(url);
  expect(plain.headers['content-encoding']).toBeUndefined();
  const unpackers = { br: brotliDecompressSync, gzip: gunzipSync };
  for (const [encoding, unpack] of Object.entries(unpackers)) {
    const packed = await app.inject({ url, headers: { 'accept-encoding': encoding } });
    expect(packed.headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
    expect(unpack(packed.rawPayload).toString()).toBe(plain.body);
  }
});

test('a feed keeps its ETag when it is packed', async () => {
  const { app } = await start();
  const headers = { 'accept-encoding': 'gzip' };
  const first = await app.inject({ url: '/feeds/alarms.geojson', headers });
  expect(first.headers['content-encoding']).toBe('gzip');
  const again = { ...headers, 'if-none-match': String(first.headers.etag) };
  const second = await app.inject({ url: '/feeds/alarms.geojson', headers: again });
  expect([second.statusCode, second.rawPayload.length]).toEqual([304, 0]);
});

test('a short answer and a stream of events are left as they are', async () => {
  const hub = await start();
  const headers = { 'accept-encoding': 'br, gzip' };
  expect((await hub.app.inject({ url: '/healthz', headers })).headers['content-encoding']).toBeUndefined();
  const stream = await hub.app.inject({
    url: '/api/v1/events',
    headers: { ...headers, ...hub.login('viewer') },
    payloadAsStream: true,
  });
  expect(stream.headers['content-encoding']).toBeUndefined();
  stream.stream().destroy();
});
