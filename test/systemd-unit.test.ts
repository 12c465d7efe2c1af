// The unit for systemd, as systemd itself reads it. Skipped with a word where it is not installed.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFolder } from './running-hub.ts';

const isInstalled = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!isInstalled) console.warn('skipped: systemd-analyze is not installed (Debian: systemd)');

it.skipIf(!isInstalled)('is understood word by word, and shuts the hub in', () => {
  const unit = readFileSync(join(import.meta.dirname, '../deploy/sluice.service'), 'utf8');
  const file = join(testFolder(), 'sluice.service');
  // It must be able to run; the release is not in /opt here.
  writeFileSync(file, unit.replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`));
  const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
  expect(verified.stderr).not.toContain(file);
  expect(verified.status).toBe(0);
  const judged = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=25', file]);
  expect(judged.status).toBe(0);
});

it('its command line is a shell script without mistakes', () => {
  const script = join(import.meta.dirname, '../deploy/sluice.sh');
  expect(spawnSync('sh', ['-n', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});
