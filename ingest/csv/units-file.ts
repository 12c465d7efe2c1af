// units.csv: who answers for things.

import { z } from 'zod';
import { saying } from '../../core/issue-words.ts';
import { idSchema, type Unit, unitKinds, unitSchema } from '../../core/registry.ts';
import { blankAsNull, type FileFormat } from './file-format.ts';

/** Notices that nobody gets are worse than a file that is refused. */
const email = blankAsNull.refine(
  (text) => text === null || text.includes('@'),
  saying({ zh: '邮箱地址写作 name@example.cn', en: 'a mail address is written name@example.cn' }),
);
const webhook = blankAsNull.refine(
  (text) => text === null || /^https?:\/\/[^\s/]+/.test(text),
  saying({
    zh: 'webhook 应为以 http:// 或 https:// 开头的地址',
    en: 'a webhook is an address that begins with http:// or https://',
  }),
);

const unitRow = z
  .object({
    unit_id: idSchema,
    name: z.string(),
    kind: z.enum(unitKinds),
    parent_unit: blankAsNull,
    phone: blankAsNull,
    email,
    webhook,
  })
  .transform((row) => ({
    id: row.unit_id,
    name: row.name,
    kind: row.kind,
    parentUnit: row.parent_unit,
    phone: row.phone,
    email: row.email,
    webhook: row.webhook,
  }))
  .pipe(unitSchema);

export const unitsFile: FileFormat<Unit> = {
  columns: ['unit_id', 'name', 'kind', 'parent_unit', 'phone', 'email', 'webhook'],
  required: ['unit_id', 'name', 'kind'],
  schema: unitRow,
  idOf: (row) => row.id,
  unique: [],
};
