// Words of the page about how units work.
import type { Label } from '../../../../core/label.ts';

export const indicatorWords = {
  indicators: { zh: '考核指标', en: 'Indicators' },
  period: { zh: '统计时段', en: 'Period' },
  thisMonth: { zh: '本月', en: 'This month' },
  lastMonth: { zh: '上月', en: 'Last month' },
  days30: { zh: '近 30 天', en: 'Last 30 days' },
  unit: { zh: '单位', en: 'Unit' },
  noUnit: { zh: '（未派遣）', en: '(never dispatched)' },
  total: { zh: '全部', en: 'All' },
  score: { zh: '综合得分', en: 'Score' },
  nothingDue: {
    zh: '该时段内还没有到期的案件，暂时算不出此项。',
    en: 'No case has fallen due in this period yet, so there is nothing to measure it by.',
  },
  formula: { zh: '得分公式', en: 'Score' },
  returns: { zh: '退回过多', en: 'Gives back too much' },
  received: { zh: '受理', en: 'Received' },
  none: {
    zh: '该时段没有上报或到期的案件，请换一个时段。',
    en: 'No case was reported or due in this period. Choose another.',
  },
  chart: { zh: '各单位', en: 'By unit' },
  rate: { zh: '指标', en: 'Indicator' },
  report: { zh: '月报', en: 'Monthly report' },
  month: { zh: '月份', en: 'Month' },
  print: { zh: '打印', en: 'Print' },
} as const satisfies Record<string, Label>;
