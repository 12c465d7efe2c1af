// A command that comes again under its key: done once, answered alike, also by a fold that was restored.
import { expect, it } from 'vitest';
import type { CommandReply } from '../core/ports.ts';
import { commandRecord, type JournalRecord } from '../core/record.ts';
import { dayMs, secondMs } from '../core/time.ts';
import { CodecSandbox } from '../hub/codecs/codec-sandbox.ts';
import { Fold } from '../hub/fold/fold.ts';
import { applyAll, operator, stormStart, townRecords } from './small-town.ts';

function keyed(at: number, key: string, title: string): JournalRecord {
  const body = {
    ...{ category: '05-06', condition: null, pointId: 'flood-1', lon: null, lat: null },
    ...{ title, description: '', photos: [], source: 'inspector' },
  };
  return commandRecord(at, operator.name, 'case.report', { actor: operator, body, key });
}

function startedFold(): Fold {
  const fold = new Fold(new CodecSandbox());
  applyAll(fold, townRecords(stormStart));
  fold.takeEffects();
  return fold;
}

function caseOf(reply: CommandReply | null): string {
  return reply?.ok === true ? String((reply.value as { id: string }).id) : 'none';
}

it('does a command once and answers the second time as it did the first', () => {
  const fold = startedFold();
  const first = fold.apply(10, keyed(stormStart + 1, 'k-1', 'Water on the road'));
  expect(first.kept).toBe('record');
  fold.takeEffects();
  const second = fold.apply(11, keyed(stormStart + secondMs, 'k-1', 'Water on the road'));
  expect(second.kept).toBe('nothing');
  expect(second.reply).toEqual(first.reply);
  expect(fold.takeEffects().cases.size).toBe(0);
});

it('refuses a key that stands for something else', () => {
  const fold = startedFold();
  fold.apply(10, keyed(stormStart + 1, 'k-1', 'Water on the road'));
  const other = fold.apply(11, keyed(stormStart + 2, 'k-1', 'Another street'));
  expect(other.reply).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
});

it('knows the key after a restart, and for a week', () => {
  const before = startedFold();
  const first = before.apply(10, keyed(stormStart + 1, 'k-1', 'Water on the road'));
  const fold = new Fold(new CodecSandbox());
  fold.restore(before.dump());
  const again = fold.apply(11, keyed(stormStart + 6 * dayMs, 'k-1', 'Water on the road'));
  expect(caseOf(again.reply)).toBe(caseOf(first.reply));
  const late = fold.apply(12, keyed(stormStart + 8 * dayMs, 'k-1', 'Water on the road'));
  expect(late.kept).toBe('record');
});
