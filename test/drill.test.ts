// `sluice drill` as people call it: over the registry of a hub that runs, which is left as it was.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ApiSession } from './api-session.ts';
import { runSluice, startRunningHub, testFolder } from './running-hub.ts';
import { devicesCsv, pointsCsv, unitsCsv } from './small-registry.ts';

const small = ['--seconds', '45', '--rate', '20', '--json'];

test('a storm over the registry of a running hub loses nothing, tells its figures, and leaves the hub alone', async () => {
  const hub = await startRunningHub();
  const admin = await ApiSession.login(hub);
  await admin.csv('/imports/units', unitsCsv);
  await admin.csv('/imports/points', pointsCsv);
  await admin.csv('/imports/devices', devicesCsv);
  const rules = (await admin.get('/rules')).body.items;
  const { definition } = rules.find(({ id }: { id: string }) => id === 'flood-depth');
  const levels = { ...definition.levels, blue: 60 };
  expect((await admin.put('/rules/flood-depth', { ...definition, levels })).status).toBe(200);
  const before = readdirSync(hub.dataDir).sort();

  const pages = mkdtempSync(join(tmpdir(), 'sluice-drill-page-'));
  onTestFinished(() => rmSync(pages, { recursive: true, force: true }));
  const page = join(pages, 'drill.html');
  // A folder that is named as the default of the setting is: from where the command runs.
  const SLUICE_DATA_DIR = relative(tmpdir(), hub.dataDir);
  const drill = await runSluice(['drill', ...small, '--page', page], { SLUICE_DATA_DIR });
  expect(drill.stderr).toBe('');
  const report = JSON.parse(drill.stdout);
  expect(report.checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
  expect([drill.code, report.ok]).toEqual([0, true]);
  expect(report.town).toMatchObject({ source: 'registry', devices: 2, gauges: 1, covers: 1 });
  expect(report.town.rules_of_the_city).toBe(1);
  expect(report.alarms.expected).toBe(2);
  expect(report.load).toMatchObject({ lost: 0, sent: report.load.acknowledged });
  expect(report.load.sent).toBeGreaterThan(100);
  expect(report.kill.acknowledged_again_after_s).toBeGreaterThan(0);
  expect(report.machine.live_hub).toBe(true);
  const html = readFileSync(page, 'utf8');
  expect(html).toContain('暴雨演练报告');
  expect(html).not.toMatch(/<script|https?:/);

  expect(readdirSync(hub.dataDir).sort()).toEqual(before);
  expect((await admin.get('/alarms')).body.items).toEqual([]);
  expect((await admin.get('/accounting')).body.messages.received).toBe(0);
}, 150_000);

test('a storm that is too short for the rules is refused with how long it must be', async () => {
  const tooShort = ['drill', '--devices', '20', '--seconds', '15', '--rate', '20'];
  const drill = await runSluice(tooShort, { SLUICE_DATA_DIR: testFolder() });
  expect(drill.code).toBe(2);
  expect(drill.stderr).toMatch(/15 seconds are too few: the storm takes \d+ seconds at least.*--seconds/);
}, 60_000);
