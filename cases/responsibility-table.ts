// The table of responsibility: in which order the units that a point names answer for it.

import { z } from 'zod';
import { saying } from '../core/issue-words.ts';

const ruleSchema = z.enum(['maintainer', 'owner', 'supervisor', 'subdistrict']);
export type ResponsibilityRule = z.infer<typeof ruleSchema>;

const orderSchema = z
  .array(ruleSchema)
  .min(1)
  .refine(
    (order) => new Set(order).size === order.length,
    saying({ zh: '每项在顺序中只能出现一次', en: 'each stands once in the order' }),
  );

export const responsibilitySchema = z.strictObject({
  order: orderSchema,
  /** By category, or by its class. */
  by_category: z.record(z.string().regex(/^(\d{2}(-\d{2})?|other)$/), orderSchema),
});
export type ResponsibilityTable = z.infer<typeof responsibilitySchema>;

/** The order for a category: its own, its class's, or the one for all. */
export function responsibilityOrder(
  table: ResponsibilityTable,
  category: string,
): readonly ResponsibilityRule[] {
  const [classCode = ''] = category.split('-');
  for (const code of [category, classCode]) {
    if (Object.hasOwn(table.by_category, code)) return table.by_category[code] ?? table.order;
  }
  return table.order;
}
