// Words of the pages about rainstorms and about words over the loudspeakers.
import { announcementDecisionLabels } from '../../../../core/announcement-labels.ts';
import type { Label } from '../../../../core/label.ts';

export const stormWords = {
  now: { zh: '暴雨模式', en: 'Rainstorm mode' },
  active: { zh: '进行中', en: 'On' },
  calm: { zh: '未启动', en: 'Off' },
  calmHint: {
    zh: '出现降雨告警或多处积水时自动启动：积水与雨量设备加密上报，低级别设备告警暂不提示。',
    en: 'It begins by itself with a rain warning or water at several points: gauges report faster, and low alarms about equipment wait.',
  },
  theRule: { zh: '启动与结束条件', en: 'When it begins and ends' },
  began: { zh: '开始', en: 'Began' },
  trigger: { zh: '起因', en: 'Begun by' },
  calmSince: { zh: '平静自', en: 'Calm since' },
  hastened: { zh: '加密上报设备', en: 'Gauges told to report faster' },
  held: { zh: '暂不提示的告警', en: 'Alarms held back' },
  showHeld: { zh: '查看', en: 'Show them' },
  points: { zh: '积水点排名', en: 'Flood points, the worst first' },
  noPoints: { zh: '尚无积水点，请先导入点位。', en: 'No flood points yet. Import points first.' },
  rank: { zh: '名次', en: 'Rank' },
  depth: { zh: '测点水深', en: 'At the gauge' },
  lowPoint: { zh: '最低处水深', en: 'At the lowest place' },
  rise: { zh: '上涨', en: 'Rise' },
  measured: { zh: '测量时间', en: 'Measured' },
  gauge: { zh: '设备', en: 'Gauge' },
  basins: { zh: '排水分区', en: 'Basins' },
  noBasin: { zh: '未分区', en: 'No basin' },
  flooded: { zh: '积水点', en: 'Flooded' },
  deepest: { zh: '最深', en: 'Deepest' },
  alarms: { zh: '告警', en: 'Alarms' },
  cases: { zh: '案件', en: 'Cases' },
  past: { zh: '历次暴雨', en: 'Rainstorms so far' },
  nonePast: { zh: '还没有发生过暴雨。', en: 'There has been no rainstorm yet.' },
  lasted: { zh: '历时', en: 'Lasted' },
  goesOn: { zh: '仍在持续', en: 'goes on' },
  load: { zh: '告警负荷', en: 'Alarm load' },
  loadHint: {
    zh: '按 ISA-18.2 与 EEMUA 191：每名值班员每 10 分钟平均约 1 条、最多 2 条；超过 10 条即为告警泛滥。',
    en: 'ISA-18.2 and EEMUA 191: about 1 alarm for each operator in 10 minutes, 2 at most; more than 10 is a flood of alarms.',
  },
  period: { zh: '时段', en: 'Period' },
  shownAlarms: { zh: '提示的告警', en: 'Shown to people' },
  heldAlarms: { zh: '始终未提示', en: 'Never shown' },
  perOperator: { zh: '每人每 10 分钟', en: 'Per operator in 10 min' },
  average: { zh: '平均', en: 'average' },
  most: { zh: '最多', en: 'most' },
  floods: { zh: '告警泛滥时段', en: 'Ten minutes with a flood of alarms' },
  chattering: { zh: '抖动告警', en: 'Chattering' },
  stale: { zh: '长期未解除', en: 'Stale' },
  day: { zh: '日期', en: 'Day' },
  operators: { zh: '值班员', en: 'Operators' },
  operator: { zh: '值班员', en: 'Operator' },
  acknowledged: { zh: '确认', en: 'Acknowledged' },
  shelved: { zh: '搁置', en: 'Shelved' },
  commented: { zh: '备注', en: 'Commented' },
  timeToAcknowledge: { zh: '平均确认用时', en: 'Mean time to acknowledge' },
  noOperators: { zh: '此时段没有人处理过告警。', en: 'Nobody acted on alarms in this period.' },
  target: { zh: '目标', en: 'Target' },
} as const satisfies Record<string, Label>;

export const triggerWords = {
  rain: { zh: '降雨告警', en: 'a rain warning' },
  floods: { zh: '多处积水', en: 'water at several points' },
} as const satisfies Record<string, Label>;

export function daysWords(days: number): Label {
  return { zh: `最近 ${days} 天`, en: `Last ${days} days` };
}

export function inMinutesWords(minutes: number): Label {
  return { zh: `${minutes} 分钟`, en: `in ${minutes} min` };
}

export const announcementWords = {
  waiting: { zh: '等待确认', en: 'Waiting for your word' },
  noneWaiting: { zh: '没有等待确认的播报。', en: 'Nothing waits for a word.' },
  confirm: { zh: '确认播报', en: 'Say it' },
  refuse: { zh: '不播', en: 'Do not say it' },
  confirmAsk: { zh: '立即通过扬声器播出：', en: 'This is said over the loudspeakers at once:' },
  history: { zh: '播报记录', en: 'What was said and what not' },
  none: {
    zh: '还没有播报。在配置中设置扬声器分区（outlets.public_address）后，区内告警会在这里等待确认。',
    en: 'Nothing yet. Once zones with loudspeakers are configured (outlets.public_address), alarms in them wait here.',
  },
  zones: { zh: '扬声器分区', en: 'Zones' },
  noZones: { zh: '没有配置扬声器。', en: 'There are no loudspeakers.' },
  zone: { zh: '分区', en: 'Zone' },
  text: { zh: '内容', en: 'Words' },
  decision: { zh: '结果', en: 'Outcome' },
  by: { zh: '决定人', en: 'Decided by' },
  rules: { zh: '规则', en: 'the rules' },
  lastSpoken: { zh: '上次播报', en: 'Last said' },
  cools: { zh: '冷却至', en: 'Silent until' },
  coolsHint: {
    zh: '冷却期内只播更严重的内容。',
    en: 'Until then only what is worse than the last is said.',
  },
  quiet: { zh: '静音时段', en: 'Quiet hours' },
  free: { zh: '可以播报', en: 'Ready' },
  decided: { zh: '已处理', en: 'Done' },
} as const satisfies Record<string, Label>;

export const decisionWords = announcementDecisionLabels;
