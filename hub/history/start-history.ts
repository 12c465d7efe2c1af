// The past in a thread of its own: what it takes to rebuild delays no acknowledgement and no list.
import type { History, Json } from '../../core/ports.ts';
import { CallThread } from '../../store/call-thread.ts';

export interface HistoryOptions {
  readonly dataDir: string;
}

/** Heap of the thread: the fold's state of 100,000 devices with room to replay. */
const maxHeapMiB = 1_024;

/** Starts its thread with the first call: most days nobody asks. */
export function startHistory({ dataDir }: HistoryOptions): History {
  const thread = new CallThread({
    entry: new URL('./history-thread.ts', import.meta.url),
    workerData: { dataDir },
    name: 'history',
    maxHeapMiB,
  });
  return {
    explain: (pointId, at) => thread.call('explain', [pointId, at]) as Promise<Json | null>,
    close: () => thread.close(),
  };
}
