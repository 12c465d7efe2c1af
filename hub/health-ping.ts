// A dead-man's switch: an address outside is called as long as the hub takes and commits. When the calls stop, whatever the
// reason (machine, disk, network, hub), it is the watcher there that raises the alarm.
import { messageOf } from '../core/error.ts';
import type { Engine } from '../core/ports.ts';
import { minuteMs, secondMs } from '../core/time.ts';
import type { HubLog } from './hub-log.ts';

export interface HealthPingOptions {
  /** Called with GET; any 2xx is an answer. */
  readonly url: string;
  readonly intervalMs: number;
  readonly engine: Pick<Engine, 'health' | 'onCommitted'>;
  readonly log: HubLog;
  /** Ms, by a clock that nobody sets. */
  readonly monotonicMs?: () => number;
}

export interface HealthPing {
  stop(): void;
}

const patienceMs = 10 * secondMs;
/** The hub journals that it lives each minute, so that a commit is never older while all is well. */
const freshestMs = 2 * minuteMs;

/** The first call comes with the first commit. */
export function startHealthPing(options: HealthPingOptions): HealthPing {
  const { url, intervalMs, engine, log, monotonicMs = () => performance.now() } = options;
  let committedAt = Number.NEGATIVE_INFINITY;
  let isFirst = true;
  let failed: string | null = null;
  const stopping = new AbortController();

  const call = async () => {
    try {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(patienceMs)]);
      const response = await fetch(url, { signal, headers: { 'user-agent': 'sluice' } });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`it answered ${response.status}`);
      if (failed !== null) log.info({ part: 'health ping' }, 'the outside watcher answers again');
      failed = null;
    } catch (thrown) {
      if (stopping.signal.aborted) return;
      const reason = messageOf(thrown);
      // Without the address, which often holds a secret; once for each reason.
      if (failed !== reason) log.warn({ part: 'health ping', reason }, 'the outside watcher was not reached');
      failed = reason;
    }
  };
  const callIfWell = () => {
    const isFresh = monotonicMs() - committedAt <= Math.max(freshestMs, intervalMs);
    if (isFresh && engine.health().ready) void call();
  };
  const unsubscribe = engine.onCommitted(() => {
    committedAt = monotonicMs();
    if (!isFirst) return;
    isFirst = false;
    callIfWell();
  });
  const timer = setInterval(callIfWell, intervalMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      unsubscribe();
      stopping.abort();
    },
  };
}
