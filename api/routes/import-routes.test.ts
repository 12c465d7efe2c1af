import { afterEach, expect, test } from 'vitest';
import type { CommandBody } from '../../core/commands.ts';
import type { CommandReply } from '../../core/ports.ts';
import { inParts, startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

type DevicesBody = CommandBody<'devices.import'>;

/** Refuses devices of the profile `unknown`, as a fold does; all others are new. */
function devicesImport({ rows, partial }: DevicesBody): CommandReply {
  const rejected = rows.flatMap(({ device }, row) =>
    device.profile === 'unknown' ? [{ row, column: 'profile', reason: 'no profile unknown' }] : [],
  );
  const good = rows.filter(({ device }) => device.profile !== 'unknown').map(({ device }) => device.id);
  const created = rejected.length > 0 && !partial ? [] : good;
  return { ok: true, value: { created, updated: [], unchanged: [], rejected } };
}

async function start(answers = { 'devices.import': devicesImport }) {
  hub = await startTestHub({
    answers,
    matchesSecret: (secret, hash) => hash === `old hash of ${secret}`,
  });
}

async function send(path: string, payload: string | Buffer, type: string | null = 'text/csv; charset=utf-8') {
  const response = await hub.app.inject({
    method: 'POST',
    url: `/api/v1/imports/${path}`,
    headers: { ...hub.login('admin'), ...(type === null ? {} : { 'content-type': type }) },
    payload,
  });
  return { status: response.statusCode, body: response.json() };
}

const bodyOf = (index: number) => hub.commands[index]?.body as DevicesBody;

test('units and points go to the fold as rows, and counts come back', async () => {
  const reply = { created: ['U-1', 'U-2'], updated: ['U-3'], unchanged: [], rejected: [] };
  hub = await startTestHub({
    answers: { 'units.import': () => ({ ok: true, value: reply }) },
  });
  const units = await send('units', 'unit_id,name,kind\nU-1,Water,owner\n');
  expect(units).toEqual({ status: 200, body: { created: 2, updated: 1, unchanged: 0, rejected: [] } });
  await send('points', 'point_id,name,kind,lon,lat\nP-1,Bridge,flood,109.8,35.6\n');
  expect(hub.commands.map(({ name }) => name)).toEqual(['units.import', 'points.import']);
  expect(bodyOf(0)).toMatchObject({ dryRun: false, partial: false, rows: [{ id: 'U-1', kind: 'owner' }] });
  expect(bodyOf(1)).toMatchObject({ rows: [{ id: 'P-1', lon: 109.8 }] });
});

test('a new device without a secret gets one, shown once; the fold sees hashes only', async () => {
  await start();
  const { status, body } = await send(
    'devices',
    'device_id,profile,secret\nG-1,flood-gauge,\nG-2,flood-gauge,given-secret\n',
  );
  expect(status).toBe(200);
  expect(body).toEqual({
    created: 2,
    updated: 0,
    unchanged: 0,
    rejected: [],
    secrets: [{ device_id: 'G-1', secret: 'secret-1' }],
  });
  expect(bodyOf(0).rows.map(({ secretHash, newSecretHash }) => [secretHash, newSecretHash])).toEqual([
    [null, 'hash of secret-1'],
    ['hash of given-secret', 'hash of given-secret'],
  ]);
});

test('a device that is known keeps its secret, and none is shown', async () => {
  await start({
    'devices.import': () => ({
      ok: true,
      value: { created: [], updated: [], unchanged: ['G-1'], rejected: [] },
    }),
  });
  const { body } = await send('devices', 'device_id,profile,secret\nG-1,tilt,\n');
  expect(body).toEqual({ created: 0, updated: 0, unchanged: 1, rejected: [], secrets: [] });
});

test('a secret that is known already is sent as the hash that is known', async () => {
  await start();
  hub.deviceSecrets.set('G-1', 'old hash of same-secret');
  hub.deviceSecrets.set('G-2', 'old hash of same-secret');
  await send('devices', 'device_id,profile,secret\nG-1,tilt,same-secret\nG-2,tilt,next-secret\n');
  expect(bodyOf(0).rows.map(({ secretHash }) => secretHash)).toEqual([
    'old hash of same-secret',
    'hash of next-secret',
  ]);
});

test('a file with bad rows changes nothing, and one answer names them all by line', async () => {
  await start();
  const file = 'device_id,profile,interval_s\nG-1,unknown,\nG-2,tilt,soon\nG-3,tilt,\nG-4,unknown,\n';
  const { status, body } = await send('devices', file);
  expect(status).toBe(422);
  expect(body).toMatchObject({
    type: 'urn:sluice:problem:rows_rejected',
    status: 422,
    created: 0,
    updated: 0,
    unchanged: 0,
    secrets: [],
    rejected: [
      { line: 2, column: 'profile', reason: 'no profile unknown' },
      { line: 3, column: 'interval_s', reason: expect.stringContaining('soon') },
      { line: 5, column: 'profile', reason: 'no profile unknown' },
    ],
  });
  expect(body.detail).toContain('3 mistakes, the first in line 2, column profile: no profile unknown');
  expect(body.detail).toContain('partial=true');
  expect(hub.commands.map(({ body: sent }) => (sent as DevicesBody).dryRun)).toEqual([true]);
});

test('the good rows alone are taken where that is asked for', async () => {
  await start();
  const file = 'device_id,profile,interval_s\nG-1,unknown,\nG-2,tilt,soon\nG-3,tilt,\n';
  const { status, body } = await send('devices?partial=true', file);
  expect(status).toBe(200);
  expect(body).toMatchObject({ created: 1, secrets: [{ device_id: 'G-3' }] });
  expect(body.rejected.map(({ line }: { line: number }) => line)).toEqual([2, 3]);
  expect(bodyOf(0)).toMatchObject({ dryRun: false, partial: true });
});

test('a file of bad rows alone changes nothing, asked in part too', async () => {
  await start();
  const { status, body } = await send('devices?partial=1', 'device_id,profile\nG-1,unknown\n');
  expect(status).toBe(422);
  expect(body.detail).not.toContain('partial=true');
});

test('a dry run counts and shows no secret', async () => {
  await start();
  const { status, body } = await send('devices?dry_run=true', 'device_id,profile\nG-1,tilt\n');
  expect(status).toBe(200);
  expect(body).toEqual({ created: 1, updated: 0, unchanged: 0, rejected: [], secrets: [] });
  expect(bodyOf(0).dryRun).toBe(true);
});

test('a header that cannot be used is reported as a row is', async () => {
  await start();
  const { status, body } = await send('devices', 'device_id,profile,colour\nG-1,tilt,red\n');
  expect(status).toBe(422);
  expect(body.rejected).toEqual([
    { line: 1, column: 'colour', reason: expect.stringContaining('unknown column') },
  ]);
});

test.each([
  'text/csv',
  'text/plain;charset=UTF-8',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  null,
])('a file comes as %s', async (type) => {
  await start();
  // With the mark that spreadsheet programs put at the beginning.
  const { status } = await send('devices', Buffer.from('\ufeffdevice_id,profile\nG-1,tilt\n'), type);
  expect(status).toBe(200);
});

test.each(['application/json', 'multipart/form-data; boundary=x'])('%s is no file', async (type) => {
  await start();
  const { status, body } = await send('devices', 'device_id,profile\nG-1,tilt\n', type);
  expect(status).toBe(415);
  expect(body.detail).toContain('text/csv');
  expect(hub.commands).toEqual([]);
});

test('a file in another encoding says how to save it', async () => {
  await start();
  const { status, body } = await send('units', Buffer.from([0xb5, 0xa5, 0xce, 0xbb]));
  expect(status).toBe(422);
  expect(body.detail).toContain('CSV UTF-8');
});

test('no file at all is said so', async () => {
  await start();
  expect(await send('units', '')).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('the file is empty') },
  });
  expect(await send('units', '', null)).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining('as the body') },
  });
});

