import { expect, it, onTestFinished } from 'vitest';
import { openRegistryFile } from './open-registry-file.ts';

async function opened(kind: 'units' | 'devices', text: string) {
  const file = await openRegistryFile(kind, text);
  onTestFinished(() => file.close());
  return file;
}

it('a file comes in parts, each row with its line', async () => {
  const rows = Array.from({ length: 2_500 }, (_, i) => `D-${i},tilt\n`);
  rows[1_200] = 'not an id,tilt\n';
  const file = await opened('devices', `device_id,profile\n${rows.join('')}`);
  expect([file.rows, file.parts, file.leftOut]).toEqual([2_499, 3, 0]);
  expect(file.rejected).toMatchObject([{ line: 1_202, column: 'device_id' }]);
  const parts = await Promise.all([file.part(0), file.part(1), file.part(2)]);
  expect(parts.map(({ length }) => length)).toEqual([1_000, 1_000, 499]);
  expect(parts[1]?.[0]).toMatchObject({ line: 1_002, row: { device: { id: 'D-1000' } } });
  expect(parts[2]?.at(-1)).toMatchObject({ line: 2_501, row: { device: { id: 'D-2499' } } });
});

it('units stay together, for they refer to each other', async () => {
  const rows = Array.from({ length: 3_000 }, (_, i) => `u-${i},Unit,owner,${i === 2_999 ? '' : 'u-2999'}\n`);
  const file = await opened('units', `unit_id,name,kind,parent_unit\n${rows.join('')}`);
  expect(file.parts).toBe(1);
});

it('of very many mistakes the first are told, and how many more there are', async () => {
  const file = await opened('devices', `device_id,profile\n${'no id,tilt\n'.repeat(10_500)}`);
  expect([file.rejected.length, file.leftOut, file.parts]).toEqual([10_000, 500, 0]);
});
