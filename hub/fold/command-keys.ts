// Commands that were done under a key of the caller's: the same one again is answered as it was the first time and
// does nothing, so that whoever missed an answer may simply ask again.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { DueQueue } from '../../core/due-queue.ts';
import type { CommandReply } from '../../core/ports.ts';
import { Table } from '../../core/table.ts';
import { dayMs, type EpochMs } from '../../core/time.ts';

/** How long a key is remembered: a crew's phone may be without a network for days. */
const keptMs = 7 * dayMs;

interface DoneCommand {
  readonly at: EpochMs;
  /** Of the command's body. */
  readonly digest: string;
  /** What was answered. */
  readonly value: unknown;
}

export interface KeyedCommand {
  readonly actor: string;
  readonly key: string;
  readonly name: string;
  readonly body: unknown;
}

const prefix = 'command|';

export class CommandKeys {
  readonly table = new Table<DoneCommand>('command_keys');
  readonly #due: DueQueue;

  constructor(due: DueQueue) {
    this.#due = due;
  }

  /** Schedules what is to be forgotten, after the table was restored. */
  restored(): void {
    for (const [id, { at }] of this.table.entries()) this.#due.add(`${prefix}${id}`, at + keptMs);
  }

  /** What was answered before; a refusal where the key stands for another command; `null` where it is new. */
  known(command: KeyedCommand): CommandReply | null {
    const done = this.table.get(idOf(command));
    if (done === undefined) return null;
    if (done.digest === digestOf(command)) return { ok: true, value: done.value };
    const detail = {
      zh: `键 ${command.key} 已用于另一个请求；每个请求请用新的键`,
      en: `the key ${command.key} was used for another request; use a new key for each`,
    };
    return { ok: false, refusal: { kind: 'conflict', detail } };
  }

  remember(command: KeyedCommand, value: unknown, now: EpochMs): void {
    const id = idOf(command);
    this.table.set(id, { at: now, digest: digestOf(command), value });
    this.#due.add(`${prefix}${id}`, now + keptMs);
  }

  /** What was asked of the due queue under `command|…` has come. */
  forget(id: string): void {
    this.table.delete(id);
  }
}

/** Two people may choose the same key, and one request may take two commands. */
function idOf({ actor, name, key }: KeyedCommand): string {
  return `${actor}|${name}|${key}`;
}

function digestOf({ body }: KeyedCommand): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(body) ?? '')));
}
