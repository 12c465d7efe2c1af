// What a back-test answers, as rows of one table: what would be gone, new or different.
export interface Claim {
  readonly id: string;
  readonly titles?: { readonly zh: string; readonly en: string };
  readonly point_id: string | null;
  readonly device_id?: string;
  readonly rule_id?: string;
  readonly severity: 'blue' | 'yellow' | 'orange' | 'red';
  readonly peak_severity?: Claim['severity'];
  readonly raised_at?: string;
  readonly reported_at?: string;
  readonly [field: string]: unknown;
}

interface ClaimsDiff {
  readonly same: number;
  readonly only_before: readonly Claim[];
  readonly only_after: readonly Claim[];
  readonly changed: readonly {
    readonly before: Claim;
    readonly after: Claim;
    readonly differences: readonly string[];
  }[];
  readonly left_out: number;
}

interface Counts {
  readonly alarms: number;
  readonly cases: number;
}

export interface BacktestAnswer {
  readonly from: string;
  readonly to: string;
  readonly readings: number;
  readonly took_ms: number;
  readonly before: Counts;
  readonly after: Counts;
  readonly alarms: ClaimsDiff;
  readonly cases: ClaimsDiff;
}

export type Fate = 'gone' | 'new' | 'changed';

export interface BacktestRow {
  readonly key: string;
  readonly fate: Fate;
  /** As it was, or as it would be where it was not. */
  readonly claim: Claim;
  readonly at: string;
  readonly differences: readonly {
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
}

/** The newest first. */
export function backtestRows({ only_before, only_after, changed }: ClaimsDiff): BacktestRow[] {
  const row = (fate: Fate, claim: Claim, differences: BacktestRow['differences'] = []): BacktestRow => ({
    key: `${fate} ${claim.id}`,
    ...{ fate, claim, differences },
    at: claim.raised_at ?? claim.reported_at ?? '',
  });
  const rows = [
    ...only_before.map((claim) => row('gone', claim)),
    ...only_after.map((claim) => row('new', claim)),
    ...changed.map(({ before, after, differences }) =>
      row(
        'changed',
        before,
        differences.map((field) => ({ field, before: before[field], after: after[field] })),
      ),
    ),
  ];
  return rows.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
