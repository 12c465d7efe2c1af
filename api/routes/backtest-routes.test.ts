import { afterEach, expect, test } from 'vitest';
import { SluiceError } from '../../core/error.ts';
import type { BacktestRequest, History } from '../../core/history.ts';
import { sameInBoth } from '../../core/said.ts';
import { emptyHistory, startTestHub, type TestHub, testNow } from '../test-hub.ts';

let hub: TestHub;
const asked: BacktestRequest[] = [];

afterEach(async () => {
  asked.length = 0;
  await hub.app.close();
});

async function hubOf(answer: Awaited<ReturnType<History['backtest']>> = { ok: true, value: { alarms: {} } }) {
  const backtest: History['backtest'] = async (request) => {
    asked.push(request);
    return answer;
  };
  hub = await startTestHub({ history: { ...emptyHistory, backtest } });
}

const from = '2026-07-01T00:00:00Z';

test('rules are tried from a moment until now, or as far as a CSV goes', async () => {
  await hubOf();
  const rules = [{ id: 'flood-depth' }];
  const journal = await hub.call('operator', 'POST', '/rules/backtest', { from, rules });
  expect(journal).toMatchObject({ status: 200, body: { alarms: {} } });
  await hub.call('operator', 'POST', '/rules/backtest', { csv: 'device_id,ts,depth_mm' });
  expect(asked).toEqual([
    { from: Date.parse(from), to: testNow, rules, csv: null, now: testNow },
    { from: null, to: null, rules: null, csv: 'device_id,ts,depth_mm', now: testNow },
  ]);
});

test('no time, a time that runs backwards and a bad rule are named by their field', async () => {
  const detail = 'rules.0.levels: at least one of blue, yellow, orange, red';
  await hubOf({ ok: false, error: { kind: 'invalid', field: 'rules.0.levels', detail: sameInBoth(detail) } });
  const fieldOf = async (body: object) => {
    const answer = await hub.call('operator', 'POST', '/rules/backtest', body);
    return [answer.status, answer.body.field];
  };
  expect(await fieldOf({})).toEqual([422, 'from']);
  expect(await fieldOf({ from, to: '2026-06-01T00:00:00Z' })).toEqual([422, 'to']);
  expect(asked).toEqual([]);
  expect(await fieldOf({ from, rules: [{ levels: {} }] })).toEqual([422, 'rules.0.levels']);
});

test('a second one at once is asked to wait', async () => {
  hub = await startTestHub({
    history: {
      ...emptyHistory,
      backtest: async () => {
        throw new SluiceError('another back-test runs', { code: 'backtest_busy', retryable: true });
      },
    },
  });
  const { status, headers } = await hub.call('operator', 'POST', '/rules/backtest', { from });
  expect([status, headers['retry-after']]).toEqual([503, '5']);
});
