import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openOutletCursors } from './outlet-cursors.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('outlet cursors', () => {
  it('begin at 0, move, and are there after the file was closed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-'));
    folders.push(folder);
    const cursors = openOutletCursors(folder);
    expect(cursors.get('mqtt')).toBe(0);
    cursors.set('mqtt', 7);
    cursors.set('influx', 3);
    cursors.set('mqtt', 12);
    cursors.close();
    const again = openOutletCursors(folder);
    expect([again.get('mqtt'), again.get('influx')]).toEqual([12, 3]);
    again.close();
  });
});
