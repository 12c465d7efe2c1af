// What a flow may ask of the hub, and the shapes in which it asks.

import { z } from 'zod';
import { caseActions } from '../core/case.ts';
import { textOfForm } from '../core/issue-words.ts';
import type { Label } from '../core/label.ts';
import { severities } from '../core/severity.ts';

const id = z.string().min(1).max(200);
const words = z.string().max(2_000);

export const flowActionBodies = {
  raise_alarm: z.object({
    /** Of the rule that the flow is: `flow-` and a word of the flow's own. */
    rule_id: textOfForm(/^flow-[a-z0-9-]{1,50}$/, {
      zh: '应为 flow- 加小写字母、数字和连字符',
      en: 'is flow- and lower-case letters, digits and hyphens',
    }),
    point_id: id.nullish(),
    device_id: id.nullish(),
    severity: z.enum(severities).nullable().describe('`null` clears it'),
    value: z.number().finite().default(1),
    unit: z.string().max(20).default(''),
    title: z.object({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) }).optional(),
    /** Of the case that it opens, such as 05-06; none where absent. */
    category: z.string().max(20).optional(),
  }),
  case_action: z.object({
    case_id: id,
    action: z.enum(caseActions),
    unit_id: id.optional(),
    reason: words.optional(),
    note: words.optional(),
  }),
  command_device: z.object({
    device_id: id,
    command: z.string().min(1).max(100),
    params: z.record(z.string(), z.unknown()).default({}),
  }),
  announce: z.object({
    zone: id.nullish(),
    point_id: id.nullish(),
    text: words.min(1),
    severity: z.enum(severities).default('yellow'),
    alarm_id: id.nullish(),
  }),
  notify: z.object({
    unit_id: id,
    title: words.min(1),
    text: words.default(''),
    severity: z.enum(severities).default('blue'),
    case_id: id.nullish(),
  }),
} as const;

export type FlowActionName = keyof typeof flowActionBodies;
export type FlowActionBody<Name extends FlowActionName> = z.infer<(typeof flowActionBodies)[Name]>;

export interface FlowsAction {
  readonly name: FlowActionName;
  readonly key: string;
  /** The flow and the node, for people. */
  readonly flow: string;
  /** Checked against the action's shape. */
  readonly body: unknown;
}

export type FlowsAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: Label };
