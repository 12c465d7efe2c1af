// An entry of the audit log as the API answers it, and the page of what it is about.

export interface AuditEntry {
  readonly id: number;
  readonly at: string;
  readonly by: string;
  readonly from: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

export interface AuditCheck {
  readonly entries: number;
  readonly head: string;
  readonly broken: { readonly id: number; readonly reason: string } | null;
}

const pagesOf: Readonly<Record<string, string>> = {
  rule: '/rules',
  alarm: '/alarms',
  case: '/cases',
  device: '/devices',
  point: '/points',
};

/** `null` where the subject has no page of its own. */
export function subjectPage({ action, subject }: Pick<AuditEntry, 'action' | 'subject'>): string | null {
  const page = pagesOf[action.split('.')[0] ?? ''];
  return page === undefined || subject === '' || action.endsWith('.import')
    ? null
    : `${page}/${encodeURIComponent(subject)}`;
}
