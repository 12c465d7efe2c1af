// Words of supervision letters on the console. The letters themselves are in Chinese, as they are sent.
import type { Label } from '../../../../core/label.ts';
import type { Letter, LetterKind } from '../../../../core/letter.ts';

export const letterWords = {
  letters: { zh: '督办函', en: 'Supervision letters' },
  none: { zh: '没有督办函。', en: 'No letters.' },
  draft: { zh: '起草督办函', en: 'Draft a letter' },
  edit: { zh: '修改', en: 'Edit' },
  sign: { zh: '签发', en: 'Sign' },
  signAsk: {
    zh: '签发后即编号送达，内容不能再改。',
    en: 'Signing numbers and sends it; nothing in it can be changed after.',
  },
  signer: { zh: '签发人', en: 'Signed by' },
  print: { zh: '打印', en: 'Print' },
  pdf: { zh: '下载 PDF', en: 'PDF' },
  reply: { zh: '回复', en: 'Reply' },
  replyText: { zh: '回复内容', en: 'The reply' },
  replied: { zh: '单位回复', en: 'The unit’s reply' },
  kind: { zh: '督办类型', en: 'Kind' },
  subject: { zh: '事由', en: 'Subject' },
  facts: { zh: '事实（每行一条：时间 内容）', en: 'Facts (one a line: time, then what)' },
  factsWrong: {
    zh: '每行须以时间开头，如 2026-07-01T08:00 派遣至排水公司',
    en: 'Each line begins with its time, such as 2026-07-01T08:00',
  },
  basis: { zh: '责任依据', en: 'Basis of responsibility' },
  requirement: { zh: '督办要求', en: 'Requirement' },
  deadline: { zh: '办结期限（当地时间）', en: 'Deadline (local time)' },
  copies: { zh: '抄送单位', en: 'Copies to' },
  addressee: { zh: '主送', en: 'To' },
} as const satisfies Record<string, Label>;

export const letterStateWords = {
  draft: { zh: '草稿', en: 'Draft' },
  signed: { zh: '已签发', en: 'Signed' },
  replied: { zh: '已回复', en: 'Answered' },
} as const satisfies Record<Letter['state'], Label>;

export const letterKindWords = {
  timeout: { zh: '超时督办', en: 'A limit was missed' },
  leader: { zh: '领导督办', en: 'A leader asked' },
  on_site: { zh: '现场督办', en: 'Found on the spot' },
} as const satisfies Record<LetterKind, Label>;
