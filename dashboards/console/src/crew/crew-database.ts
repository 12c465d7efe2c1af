// What the phone keeps: the last known cases, and what the hub does not know yet. In IndexedDB, so that it outlives
// the page and is there for the service worker too.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { EpochMs } from '../../../../core/time.ts';
import type { PointAnswer, ShownCase, UserAnswer } from '../api-client/answers.ts';
import type { PatrolAnswer } from '../api-client/patrol-answer.ts';
import type { KnownPlace } from './known-places.ts';
import type { OwnReport } from './own-report.ts';
import type { PendingWork, UnorderedWork } from './pending-work.ts';
import type { ReportDraft } from './report-draft.ts';
import type { ReportKinds } from './report-kinds.ts';

export interface KnownCases {
  readonly items: readonly ShownCase[];
  /** When the hub gave them. */
  readonly asOf: EpochMs;
}

/** Each is absent until the hub has given it. */
export interface Facts {
  readonly user: UserAnswer;
  readonly cases: KnownCases;
  readonly points: Readonly<Record<string, PointAnswer>>;
  readonly unitName: string;
  readonly patrol: PatrolAnswer;
  /** Stops of the patrol that were visited, by their keys. */
  readonly visited: readonly string[];
  /** What the person reported, as the hub knows it. */
  readonly reports: readonly OwnReport[];
  readonly kinds: ReportKinds;
  /** Points for reports, the newest first. */
  readonly places: readonly KnownPlace[];
  readonly draft: ReportDraft;
}

interface CrewSchema extends DBSchema {
  facts: { key: string; value: unknown };
  outbox: { key: number; value: PendingWork };
}

const changes = 'sluice-crew';

export class CrewDatabase {
  readonly #db: IDBPDatabase<CrewSchema>;
  /** Tells the other pages and the service worker, and hears from them. */
  readonly #channel = new BroadcastChannel(changes);

  private constructor(db: IDBPDatabase<CrewSchema>) {
    this.#db = db;
  }

  static async open(): Promise<CrewDatabase> {
    const db = await openDB<CrewSchema>('sluice-crew', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('facts');
        fresh.createObjectStore('outbox', { keyPath: 'order' });
      },
    });
    return new CrewDatabase(db);
  }

  close(): void {
    this.#channel.close();
    this.#db.close();
  }

  /** @param listener hears of what others changed, not of one's own changes. */
  onOthersChange(listener: () => void): void {
    this.#channel.addEventListener('message', listener);
  }

  async fact<Key extends keyof Facts>(key: Key): Promise<Facts[Key] | undefined> {
    return (await this.#db.get('facts', key)) as Facts[Key] | undefined;
  }

  async keepFact<Key extends keyof Facts>(key: Key, value: Facts[Key]): Promise<void> {
    await this.#db.put('facts', value, key);
    this.#tell();
  }

  /** Forgets what the hub gave. What it does not know yet stays, for whoever recorded it. */
  async forgetFacts(): Promise<void> {
    await this.#db.clear('facts');
    this.#tell();
  }

  /** In the order in which it is sent. */
  outbox(): Promise<PendingWork[]> {
    return this.#db.getAll('outbox');
  }

  async add(pending: UnorderedWork): Promise<void> {
    const transaction = this.#db.transaction('outbox', 'readwrite');
    const last = await transaction.store.openKeyCursor(null, 'prev');
    await transaction.store.add({ ...pending, order: (last?.key ?? 0) + 1 });
    await transaction.done;
    this.#tell();
  }

  /** The work as it is now; `undefined` where it was taken out meanwhile. */
  async change(
    order: number,
    changed: (pending: PendingWork) => PendingWork,
  ): Promise<PendingWork | undefined> {
    const transaction = this.#db.transaction('outbox', 'readwrite');
    const known = await transaction.store.get(order);
    const next = known === undefined ? undefined : changed(known);
    if (next !== undefined) await transaction.store.put(next);
    await transaction.done;
    this.#tell();
    return next;
  }

  async takeOut(order: number): Promise<void> {
    await this.#db.delete('outbox', order);
    this.#tell();
  }

  #tell(): void {
    this.#channel.postMessage(null);
  }
}
