// Words of the parts that pages have in common.
import type { Label } from '../../../../core/label.ts';

export const partWords = {
  noDifference: { zh: '没有差异。', en: 'No difference.' },
  takenOut: { zh: '删去', en: 'Taken out:' },
  putIn: { zh: '加入', en: 'Put in:' },
} as const satisfies Record<string, Label>;
