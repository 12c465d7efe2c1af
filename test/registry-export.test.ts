// The registry leaves as files that come in again: an empty hub that takes them exports the same, whether a spreadsheet
// program had them or not, and secrets neither leave nor are lost.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { expect, it } from 'vitest';
import { ApiSession } from './api-session.ts';
import { runSluice, startRunningHub, testFolder } from './running-hub.ts';

const files = {
  units: `unit_id,name,kind,parent_unit,phone,email,webhook
水务,"供水, ""县"" 公司",owner,,+86 911 1234567,,https://example.invalid/hook?a=1,
crew-1,抢修一队,crew,水务,010,a@example.invalid,
`.replaceAll('hook?a=1,\n', 'hook?a=1\n'),
  points: `point_id,name,kind,lon,lat,datum,grid_code,component_code,owner_unit,basin,address
P-1,"桥下
积水点",flood,109.262,35.5801234567,gcj02,610631001001001,6106310201000017,水务,东河,=1+1
P-2,Well,well,109.26,1e-7,,,,,,-5 号
`,
  devices: `device_id,profile,point_id,interval_s,secret,dev_eui,zero_offset_mm,mount_height_mm
G-1,flood-gauge,P-1,60,first secret,70-B3-D5-7B-A0-00-3B-B8,-12.5,
007,milesight-em500-udl,P-2,,,1234567890123e45,,2500
`,
} as const;
const kinds = ['units', 'points', 'devices'] as const;

async function exported(admin: ApiSession, query = ''): Promise<string[]> {
  const replies = await Promise.all(kinds.map((kind) => admin.get(`/exports/${kind}${query}`)));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  return replies.map(({ body }) => body as string);
}

/** Cells as a spreadsheet program saves them: what looks like a number is one, with 15 digits. */
function savedBySpreadsheet(csv: string): string {
  return csv.replaceAll(/(^|,)(\d{12,}|\d+e\d+)(?=,|\r)/gm, (_, before, text) => {
    return `${before}${Number(Number(text).toPrecision(15))}`;
  });
}

it('an export that is imported into an empty hub exports the same', async () => {
  const hub = await startRunningHub();
  const admin = await ApiSession.login(hub);
  for (const kind of kinds) {
    const { status, body } = await admin.csv(`/imports/${kind}`, files[kind]);
    expect([status, body]).toEqual([200, expect.objectContaining({ created: 2, rejected: [] })]);
  }
  const plain = await exported(admin);
  expect(plain[1]).toContain('P-2,Well,well,109.26,1e-7,wgs84,');
  expect(plain[2]).not.toContain('first secret');
  for (const [index, kind] of kinds.entries()) {
    const { body } = await admin.csv(`/imports/${kind}`, plain[index] ?? '');
    expect(body).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  }
  // The blank secret left the device its own.
  const login = { clientId: 'G-1', username: 'G-1', password: 'first secret' };
  await (await connectAsync(hub.mqttUrl, login)).endAsync();

  const forExcel = await exported(admin, '?excel=true');
  const headers = { authorization: `Bearer ${admin.token}` };
  const points = await (await fetch(`${hub.apiUrl}/exports/points?excel=true`, { headers })).bytes();
  expect([...points.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(savedBySpreadsheet(plain.join(''))).not.toBe(plain.join(''));
  const other = await startRunningHub();
  const there = await ApiSession.login(other);
  for (const [index, kind] of kinds.entries()) {
    const { body } = await there.csv(`/imports/${kind}`, savedBySpreadsheet(forExcel[index] ?? ''));
    expect(body).toMatchObject({ created: 2, rejected: [] });
  }
  expect(await exported(there)).toEqual(plain);

  const folder = join(testFolder(), 'registry');
  const written = await runSluice(['export-registry', folder], { SLUICE_DATA_DIR: hub.dataDir });
  expect(written.code).toBe(0);
  expect(kinds.map((kind) => readFileSync(join(folder, `${kind}.csv`), 'utf8'))).toEqual(plain);
  await Promise.all([hub.stop(), other.stop()]);

  const third = testFolder();
  mkdirSync(third, { recursive: true });
  const env = { SLUICE_DATA_DIR: third };
  const imported = await runSluice(['import', ...kinds.map((kind) => join(folder, `${kind}.csv`))], env);
  expect(imported.code).toBe(0);
  const again = join(testFolder(), 'again');
  expect((await runSluice(['export-registry', again], env)).code).toBe(0);
  expect(kinds.map((kind) => readFileSync(join(again, `${kind}.csv`), 'utf8'))).toEqual(plain);
  writeFileSync(join(again, 'file'), '');
  const failed = await runSluice(['export-registry', join(again, 'file')], env);
  expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('cannot be written')]);
});
