// What the hub and the process of the flows say to each other, one JSON object a line. The hub believes nothing of
// it: whoever deploys flows owns that process.
import { z } from 'zod';
import type { CommittedEvent } from '../core/ports.ts';
import type { EpochMs } from '../core/time.ts';

/** What enters flows: a change, or a reading, each numbered by its kind of feed. */
export interface FlowEvent {
  readonly id: number;
  readonly kind: CommittedEvent['kind'] | 'reading';
  readonly subjectId: string;
  readonly at: EpochMs;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Which readings a node wants; absent fields want all. */
export const readingFilterSchema = z.object({
  devices: z.array(z.string()).optional(),
  metrics: z.array(z.string()).optional(),
  points: z.array(z.string()).optional(),
});
export type ReadingFilter = z.infer<typeof readingFilterSchema>;

/** Events go in batches, and the next one after the last was taken. */
export interface ToFlows {
  readonly start: { readonly type: 'start'; readonly credentialKey: string; readonly isSafe: boolean };
  readonly batch: { readonly type: 'batch'; readonly id: number; readonly events: readonly FlowEvent[] };
  readonly answer: {
    readonly type: 'answer';
    readonly id: number;
    readonly ok: boolean;
    readonly value: unknown;
  };
  readonly ping: { readonly type: 'ping'; readonly id: number };
  readonly stop: { readonly type: 'stop' };
}
export type ToFlowsMessage = ToFlows[keyof ToFlows];

/** Longest line that either side takes, characters. */
export const lineMax = 8 * 1024 * 1024;

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

export const fromFlowsSchema = z.discriminatedUnion('type', [
  /** Node-RED answers on its socket. */
  z.object({ type: z.literal('ready') }),
  /** Whether flows run: not while they are deployed anew, nor in safe mode. */
  z.object({ type: z.literal('running'), isRunning: z.boolean() }),
  z.object({ type: z.literal('deployed') }),
  /** One filter for each node that wants readings: what no node wants is not sent. */
  z.object({ type: z.literal('wants'), readings: z.array(readingFilterSchema).max(1_000) }),
  z.object({ type: z.literal('taken'), id: z.number() }),
  z.object({ type: z.literal('pong'), id: z.number(), rss: z.number() }),
  z.object({ type: z.literal('log'), level: z.enum(logLevels), text: z.string().max(10_000) }),
  z.object({
    type: z.literal('act'),
    id: z.number(),
    /** The same for the same event at the same node, so that what is delivered again is not done again. */
    key: z.string().min(1).max(200),
    action: z.string().max(50),
    /** Names of the flow and the node, for people. */
    flow: z.string().max(200),
    body: z.unknown(),
  }),
]);
export type FromFlows = z.infer<typeof fromFlowsSchema>;
