// A change of a rule: live with the next record, versioned, audited, and kept for whoever asks later.
import { expect, it, onTestFinished } from 'vitest';
import type { Actor } from '../core/person.ts';
import { type JournalRecord, RecordPacker } from '../core/record.ts';
import { BatchEngine } from '../hub/engine/batch-engine.ts';
import { readRelease } from '../hub/release.ts';
import { testFolder, testStore } from '../store/test-batch.ts';
import { openViews } from '../store/views.ts';
import { command, message, operator, stormStart, townRecords } from './small-town.ts';

const li: Actor = { ...operator, name: 'li', role: 'admin' };

function floodDepth(blue: number) {
  return { ...readRelease().rules.find(({ id }) => id === 'flood-depth'), levels: { blue } };
}

const put = (at: number, blue: number, version?: number) =>
  command(at, 'rule.put', { ruleId: 'flood-depth', definition: floodDepth(blue), version }, li);

const depth = (at: number, depth_mm: number) =>
  message(at, 'gauge-1', 'telemetry', { ts: at, seq: at - stormStart, depth_mm });

it('decides from the next record on, and every version stays known', async () => {
  const dataDir = testFolder();
  const engine = new BatchEngine(testStore(dataDir));
  const run = (...records: readonly JournalRecord[]) => {
    const packer = new RecordPacker();
    for (const record of records) packer.add(record);
    return engine.run(packer.take(), stormStart);
  };
  run(...townRecords(stormStart));
  // All in one batch: an alarm of each version, and a version that was in force for a moment only.
  run(
    ...[put(stormStart + 1, 12, 1), depth(stormStart + 1_000, 13), depth(stormStart + 61_000, 14)],
    ...[put(stormStart + 62_000, 11), put(stormStart + 63_000, 10, 3)],
  );
  const stale = run(put(stormStart + 64_000, 99, 3));
  expect(stale.replies).toMatchObject([
    [
      0,
      {
        ok: false,
        refusal: {
          kind: 'conflict',
          detail: expect.objectContaining({ en: expect.stringContaining('at version 4 by now') }),
        },
      },
    ],
  ]);

  const views = openViews(dataDir);
  onTestFinished(() => views.close());
  const rule = await views.rule('flood-depth');
  expect(rule).toMatchObject({ version: 4, changed_by: 'li', definition: { levels: { blue: 10 } } });
  const versions = rule?.versions as {
    version: number;
    changed_by: string;
    definition: { levels: unknown };
  }[];
  expect(versions.map(({ version, changed_by }) => [version, changed_by])).toEqual([
    ...[4, 3, 2].map((version) => [version, 'li']),
    [1, 'wang'],
  ]);
  expect(versions[1]?.definition.levels).toEqual({ blue: 11 });
  const { items } = await views.alarms({ limit: 10, cursor: null, ruleId: 'flood-depth' });
  expect(items).toMatchObject([{ rule_version: 2 }]);
  const audit = await views.audit({ limit: 10, cursor: null });
  expect(audit.items.filter(({ action }) => action === 'rule.put')).toMatchObject(
    [4, 3, 2].map(() => ({ by: 'li', subject: 'flood-depth' })),
  );
});
