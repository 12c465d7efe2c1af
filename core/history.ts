// The port to the past: what rules decided then, and what other rules would have decided.
import type { Json, Refusal } from './ports.ts';
import type { Result } from './result.ts';
import type { EpochMs } from './time.ts';

/** The past, rebuilt by the same fold that decided then, away from the engine. */
export interface History {
  /**
   * Why each rule of a point was or was not in alarm at a moment; `null` where there was no such point. Rejects with
   * `beyond_retention`, or `too_much_to_rebuild` where the moment is too far from any stored state.
   */
  explain(pointId: string, at: EpochMs): Promise<Json | null>;
  /**
   * What other rules would have done; a failure names the field of the first bad definition. Rejects as `explain`
   * does, with `bad_csv`, or with a retryable `backtest_busy` while another one runs.
   */
  backtest(request: BacktestRequest): Promise<Result<Json, Refusal>>;
  close(): Promise<void>;
}

export interface BacktestRequest {
  /** `null`: as far as the CSV goes. */
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** Definitions to try; `null` tries those in force. */
  readonly rules: readonly Json[] | null;
  /** Readings instead of the journal. */
  readonly csv: string | null;
  readonly now: EpochMs;
}
