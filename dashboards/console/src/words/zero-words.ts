// Words of proposals to set a gauge's zero anew.
import type { Label } from '../../../../core/label.ts';
import type { ZeroProposalState } from '../../../../core/zero-proposal.ts';

export const zeroWords = {
  hint: {
    zh: '连续几个无雨夜间，积水计在干燥路面上始终显示同一水深，说明零点已漂移。接受后新零点立即生效。',
    en: 'On quiet dry nights the gauge showed the same water on a dry road: its zero has crept. An accepted zero holds at once.',
  },
  from: { zh: '现零点', en: 'Zero now' },
  to: { zh: '建议零点', en: 'Proposed' },
  nights: { zh: '夜间实测（中位数 ± 离散，样本）', en: 'Nights (median, spread, samples)' },
  made: { zh: '提出时间', en: 'Proposed at' },
  accept: { zh: '接受', en: 'Accept' },
  refuse: { zh: '不采纳', en: 'Refuse' },
  acceptAsk: { zh: '将此积水计的零点改为', en: 'Set the zero of this gauge to' },
  decided: { zh: '处理', en: 'Decided' },
  none: {
    zh: '没有零点校正建议：积水计零点正常，或干燥夜间的数据还不够。',
    en: 'No zero is proposed: the gauges show a dry road as dry, or there were too few dry nights yet.',
  },
} as const satisfies Record<string, Label>;

export const zeroStateWords = {
  open: { zh: '待处理', en: 'Open' },
  accepted: { zh: '已接受', en: 'Accepted' },
  refused: { zh: '未采纳', en: 'Refused' },
  superseded: { zh: '被新建议取代', en: 'A newer one took its place' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Record<ZeroProposalState, Label>;
