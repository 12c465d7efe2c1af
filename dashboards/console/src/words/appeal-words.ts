// Words of appeals against overdue cases, and of who reported a case from outside.
import type { AppealOutcome } from '../../../../core/appeal.ts';
import type { Label } from '../../../../core/label.ts';

export const appealWords = {
  appeal: { zh: '超期申诉', en: 'Appeal' },
  ask: { zh: '提出申诉', en: 'Appeal' },
  reason: { zh: '申诉理由', en: 'Why the delay should not count' },
  askHint: {
    zh: '该案已结案但曾超期。可申诉一次，由中心两人复核；成立后不计入考核，超期记录保留。',
    en: 'This case was overdue and is closed. One appeal, reviewed by two people of the centre; if it holds, the delay does not count. The record stays.',
  },
  note: { zh: '复核意见', en: 'Remark' },
  accept: { zh: '同意', en: 'Accept' },
  refuse: { zh: '不同意', en: 'Refuse' },
  notYours: {
    zh: '申诉人和已复核的人不能再复核，请由他人办理。',
    en: 'Whoever asked or reviewed before does not review. Someone else has to.',
  },
  failed: { zh: '未能办理', en: 'It could not be done' },
  reporters: { zh: '上报人', en: 'Reported by' },
  reportersHint: { zh: '仅值班员可见', en: 'for operators only' },
  unnamed: { zh: '未留姓名', en: 'no name' },
} as const satisfies Record<string, Label>;

export const appealOutcomeWords: Readonly<Record<AppealOutcome, Label>> = {
  pending: { zh: '待复核', en: 'waits for review' },
  exempted: { zh: '申诉成立，不计入考核', en: 'holds, the delay does not count' },
  refused: { zh: '申诉不成立', en: 'refused' },
};
