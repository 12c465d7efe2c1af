// An engine that keeps what it is given and commits when the test says so.
import { SluiceError } from '../../core/error.ts';
import type { CommandReply, Committed, CommittedEvent, Engine, Json } from '../../core/ports.ts';
import type { JournalRecord } from '../../core/record.ts';

export class EngineStandIn implements Pick<Engine, 'submit' | 'command' | 'onCommitted'> {
  /** What was submitted, in order. */
  readonly records: JournalRecord[] = [];
  /** Whether commits wait for `commit` or `fail`. */
  holds = false;
  /** Commands given, by name and body; those whose name is in `refuses` fail as on a full disk. */
  readonly commands: { readonly name: string; readonly body: unknown }[] = [];
  readonly refuses = new Set<string>();
  readonly #listeners = new Set<(committed: Committed) => void>();
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

  async command(name: string, _actor: unknown, body: unknown): Promise<CommandReply> {
    if (this.refuses.has(name)) throw diskFull();
    this.commands.push({ name, body });
    return { ok: true, value: {} };
  }

  onCommitted(listener: (committed: Committed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the listeners of a change, as a commit does. */
  tell(kind: CommittedEvent['kind'], subjectId: string, body: Json): void {
    const events = [{ id: 1, kind, subjectId, at: 0, body }];
    for (const listener of this.#listeners) {
      listener({ position: 1, records: 1, readings: 0, commitMs: 0, latest: [], events });
    }
  }

  /** Commits the oldest `count` records. */
  commit(count = 1): void {
    for (const done of this.#pending.splice(0, count)) done(null);
  }

  /** Fails the oldest `count` records as a full disk does. */
  fail(count = 1): void {
    for (const done of this.#pending.splice(0, count)) done(diskFull());
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

function diskFull(): SluiceError {
  return new SluiceError('the disk is full', { code: 'disk_full', retryable: true });
}
