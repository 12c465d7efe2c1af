// Words of the parts that pages have in common.
import type { Label } from '../../../../core/label.ts';

export const partWords = {
  noDifference: { zh: '没有差异。', en: 'No difference.' },
  takenOut: { zh: '删去', en: 'Taken out:' },
  putIn: { zh: '加入', en: 'Put in:' },
  secretOnce: {
    zh: '只显示这一次，请立即抄录到使用方。平台只保存其散列值。',
    en: 'Shown this once. Copy it to where it is used now; the hub keeps only its hash.',
  },
} as const satisfies Record<string, Label>;
