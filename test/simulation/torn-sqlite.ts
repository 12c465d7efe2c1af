// The real store on a disk that tears its last write: a crash in the middle of a commit leaves the write-ahead log
// cut anywhere within what the commit wrote, with whatever lay there before behind the cut.
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch, Journal } from '../../core/journal.ts';
import type { CommittedEvent } from '../../core/ports.ts';
import type { Random } from '../../simulators/random.ts';
import { openStore } from '../../store/open-store.ts';
import { openViews } from '../../store/views.ts';
import type { Fates, SimulatedStore } from './sim-disk.ts';

const walFile = 'sluice.db-wal';

/** Memory where there is some to be had: what syncs to a real disk is the same code, a hundred times slower. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export class TornSqlite implements SimulatedStore {
  readonly #random: Random;
  readonly #folders: string[] = [];
  #folder: string;
  readonly #left: Journal[] = [];
  #journal: Journal | null = null;

  constructor(random: Random) {
    this.#random = random;
    this.#folder = this.#newFolder();
  }

  open(): Journal {
    this.#closeAll();
    this.#journal = openStore({ dataDir: this.#folder });
    return this.#journal;
  }

  look(): Journal {
    return this.#journal ?? this.open();
  }

  async events(after: number): Promise<readonly CommittedEvent[]> {
    const views = openViews(this.#folder);
    try {
      return await views.events(after, ['alarm', 'case', 'device', 'command', 'notice'], 1_000);
    } finally {
      await views.close();
    }
  }

  async fates(): Promise<Fates> {
    const views = openViews(this.#folder);
    try {
      return ((await views.accounting(null)) as unknown as { readonly messages: Fates }).messages;
    } finally {
      await views.close();
    }
  }

  /** From here on the disk is a copy with a torn end: what the old connection still holds is gone with the crash. */
  tear(journal: Journal, batch: Batch, share: number): void {
    const whole = this.#walBytes();
    journal.commit(batch);
    const written = this.#walBytes();
    const cut = whole + Math.round((written - whole) * share);
    const next = this.#newFolder();
    copyFileSync(join(this.#folder, 'sluice.db'), join(next, 'sluice.db'));
    const log = readFileSync(join(this.#folder, walFile));
    const rest = Buffer.from(
      Array.from({ length: this.#random.index(8_192) }, () => this.#random.index(256)),
    );
    writeFileSync(join(next, walFile), Buffer.concat([log.subarray(0, cut), rest]));
    this.#folder = next;
    // The hub that dies still looks at what it had.
    this.#left.push(journal);
    this.#journal = null;
  }

  close(): void {
    this.#closeAll();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }

  #closeAll(): void {
    for (const journal of this.#left.splice(0)) journal.close();
    this.#journal?.close();
    this.#journal = null;
  }

  #walBytes(): number {
    const file = join(this.#folder, walFile);
    return existsSync(file) ? statSync(file).size : 0;
  }

  #newFolder(): string {
    const made = mkdtempSync(join(root, 'sluice-torn-'));
    this.#folders.push(made);
    return made;
  }
}
