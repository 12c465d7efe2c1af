// The crew page's one place for what it knows and does: shows at once what the phone kept, then asks the hub, and
// sends what waits whenever there is a network.
import { SluiceError } from '../../../../core/error.ts';
import { type EpochMs, hourMs, secondMs } from '../../../../core/time.ts';
import type { ListAnswer, PointAnswer, ShownCase, UnitAnswer, UserAnswer } from '../api-client/answers.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { readPages } from '../api-client/pages.ts';
import type { PatrolAnswer } from '../api-client/patrol-answer.ts';
import { getJson, hasCode, loginNeededCode } from '../api-client/request.ts';
import { newRequestKey } from '../api-client/request-key.ts';
import { currentUser, logIn, logOut } from '../api-client/session.ts';
import { askForBackgroundSend } from './background-send.ts';
import type { CrewDatabase, Facts } from './crew-database.ts';
import { fetchPlaces, type PlaceQuery, withPlaces } from './known-places.ts';
import type { OwnReport } from './own-report.ts';
import type { NewAction } from './pending-action.ts';
import type { NewReport, PendingReport } from './pending-report.ts';
import { mayBeDone, type PendingWork, type UnorderedWork } from './pending-work.ts';
import { draftOf, type ReportDraft } from './report-draft.ts';
import { fetchKinds } from './report-kinds.ts';
import { sendOutbox } from './send-outbox.ts';

export interface CrewState extends Partial<Facts> {
  /** Whether the phone's memory was read and the hub was asked where it held nobody. */
  readonly isOpen: boolean;
  /** `ended`: the hub wants a new login before anything is sent. */
  readonly session: 'unknown' | 'valid' | 'ended';
  readonly isReachable: boolean;
  readonly isBusy: boolean;
  readonly outbox: readonly PendingWork[];
  /** What went wrong last that is not the network's fault, in the hub's or the browser's words. */
  readonly fault: string | null;
}

const lookEveryMs = 15 * secondMs;
/** The list is read anew so often while the page is on show. */
const refreshMs = 60 * secondMs;
const patienceMs = 45 * secondMs;
/** Cases that a phone keeps, and points whose facts are fetched ahead. */
const mostCases = 500;
const mostPoints = 60;

/** Tables of categories and points change seldom. */
const kindsLastMs = 12 * hourMs;

const factNames = [
  ...(['user', 'cases', 'points', 'unitName', 'patrol', 'visited'] as const),
  ...(['reports', 'kinds', 'places', 'draft'] as const),
];

