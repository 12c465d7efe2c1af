import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { prepareDataFolder } from './data-folder.ts';

function someFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('the folder is made with those above it, for nobody else to read', () => {
  const folder = join(someFolder(), 'city', 'data');
  prepareDataFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test.skipIf(!existsSync('/proc/self'))('a folder where the system makes none is refused at once', () => {
  expect(() => prepareDataFolder('/proc/sluice/data')).toThrow('SLUICE_DATA_DIR: /proc/sluice/data');
});

test('a file in its place is refused', () => {
  const file = join(someFolder(), 'data');
  writeFileSync(file, '');
  expect(() => prepareDataFolder(file)).toThrow(`SLUICE_DATA_DIR: ${file} cannot be written`);
  expect(() => prepareDataFolder(join(file, 'below'))).toThrow(`SLUICE_DATA_DIR: ${file}/below`);
});
