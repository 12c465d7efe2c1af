// All that the phone's outbox may hold, and what of it goes out next.
import type { PendingAction } from './pending-action.ts';
import type { PendingReport } from './pending-report.ts';

export type PendingWork = PendingAction | PendingReport;

/** Before it has its place in the outbox. */
export type UnorderedWork = Omit<PendingAction, 'order'> | Omit<PendingReport, 'order'>;

export function isReport(work: PendingWork): work is PendingReport {
  return work.kind === 'report';
}

/** Whether the hub may have done it already, so that taking it back here would be a lie. */
export function mayBeDone({ body, trouble }: PendingWork): boolean {
  return body !== null && trouble === null;
}

/** A person's next that may go out. What follows a refused action on the same case waits with it. */
export function nextToSend(outbox: readonly PendingWork[], username: string): PendingWork | undefined {
  const held = new Set<string>();
  for (const pending of outbox) {
    if (pending.username !== username) continue;
    if (isReport(pending)) {
      if (pending.trouble === null) return pending;
    } else if (pending.trouble !== null) held.add(pending.caseId);
    else if (!held.has(pending.caseId)) return pending;
  }
  return undefined;
}
