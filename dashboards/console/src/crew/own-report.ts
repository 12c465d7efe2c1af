// A person's own report as the hub tells of it, by `/own-reports`.
import type { CaseState } from '../../../../core/case.ts';
import type { Label } from '../../../../core/label.ts';

export interface OwnReport {
  readonly case_id: string;
  readonly titles: Label;
  readonly category: string;
  readonly state: CaseState;
  readonly reported_at: string;
  /** It was known: the report went to a case that was there already. */
  readonly joined: boolean;
  /** Whether the person may read the case. */
  readonly readable: boolean;
  /** The case that goes on in its place. */
  readonly merged_into: string | null;
  readonly closed_at: string | null;
}
