// Writes of one turn of the event loop share a transaction: a storm of connections costs a few commits, and nobody is
// answered before the commit that holds his write. Where somebody is in a hurry, it is what is written before the loop
// goes on at all.
import type { DatabaseSync } from 'node:sqlite';
import { messageOf, SluiceError } from '../../core/error.ts';

interface Waiting {
  readonly committed: () => void;
  readonly failed: (error: SluiceError) => void;
}

export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #rolledBack: () => void;
  #waiting: Waiting[] = [];
  /** Whether writes are committed before anything else comes in: on a busy loop a turn takes milliseconds. */
  isHurried = false;
  #scheduled: NodeJS.Immediate | null = null;
  #isAtOnce = false;

  /** `rolledBack` is called where writes were undone, so that what memory mirrors can be read again. */
  constructor(database: DatabaseSync, rolledBack: () => void) {
    this.#database = database;
    this.#rolledBack = rolledBack;
  }

  /**
   * Runs `write` at once; resolves with its value after the commit. Rejects with a retryable `SluiceError`
   * where the database cannot write: then nothing of this turn was kept.
   */
  run<Value>(write: () => Value): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (!this.#database.isOpen) {
        reject(notWritten('they are closed', undefined));
        return;
      }
      let value: Value;
      try {
        if (!this.#database.isTransaction) this.#database.exec('BEGIN IMMEDIATE');
        this.#schedule();
        value = write();
      } catch (thrown) {
        reject(this.#undo(thrown));
        return;
      }
      this.#waiting.push({ committed: () => resolve(value), failed: reject });
    });
  }

  /** Commits what has gathered. */
  flush(): void {
    if (this.#scheduled !== null) clearImmediate(this.#scheduled);
    this.#scheduled = null;
    this.#isAtOnce = false;
    if (!this.#database.isOpen || !this.#database.isTransaction) return;
    try {
      this.#database.exec('COMMIT');
    } catch (thrown) {
      this.#undo(thrown);
      return;
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { committed } of waiting) committed();
  }

  #schedule(): void {
    if (this.isHurried && !this.#isAtOnce) {
      this.#isAtOnce = true;
      process.nextTick(() => this.flush());
    }
    this.#scheduled ??= setImmediate(() => this.flush());
  }

  #undo(thrown: unknown): SluiceError {
    const error = notWritten(messageOf(thrown), thrown);
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#rolledBack();
    for (const { failed } of waiting) failed(error);
    return error;
  }
}

function notWritten(why: string, cause: unknown): SluiceError {
  return new SluiceError(`the MQTT sessions cannot be written: ${why}`, {
    code: 'sessions_not_written',
    retryable: true,
    hint: 'free space in the data folder (SLUICE_DATA_DIR) and check that it can be written',
    cause,
  });
}
