// An engine that keeps what it is given and commits when the test says so.
import { SluiceError } from '../../core/error.ts';
import type { Engine } from '../../core/ports.ts';
import type { JournalRecord } from '../../core/record.ts';

export class EngineStandIn implements Pick<Engine, 'submit'> {
  /** What was submitted, in order. */
  readonly records: JournalRecord[] = [];
  /** Whether commits wait for `commit` or `fail`. */
  holds = false;
  readonly #pending: ((error: SluiceError | null) => void)[] = [];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  get pending(): number {
    return this.#pending.length;
  }

  submit(record: JournalRecord, done: (error: SluiceError | null) => void): void {
    this.records.push({ ...record, payload: Uint8Array.from(record.payload) });
    this.#pending.push(done);
    if (!this.holds) setImmediate(() => this.commit(this.#pending.length));
    this.#waiting = this.#waiting.filter(({ count, resolve }) => {
      if (this.records.length < count) return true;
      resolve();
      return false;
    });
  }

  /** Commits the oldest `count` records. */
  commit(count = 1): void {
    for (const done of this.#pending.splice(0, count)) done(null);
  }

  /** Fails the oldest `count` records as a full disk does. */
  fail(count = 1): void {
    const error = new SluiceError('the disk is full', { code: 'disk_full', retryable: true });
    for (const done of this.#pending.splice(0, count)) done(error);
  }

  /** Commits everything from now on at once. */
  release(): void {
    this.holds = false;
    this.commit(this.#pending.length);
  }

  /** Resolves when `count` records were submitted in all. */
  async received(count: number): Promise<void> {
    if (this.records.length >= count) return;
    await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
  }

  /** Topics and payloads as text, in the order of submission. */
  texts(): string[] {
    return this.records.map(({ topic, payload }) => `${topic} ${Buffer.from(payload).toString()}`);
  }
}
