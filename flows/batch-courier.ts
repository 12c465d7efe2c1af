// Carries batches of events to the process of the flows and waits for each to be taken. While the process is down or
// its flows do not run, nothing moves and nothing is lost.
import { SluiceError } from '../core/error.ts';
import type { FlowEvent, ToFlowsMessage } from './messages.ts';

/** After this a batch that was not taken comes again, ms: longer than the process itself waits for a message. */
const patienceMs = 60_000;

interface UnderWay {
  readonly taken: () => void;
  readonly failed: (error: SluiceError) => void;
}

export class BatchCourier {
  readonly #send: (message: ToFlowsMessage) => void;
  readonly #underWay = new Map<number, UnderWay>();
  readonly #waiting = new Set<() => void>();
  #lastId = 0;
  #isRunning = false;

  constructor(send: (message: ToFlowsMessage) => void) {
    this.#send = send;
  }

  /** The process runs its flows, or no more; where it is gone, what it had in hand comes again. */
  flowsRun(isRunning: boolean, isGone: boolean): void {
    this.#isRunning = isRunning;
    if (isRunning) for (const go of [...this.#waiting]) go();
    if (isGone)
      for (const { failed } of this.#underWay.values()) failed(notTaken('the flows’ process ended'));
  }

  taken(id: number): void {
    this.#underWay.get(id)?.taken();
  }

  /** Resolves when every message that came of the batch was worked off. */
  async carry(events: readonly FlowEvent[], signal: AbortSignal): Promise<void> {
    await this.running(signal);
    this.#lastId += 1;
    const id = this.#lastId;
    let patience: NodeJS.Timeout | undefined;
    const giveUp = () => this.#underWay.get(id)?.failed(notTaken('the hub is stopping'));
    try {
      await new Promise<void>((resolve, reject) => {
        this.#underWay.set(id, { taken: resolve, failed: reject });
        if (signal.aborted) giveUp();
        signal.addEventListener('abort', giveUp, { once: true });
        patience = setTimeout(() => reject(notTaken('the flows did not take it in time')), patienceMs);
        this.#send({ type: 'batch', id, events });
      });
    } finally {
      clearTimeout(patience);
      signal.removeEventListener('abort', giveUp);
      this.#underWay.delete(id);
    }
  }

  /** Resolves while the flows run, or when `signal` ends the waiting. */
  running(signal: AbortSignal): Promise<void> {
    if (this.#isRunning || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const go = () => {
        this.#waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      this.#waiting.add(go);
      signal.addEventListener('abort', go, { once: true });
    });
  }
}

function notTaken(reason: string): SluiceError {
  return new SluiceError(reason, { code: 'flows_not_running', retryable: true });
}