export class CrewDesk {
  readonly #database: CrewDatabase;
  #state: CrewState = {
    ...{ isOpen: false, session: 'unknown', isReachable: navigator.onLine, isBusy: false },
    ...{ outbox: [], fault: null },
  };
  readonly #listeners = new Set<() => void>();
  #work: Promise<void> | null = null;
  #refreshedAt: EpochMs = 0;

  constructor(database: CrewDatabase) {
    this.#database = database;
  }

  /** Stable between changes, as `useSyncExternalStore` wants it. */
  readonly read = (): CrewState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async start(): Promise<void> {
    this.#database.onOthersChange(() => void this.#readKept());
    addEventListener('online', () => void this.refresh());
    addEventListener('offline', () => this.#set({ isReachable: false }));
    document.addEventListener('visibilitychange', () => this.#look());
    setInterval(() => this.#look(), lookEveryMs);
    await this.#readKept();
    if (this.#state.user !== undefined) this.#set({ isOpen: true });
    await this.refresh();
    this.#set({ isOpen: true });
  }

  /** Sends what waits and reads the list. Calls while one is under way join it. */
  refresh(): Promise<void> {
    this.#work ??= this.#refresh().finally(() => {
      this.#work = null;
    });
    return this.#work;
  }

  /** Rejects with the codes of `logIn`. */
  async logIn(username: string, password: string): Promise<void> {
    const user = await logIn(username, password);
    await this.#work;
    await this.#keepUser(user);
    this.#set({ session: 'valid', isReachable: true });
    await this.refresh();
  }

  /** What was not sent yet stays on the phone for the next login of the same person. */
  async logOut(): Promise<void> {
    await logOut().catch(() => {});
    await this.#database.forgetFacts();
    await globalThis.caches?.delete('sluice-crew-photos');
    await this.#readKept();
    this.#set({ session: 'ended' });
  }

  act(action: NewAction): Promise<void> {
    return this.#record({ ...action, ...this.#fresh(), photoUrls: [] });
  }

  report(report: NewReport): Promise<void> {
    return this.#record({ kind: 'report', ...report, ...this.#fresh() });
  }

  async takeOut(pending: PendingWork): Promise<void> {
    if (mayBeDone(pending)) return;
    await this.#database.takeOut(pending.order);
    await this.#readKept();
  }

  async keepDraft(draft: ReportDraft): Promise<void> {
    await this.#keep('draft', draft);
  }

  /** A refused report becomes the draft, to be mended. */
  async writeAnew(report: PendingReport): Promise<void> {
    await this.keepDraft(draftOf(report));
    await this.takeOut(report);
  }

  /** As a new request: the refused one is settled. */
  async sendAgain({ order }: PendingWork): Promise<void> {
    await this.#database.change(order, (pending) => ({
      ...{ ...pending, key: newRequestKey(), body: null, trouble: null },
    }));
    await this.#readKept();
    await this.refresh();
  }

  /** A point's facts and newest values, kept for later. */
  async loadPoint(id: string): Promise<void> {
    if (this.#state.isReachable) await this.#attempt(() => this.#fetchPoint(id));
  }

  /** @param query `?lon=&lat=` or nothing. */
  async loadPatrol(query: string): Promise<void> {
    await this.#attempt(async () => {
      const patrol = await getJson<PatrolAnswer>(`/patrol${query}`);
      await this.#keep('patrol', patrol);
    });
  }

  /** Points for a report, kept for when there is no network. */
  async loadPlaces(query: PlaceQuery): Promise<void> {
    if (!this.#state.isReachable) return;
    await this.#attempt(async () => {
      const news = await fetchPlaces(query);
      await this.#keep('places', withPlaces(this.#state.places ?? [], news));
    });
  }

  async markVisited(key: string, isVisited: boolean): Promise<void> {
    const visited = (this.#state.visited ?? []).filter((known) => known !== key);
    await this.#keep('visited', isVisited ? [...visited, key] : visited);
  }

  #fresh() {
    const username = this.#state.user?.username ?? '';
    return { key: newRequestKey(), username, recordedAt: hubNow(), body: null, trouble: null };
  }

  /** Resolves once the phone keeps it; sent as soon as it can be. */
  async #record(work: UnorderedWork): Promise<void> {
    await this.#database.add(work);
    await this.#readKept();
    void this.#sendSoon();
  }

  async #sendSoon(): Promise<void> {
    await this.#work;
    void this.refresh();
    await askForBackgroundSend();
  }

  #look(): void {
    if (document.visibilityState !== 'visible') return;
    const isDue = Date.now() - this.#refreshedAt > refreshMs;
    if (isDue || this.#state.outbox.length > 0 || !this.#state.isReachable) void this.refresh();
  }

  async #refresh(): Promise<void> {
    this.#set({ isBusy: true });
    await this.#attempt(async () => {
      const outcome = await sendOutbox(this.#database);
      await this.#readKept();
      if (outcome === 'login_needed') return this.#set({ session: 'ended', isReachable: true });
      if (outcome === 'later') return this.#set({ isReachable: false });
      await this.#fetch();
    });
    this.#refreshedAt = Date.now();
    this.#set({ isBusy: false });
  }

  async #fetch(): Promise<void> {
    const user = await currentUser(AbortSignal.timeout(patienceMs));
    if (user === null) return this.#set({ session: 'ended', isReachable: true });
    this.#set({ session: 'valid', isReachable: true });
    await this.#keepUser(user);
    const unit = user.unit_id === null ? '' : `&unit=${encodeURIComponent(user.unit_id)}`;
    const path = `/cases?open=true${unit}`;
    const { items } = await readPages<ShownCase>(path, mostCases, AbortSignal.timeout(patienceMs));
    await this.#keep('cases', { items, asOf: hubNow() });
    if (user.role !== 'viewer') await this.#fetchForReports();
    if (user.unit_id !== null && this.#state.unitName === undefined) await this.#fetchUnitName(user.unit_id);
    const wanted = new Set(items.flatMap(({ point_id }) => point_id ?? []));
    const missing = [...wanted].filter((id) => this.#state.points?.[id] === undefined);
    for (const id of missing.slice(0, mostPoints)) await this.#fetchPoint(id);
  }

  async #fetchForReports(): Promise<void> {
    const { items } = await getJson<ListAnswer<OwnReport>>('/own-reports');
    await this.#keep('reports', items);
    const { kinds, places = [] } = this.#state;
    if (kinds !== undefined && hubNow() - kinds.asOf < kindsLastMs) return;
    await this.#keep('places', withPlaces(places, await fetchPlaces('first')));
    await this.#keep('kinds', await fetchKinds());
  }

  async #fetchPoint(id: string): Promise<void> {
    try {
      const point = await getJson<PointAnswer>(`/points/${encodeURIComponent(id)}`);
      await this.#keep('points', { ...this.#state.points, [id]: point });
    } catch (thrown) {
      // Taken out of the registry: the case goes on without it.
      if (!hasCode(thrown, 'not_found')) throw thrown;
    }
  }

  async #fetchUnitName(id: string): Promise<void> {
    const { items } = await getJson<ListAnswer<UnitAnswer>>('/units?limit=1000');
    await this.#keep('unitName', items.find((unit) => unit.id === id)?.name ?? id);
  }

  /** Another person's facts are none of this one's business. */
  async #keepUser(user: UserAnswer): Promise<void> {
    const before = this.#state.user;
    if (before !== undefined && before.username !== user.username) await this.#database.forgetFacts();
    await this.#database.keepFact('user', user);
    await this.#readKept();
  }

  async #keep<Key extends keyof Facts>(key: Key, value: Facts[Key]): Promise<void> {
    await this.#database.keepFact(key, value);
    this.#set({ [key]: value });
  }

  async #readKept(): Promise<void> {
    const [outbox, ...values] = await Promise.all([
      this.#database.outbox(),
      ...factNames.map((name) => this.#database.fact(name)),
    ]);
    this.#set({ outbox, ...Object.fromEntries(factNames.map((name, n) => [name, values[n]])) });
  }

  /** Without the network the page goes on with what it has. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#set({ fault: null });
    } catch (thrown) {
      if (hasCode(thrown, loginNeededCode)) this.#set({ session: 'ended', isReachable: true });
      else if (thrown instanceof SluiceError && thrown.retryable) this.#set({ isReachable: false });
      else this.#set({ fault: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  }

  #set(changes: Partial<CrewState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}
