// The past in threads of its own: what it takes to rebuild delays no acknowledgement and no list. A back-test has
// its own, so that an explanation need not wait for it; both begin with the first call, for most days nobody asks.
import { SluiceError } from '../../core/error.ts';
import type { History } from '../../core/history.ts';
import type { Json } from '../../core/ports.ts';
import { CallThread } from '../../store/call-thread.ts';

export interface HistoryOptions {
  readonly dataDir: string;
}

/** Heap of a thread: the fold's state of 100,000 devices with room to replay; of a back-test two, and its CSV. */
const explainHeapMiB = 1_024;
const backtestHeapMiB = 2_048;

export function startHistory({ dataDir }: HistoryOptions): History {
  const thread = (name: string, maxHeapMiB: number) =>
    new CallThread({
      entry: new URL('./history-thread.ts', import.meta.url),
      workerData: { dataDir },
      name,
      maxHeapMiB,
    });
  const explaining = thread('history', explainHeapMiB);
  const backtesting = thread('backtest', backtestHeapMiB);
  let isTrying = false;
  return {
    explain: (pointId, at) => explaining.call('explain', [pointId, at]) as Promise<Json | null>,
    async backtest(request) {
      if (isTrying) {
        throw new SluiceError(
          { zh: '另一个回测正在运行', en: 'another back-test runs' },
          {
            code: 'backtest_busy',
            retryable: true,
            hint: { zh: '请等它结束', en: 'wait until it has ended' },
          },
        );
      }
      isTrying = true;
      try {
        return (await backtesting.call('backtest', [request])) as Awaited<ReturnType<History['backtest']>>;
      } finally {
        isTrying = false;
      }
    },
    async close() {
      await Promise.all([explaining.close(), backtesting.close()]);
    },
  };
}
