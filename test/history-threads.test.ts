// The past in its threads: explanations and back-tests of a journal that its hub has open.
import { expect, it } from 'vitest';
import { RecordPacker } from '../core/record.ts';
import { minuteMs } from '../core/time.ts';
import { BatchEngine } from '../hub/engine/batch-engine.ts';
import { startHistory } from '../hub/history/start-history.ts';
import { testFolder, testStore } from '../store/test-batch.ts';
import { message, stormStart, townRecords } from './small-town.ts';

const at = stormStart + 5 * minuteMs;
const request = { from: stormStart, to: at, rules: null, csv: null, now: at };

function floodedHub() {
  const dataDir = testFolder();
  const engine = new BatchEngine(testStore(dataDir));
  const packer = new RecordPacker();
  for (const record of townRecords(stormStart)) packer.add(record);
  for (let minute = 1; minute <= 4; minute += 1) {
    const ts = stormStart + minute * minuteMs;
    packer.add(message(ts, 'gauge-1', 'telemetry', { ts, seq: minute, depth_mm: 30 * minute }));
  }
  engine.run(packer.take(), at);
  return startHistory({ dataDir });
}

it('answers both, refuses a second back-test at once, and names the field of a bad rule', async () => {
  const history = floodedHub();
  const [first, second, explained] = await Promise.allSettled([
    history.backtest(request),
    history.backtest(request),
    history.explain('flood-1', at),
  ]);
  expect(first).toMatchObject({
    value: { ok: true, value: { before: { alarms_by_rule: { 'flood-depth': 1 } }, alarms: { changed: [] } } },
  });
  expect(second).toMatchObject({ reason: { code: 'backtest_busy', retryable: true } });
  expect(explained).toMatchObject({ value: { point_id: 'flood-1', in_alarm: true } });
  const bad = await history.backtest({ ...request, rules: [{ id: 'x', kind: 'threshold' }] });
  expect(bad).toMatchObject({
    ok: false,
    error: { kind: 'invalid', field: expect.stringMatching(/^rules\.0\./) },
  });
  await expect(history.backtest({ ...request, csv: 'a,b\n1,2' })).rejects.toMatchObject({ code: 'bad_csv' });
  await history.close();
  await expect(history.explain('flood-1', at)).rejects.toMatchObject({ code: 'history_closed' });
});
