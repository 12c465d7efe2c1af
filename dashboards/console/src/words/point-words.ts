// Words of the pages about points.
import type { Label } from '../../../../core/label.ts';

export const pointWords = {
  kind: { zh: '类型', en: 'Kind' },
  name: { zh: '名称', en: 'Name' },
  search: { zh: '名称、编号或地址的一部分', en: 'Part of a name, id or address' },
  worstAlarm: { zh: '当前告警', en: 'Alarm now' },
  latest: { zh: '最新数据', en: 'Latest' },
  noPoints: {
    zh: '还没有登记点位。请在“台账”页导入 points.csv。',
    en: 'No points yet. Import points.csv on the registry page.',
  },
  onMap: { zh: '在地图上查看', en: 'Show on the map' },
  wholePage: { zh: '点位详情页', en: 'All about this point' },
  facts: { zh: '台账信息', en: 'In the registry' },
  course: { zh: '历史曲线（底色为告警时段）', en: 'History (alarms shaded)' },
  explain: { zh: '规则判定依据', en: 'What its rules think' },
  explainAt: { zh: '查看时刻', en: 'At' },
  explainNow: { zh: '现在', en: 'Now' },
  explainHint: {
    zh: '平台按当时的数据和规则重新推演，可回看留存期内的任意时刻。',
    en: 'Worked out again from the journal as it was decided then, for any moment that is kept.',
  },
  noRules: { zh: '没有规则作用于此点位。', en: 'No rule looks at this point.' },
  rule: { zh: '规则', en: 'Rule' },
  because: { zh: '依据', en: 'Because' },
  permit: { zh: '作业许可', en: 'Work permit' },
  permitGive: { zh: '发放作业许可', en: 'Give a work permit' },
  permitEnd: { zh: '结束许可', en: 'End the permit' },
  permitHint: {
    zh: '许可期内开启井盖不产生移位告警；结束后以当时姿态作为新的基准。最长七天。',
    en: 'While it lasts, open covers raise no alarm; afterwards they are taken to lie where they belong. Seven days at most.',
  },
  alarmsHere: { zh: '此点位的告警', en: 'Alarms of this point' },
  noAlarms: { zh: '此点位没有告警。', en: 'No alarm was raised here.' },
} as const satisfies Record<string, Label>;

export const ruleStateNames = [
  'in_alarm',
  'waiting',
  'clear',
  'no_reading',
  'not_watching',
  'disabled',
] as const;
export type RuleStateName = (typeof ruleStateNames)[number];

export const ruleStateWords = {
  in_alarm: { zh: '告警中', en: 'In alarm' },
  waiting: { zh: '等待确认', en: 'Waits out its delay' },
  clear: { zh: '正常', en: 'Clear' },
  no_reading: { zh: '无数据', en: 'No reading' },
  not_watching: { zh: '不适用', en: 'Does not look here' },
  disabled: { zh: '已停用', en: 'Switched off' },
} as const satisfies Record<RuleStateName, Label>;
