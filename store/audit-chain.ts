// How the audit log is chained: each entry's hash covers the entry and the hash before it, so that a change, a gap or
// a swap anywhere breaks every link after it.
import { createHash } from 'node:crypto';
import type { AuditCheck } from '../core/audit.ts';

export interface AuditRow {
  readonly id: number;
  /** Epoch ms. */
  readonly at: number;
  readonly by: string;
  readonly origin: string;
  readonly action: string;
  readonly subject: string;
  /** JSON. */
  readonly detail: string;
}

export interface AuditLink extends AuditRow {
  readonly hash: string;
}

/** What stands before the first entry. */
export const firstLink = '';

/** SHA-256 in hexadecimal over the hash before and the entry's fields as a JSON array. */
export function chainHash(before: string, { id, at, by, origin, action, subject, detail }: AuditRow): string {
  const text = JSON.stringify([before, id, at, by, origin, action, subject, detail]);
  return createHash('sha256').update(text).digest('hex');
}

/** A head that was noted earlier: the entry of that number must still have that hash. */
export interface NotedHead {
  readonly entries: number;
  readonly hash: string;
}

/** Before the first entry. */
export const nothingChecked: AuditCheck = { entries: 0, head: firstLink, broken: null };

/** Walks the log from its first entry, or on from where `checked` ended. */
export function checkChain(
  links: Iterable<AuditLink>,
  noted: NotedHead | null = null,
  checked: AuditCheck = nothingChecked,
): AuditCheck {
  let { head, entries } = checked;
  for (const link of links) {
    const { id } = link;
    if (id !== entries + 1) {
      return {
        entries,
        head,
        broken: {
          id,
          reason: {
            zh: `前一条是 ${entries}：中间的记录缺失`,
            en: `follows entry ${entries}: entries between are missing`,
          },
        },
      };
    }
    const hash = chainHash(head, link);
    if (hash !== link.hash) {
      const reason = { zh: '它或它之前的记录被改动', en: 'was changed, or what stood before it was' };
      return { entries, head, broken: { id, reason } };
    }
    if (noted?.entries === id && noted.hash !== hash) {
      return {
        entries,
        head,
        broken: {
          id,
          reason: {
            zh: '不是记下的那一条：日志被重写',
            en: 'is not the one that was noted: the log was written anew',
          },
        },
      };
    }
    head = hash;
    entries += 1;
  }
  if (noted !== null && entries < noted.entries) {
    const reason = {
      zh: `记下时它还在：日志在第 ${entries} 条之后被截断`,
      en: `was there when the head was noted: the log was cut off after entry ${entries}`,
    };
    return { entries, head, broken: { id: noted.entries, reason } };
  }
  return { entries, head, broken: null };
}
