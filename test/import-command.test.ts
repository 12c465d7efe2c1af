// `sluice import`: several files in one go, on the word of their headers, tried first and then taken.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runSluice, testFolder } from './running-hub.ts';

const units = 'unit_id,name,kind\nU-1,"供水, ""县"" 公司",owner\nU-2,街办,subdistrict\n';
const points =
  'point_id,name,kind,lon,lat,owner_unit,subdistrict_unit\n' +
  'P-1,"桥下\n积水点",flood,109.26,35.58,U-1,U-2\nP-2,井,cover,109.26,35.58,U-1,\n';
const devices = 'profile,device_id,point_id\ntilt,T-1,P-2\nflood-gauge,G-1,P-1\n';

it('a dry run takes what an earlier file would bring for granted, and nothing else', async () => {
  const folder = testFolder();
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const files = [write('d.csv', devices), write('p.csv', points), write('u.csv', `\ufeff${units}`)];
  const env = { SLUICE_DATA_DIR: join(folder, 'data') };
  const dryRun = await runSluice(['import', ...files, '--dry-run'], env);
  expect(dryRun).toMatchObject({ code: 0, stderr: '' });
  expect(dryRun.stdout.match(/2 created, 0 updated, 0 unchanged, 0 rejected \(dry run\)/g)).toHaveLength(3);

  write('p.csv', points.replace('U-1,\n', 'U-9,\n'));
  const flawed = await runSluice(['import', ...files, '--dry-run', '--partial'], env);
  expect(flawed.stderr).toContain('p.csv:4: owner_unit: no unit U-9');
  expect(flawed.stderr).toContain('d.csv:2: point_id: no point P-2');
  expect(flawed.stderr.match(/no (unit|point)/g)).toHaveLength(2);

  write('p.csv', points);
  const taken = await runSluice(['import', ...files, '--json'], env);
  expect(taken.code).toBe(0);
  const outcomes = taken.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(outcomes).toMatchObject([{ created: 2 }, { created: 2 }, { created: 2 }]);
  const again = await runSluice(['import', ...files, '--dry-run'], env);
  expect(again.stdout.match(/0 created, 0 updated, 2 unchanged/g)).toHaveLength(3);
}, 120_000);

it('a file that says by neither header nor name what it is, is refused with the mend', async () => {
  const file = join(testFolder(), 'list.csv');
  writeFileSync(file, 'id,name\n1,a\n');
  const { code, stderr } = await runSluice(['import', file], { SLUICE_DATA_DIR: testFolder() });
  expect(code).toBe(1);
  expect(stderr).toContain('unit_id, point_id or device_id');
});
