// Node-RED beside the hub, as others meet it.
import type { Label } from './label.ts';
import type { EpochMs } from './time.ts';

/**
 * `waiting`: for its next start. `stopped`: it runs, its flows do not. `safe_mode`: its flows ended it again and
 * again and are left out until someone deploys.
 */
export const flowsStates = ['off', 'starting', 'running', 'stopped', 'safe_mode', 'waiting'] as const;
export type FlowsState = (typeof flowsStates)[number];

export interface FlowsView {
  readonly state: FlowsState;
  readonly since: EpochMs;
  /** Since the hub started. */
  readonly restarts: number;
  readonly lastEnd: { readonly at: EpochMs; readonly reason: Label } | null;
  /** Of the whole process. */
  readonly memoryBytes: number;
  /** What it printed last, oldest first. */
  readonly log: readonly { readonly at: EpochMs; readonly text: string }[];
}
