// The desk that notices leave by: numbers them, and keeps those of low severity until the next hour of the digest.

import type { Label } from '../core/label.ts';
import type { Notice } from '../core/notice.ts';
import { severityRank } from '../core/severity.ts';
import { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import type { EscalationTable } from './escalation-table.ts';
import type { NoticeDraft } from './notices.ts';
import { nextLocalTime } from './working-calendar.ts';

/** Notices for one recipient that wait to be told as one. */
export interface WaitingDigest {
  readonly since: EpochMs;
  readonly count: number;
  /** The first of them. */
  readonly drafts: readonly NoticeDraft[];
}

export interface NoticeDeskOptions {
  readonly counters: Table<number>;
  readonly digest: () => EscalationTable['digest'];
  readonly timezone: () => string;
}

/** Cases that a digest names; the rest it counts. */
const namedMax = 20;

export class NoticeDesk {
  readonly waiting = new Table<WaitingDigest>('digests');
  readonly #options: NoticeDeskOptions;
  readonly #notices: Notice[] = [];
  #fresh: string[] = [];

  constructor(options: NoticeDeskOptions) {
    this.#options = options;
  }

  tell(draft: NoticeDraft): void {
    const isLow = this.#options.digest().severities.includes(draft.severity);
    if (isLow && draft.mayWait) this.#keep(draft);
    else this.#send(draft, false);
  }

  /** What is to be sent since the last call, in order. */
  take(): Notice[] {
    return this.#notices.splice(0);
  }

  /** Keys under which something waits anew since the last call. */
  takeFresh(): readonly string[] {
    if (this.#fresh.length === 0) return this.#fresh;
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  /** When what waits under `key` is to be told; `null` where nothing does. */
  dueAt(key: string): EpochMs | null {
    const waiting = this.waiting.get(key);
    if (waiting === undefined) return null;
    return nextLocalTime(waiting.since, this.#options.digest().times, this.#options.timezone());
  }

  /** Tells what waits under `key`, if its hour has come. */
  due(key: string, now: EpochMs): void {
    const waiting = this.waiting.get(key);
    const dueAt = this.dueAt(key);
    if (waiting === undefined || dueAt === null || dueAt > now) return;
    this.waiting.delete(key);
    const [only, ...others] = waiting.drafts;
    if (only === undefined) return;
    if (others.length === 0) this.#send({ ...only, at: dueAt }, true);
    else this.#send(digestOf(waiting, dueAt), true);
  }

  #keep(draft: NoticeDraft): void {
    const key = `${draft.unitId ?? ''}|${draft.username ?? ''}`;
    if (this.waiting.get(key) === undefined) this.#fresh.push(key);
    const known = this.waiting.get(key) ?? { since: draft.at, count: 0, drafts: [] };
    const drafts = known.drafts.length < namedMax ? [...known.drafts, draft] : known.drafts;
    this.waiting.set(key, { ...known, count: known.count + 1, drafts });
  }

  #send({ mayWait: _, ...draft }: NoticeDraft, quiet: boolean): void {
    const { counters } = this.#options;
    const serial = (counters.get('notice') ?? 0) + 1;
    counters.set('notice', serial);
    this.#notices.push({ ...draft, quiet, id: `N${String(serial).padStart(6, '0')}` });
  }
}

function digestOf({ drafts, count }: WaitingDigest, at: EpochMs): NoticeDraft {
  const worst = drafts.reduce((a, b) => (severityRank(b.severity) > severityRank(a.severity) ? b : a));
  const more = count - drafts.length;
  const lines = (pick: (label: Label) => string) => drafts.map(({ title }) => pick(title));
  return {
    kind: 'digest',
    unitId: worst.unitId,
    username: worst.username,
    caseId: null,
    alarmId: null,
    severity: worst.severity,
    title: { zh: `${count} 条案件通知汇总`, en: `${count} notices about cases` },
    text: {
      zh: [...lines((title) => title.zh), ...(more > 0 ? [`另有 ${more} 条`] : [])].join('\n'),
      en: [...lines((title) => title.en), ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
    },
    path: '/cases',
    at,
    mayWait: true,
  };
}
