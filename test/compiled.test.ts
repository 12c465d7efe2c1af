// What a start compiled is kept for the next, also by a hub that is killed; what is damaged there is passed over.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ApiSession } from './api-session.ts';
import { startRunningHub } from './running-hub.ts';

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

it('a killed hub finds what it compiled, and one with a damaged folder starts all the same', async () => {
  const first = await startRunningHub();
  const { dataDir } = first;
  const folder = join(dataDir, 'compiled');
  await expect.poll(() => filesIn(folder).length, { timeout: 20_000 }).toBeGreaterThan(100);
  await first.kill();
  const kept = filesIn(folder);
  for (const file of kept) writeFileSync(file, 'not what was compiled');
  const second = await startRunningHub({ dataDir });
  expect((await (await ApiSession.login(second)).get('/accounting')).status).toBe(200);
  expect(await second.stop()).toBe(0);
}, 120_000);