test('a file may be larger than any other body, up to its own limit', async () => {
  await start();
  const header = 'device_id,profile\nG-1,tilt\n';
  expect((await send('devices', header + '\n'.repeat(2_000_000))).status).toBe(200);
  const { status, body } = await send('devices', Buffer.alloc(64 * 1024 * 1024 + 1, '\n'));
  expect(status).toBe(413);
  expect(body.detail).toContain('larger than this call takes');
});

test('there is no registry of anything else', async () => {
  await start();
  expect((await send('profiles', 'id\n')).status).toBe(404);
});

test('a large file is looked at as a whole, then taken part by part where something changes', async () => {
  hub = await startTestHub({
    openRegistryFile: inParts(2),
    answers: {
      'devices.import': ({ rows, dryRun, partial }: DevicesBody) => {
        const known = rows.filter(({ device }) => device.id === 'G-3' || device.id === 'G-4');
        if (known.length > 0) {
          const unchanged = known.map(({ device }) => device.id);
          return { ok: true, value: { created: [], updated: [], unchanged, rejected: [] } };
        }
        return devicesImport({ rows, dryRun, partial });
      },
    },
  });
  const rows = ['G-1', 'G-2', 'G-3', 'G-4', 'G-5'].map((id) => `${id},tilt\n`).join('');
  const { status, body } = await send('devices', `device_id,profile\n${rows}`);
  expect([status, body]).toEqual([
    200,
    expect.objectContaining({ created: 3, updated: 0, unchanged: 2, rejected: [] }),
  ]);
  const made = body.secrets.map(({ device_id }: { device_id: string }) => device_id);
  expect(made).toEqual(['G-1', 'G-2', 'G-5']);
  const sent = hub.commands.map(({ body: command }) => command as DevicesBody);
  expect(sent.map(({ dryRun, rows: part }) => [dryRun, part.map(({ device }) => device.id).join()])).toEqual([
    ...[
      [true, 'G-1,G-2'],
      [true, 'G-3,G-4'],
      [true, 'G-5'],
    ],
    ...[
      [false, 'G-1,G-2'],
      [false, 'G-5'],
    ],
  ]);
  const secrets = new Set(
    sent.flatMap(({ dryRun, rows: part }) => (dryRun ? [] : part)).map((row) => row.newSecretHash),
  );
  expect(secrets.size).toBe(3);
});

test('a bad row in the last part of a large file changes nothing in the first', async () => {
  hub = await startTestHub({ openRegistryFile: inParts(2), answers: { 'devices.import': devicesImport } });
  const file = 'device_id,profile\nG-1,tilt\nG-2,tilt\nG-3,unknown\n';
  const { status, body } = await send('devices', file);
  expect([status, body.rejected]).toEqual([
    422,
    [{ line: 4, column: 'profile', reason: 'no profile unknown' }],
  ]);
  expect(hub.commands.every(({ body: command }) => (command as DevicesBody).dryRun)).toBe(true);
  const partly = await send('devices?partial=true', file);
  expect([partly.status, partly.body.created, partly.body.rejected]).toEqual([200, 2, body.rejected]);
});
