// Words about trying a rule on the past.
import type { Label } from '../../../../core/label.ts';
import type { Fate } from '../rules/backtest-rows.ts';

export const backtestWords = {
  title: { zh: '回测', en: 'Try it on the past' },
  hint: {
    zh: '用同一套判定逻辑重放历史数据：按当时的规则一遍，按此定义一遍，比较结果。不影响现在。',
    en: 'The hub’s own logic runs over the journal twice, with the rules as they were and with this text. Nothing of the present changes.',
  },
  period: { zh: '时段', en: 'Period' },
  own: { zh: '自选时段', en: 'My own period' },
  from: { zh: '开始', en: 'From' },
  to: { zh: '结束', en: 'To' },
  run: { zh: '开始回测', en: 'Run' },
  running: { zh: '正在回测，最长约两分钟…', en: 'Running, for two minutes at most…' },
  before: { zh: '之前', en: 'Before' },
  after: { zh: '之后', en: 'After' },
  alarms: { zh: '告警', en: 'Alarms' },
  cases: { zh: '案件', en: 'Cases' },
  same: { zh: '相同', en: 'The same' },
  stale: {
    zh: '定义已改动，以下结果属于之前的文本。',
    en: 'The text has changed since; this is the result of the earlier one.',
  },
  nothing: { zh: '这段时间内结果完全相同。', en: 'In this period nothing would have been different.' },
  fate: { zh: '变化', en: 'Change' },
  subject: { zh: '对象', en: 'What' },
  differences: { zh: '不同之处', en: 'What differs' },
  raised: { zh: '时间', en: 'When' },
  readings: { zh: '条数据', en: 'readings' },
  leftOut: { zh: '条未列出', en: 'more are not listed' },
} as const satisfies Record<string, Label>;

export const fateWords = {
  gone: { zh: '不再发生', en: 'Gone' },
  new: { zh: '新增', en: 'New' },
  changed: { zh: '改变', en: 'Changed' },
} as const satisfies Record<Fate, Label>;

const fields: Readonly<Record<string, Label>> = {
  severity: { zh: '级别', en: 'severity' },
  peak_severity: { zh: '最高级别', en: 'peak severity' },
  condition: { zh: '解除状态', en: 'condition' },
  confident: { zh: '可信', en: 'confident' },
  suppressed_by: { zh: '抑制', en: 'suppressed by' },
  raised_at: { zh: '发生', en: 'raised' },
  detected_at: { zh: '发现', en: 'detected' },
  cleared_at: { zh: '解除', en: 'cleared' },
  peak_value: { zh: '峰值', en: 'peak' },
  category: { zh: '类别', en: 'category' },
  state: { zh: '状态', en: 'state' },
  unit_id: { zh: '单位', en: 'unit' },
  reported_at: { zh: '上报', en: 'reported' },
  closed_at: { zh: '结案', en: 'closed' },
  overdue: { zh: '超期', en: 'overdue' },
  rework_count: { zh: '返工', en: 'reworked' },
};

export function fieldWords(name: string): Label {
  return fields[name] ?? { zh: name, en: name };
}
