// Rules that a flow is: the flow decides, the hub gives its alarms the life that all have. The flow brings the rule
// along when it first speaks; from then on it is in the catalogue, where it can be switched off.

import { z } from 'zod';
import { saying } from '../core/issue-words.ts';
import { nameKeys, strict } from './rule-parts.ts';

/** What the ids of such rules begin with, so that none takes the place of a rule of the hub's own. */
export const flowRulePrefix = 'flow-';

export const flowRuleSchema = strict(
  {
    ...nameKeys,
    kind: z.literal('flow'),
    /** The flow and the node that decide, as people named them. */
    flow: z.string().max(200),
  },
  'a rule of a flow',
).refine(
  ({ id }) => id.startsWith(flowRulePrefix),
  saying(
    { zh: `流程的规则编号以 ${flowRulePrefix} 开头`, en: `rules of flows begin with ${flowRulePrefix}` },
    'id',
  ),
);
export type FlowRule = z.infer<typeof flowRuleSchema>;
