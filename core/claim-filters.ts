// Which alarms and cases a list gives: exact matches unless said otherwise; an absent filter matches all.
import type { PageRequest } from './page.ts';
import type { EpochMs } from './time.ts';

export interface AlarmFilter extends PageRequest {
  readonly condition?: 'active' | 'cleared' | undefined;
  readonly severity?: string | undefined;
  readonly ruleId?: string | undefined;
  readonly pointId?: string | undefined;
  readonly deviceId?: string | undefined;
  /** What holds it back: an alarm, an outage, a permit or a rainstorm. */
  readonly suppressedBy?: string | undefined;
}

export interface CaseFilter extends PageRequest {
  readonly state?: string | undefined;
  /** Only cases that are not ended. */
  readonly open?: boolean | undefined;
  readonly unit?: string | undefined;
  readonly category?: string | undefined;
  /** Any of these. */
  readonly categories?: readonly string[] | undefined;
  readonly overdue?: boolean | undefined;
  readonly pointId?: string | undefined;
  readonly severity?: string | undefined;
  /** A user who did something to it, by the timeline. */
  readonly involves?: string | undefined;
  /** A user who reported it, first or again. */
  readonly reportedBy?: string | undefined;
  /** Stands in its id, titles or description; small and capital letters are the same. */
  readonly text?: string | undefined;
  /** When it was reported; `to` is not in it any more. */
  readonly from?: EpochMs | undefined;
  readonly to?: EpochMs | undefined;
}
