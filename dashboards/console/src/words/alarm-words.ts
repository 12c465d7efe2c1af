// Words of the alarm pages.
import type { Label } from '../../../../core/label.ts';

export const alarmWords = {
  active: { zh: '未解除', en: 'Active' },
  cleared: { zh: '已解除', en: 'Cleared' },
  condition: { zh: '解除状态', en: 'Condition' },
  rule: { zh: '规则', en: 'Rule' },
  value: { zh: '当前值', en: 'Value' },
  sample: { zh: '读数', en: 'Reading' },
  peak: { zh: '峰值', en: 'Peak' },
  raisedAt: { zh: '发生时间', en: 'Raised' },
  detectedAt: { zh: '平台发现', en: 'Detected' },
  clearedAt: { zh: '解除时间', en: 'Cleared at' },
  acknowledgement: { zh: '确认情况', en: 'Acknowledged' },
  notAcknowledged: { zh: '未确认', en: 'Not acknowledged' },
  shelve: { zh: '搁置', en: 'Shelve' },
  unshelve: { zh: '取消搁置', en: 'Unshelve' },
  shelveFor: { zh: '搁置时长', en: 'Shelve for' },
  shelvedUntil: { zh: '搁置至', en: 'Shelved until' },
  heldBack: { zh: '暂不提示', en: 'Held back' },
  comment: { zh: '备注', en: 'Comment' },
  comments: { zh: '备注记录', en: 'Comments' },
  case: { zh: '关联案件', en: 'Case' },
  why: { zh: '判定依据', en: 'Why it was raised' },
  ruleVersion: { zh: '版本', en: 'version' },
  settings: { zh: '当时的规则', en: 'The rule that applied' },
  samples: { zh: '依据的数据', en: 'Samples that decided' },
  flags: { zh: '质量标记', en: 'Quality flags' },
  noAlarms: { zh: '还没有发生过告警。', en: 'No alarm has been raised yet.' },
  chart: { zh: '告警前后数据', en: 'Readings around the alarm' },
  keys: {
    zh: '快捷键：J / K 上下移动，回车打开，X 选择，A 确认，S 搁置，C 备注，Esc 取消选择',
    en: 'Keys: J / K to move, Enter to open, X to select, A to acknowledge, S to shelve, C to comment, Esc to let the selection go',
  },
} as const satisfies Record<string, Label>;

/** What holds an alarm back, by the letter that its id begins with. */
export const heldBackWords = {
  A: { zh: '已由另一告警代替', en: 'another alarm speaks for it' },
  O: { zh: '属于成片中断', en: 'part of an outage' },
  P: { zh: '作业许可期间', en: 'work is permitted there' },
  S: { zh: '暴雨期间暂不提示', en: 'held back in the rainstorm' },
} as const satisfies Record<string, Label>;

const done = {
  acknowledge: { zh: '已确认', en: 'Acknowledged' },
  shelve: { zh: '已搁置', en: 'Shelved' },
  unshelve: { zh: '已取消搁置', en: 'Shelved no more' },
  comment: { zh: '已备注', en: 'Commented' },
} as const satisfies Record<string, Label>;

export function doneWords(action: keyof typeof done, count: number): Label {
  const { zh, en } = done[action];
  return count === 1 ? { zh, en } : { zh: `${zh} ${count} 条`, en: `${en}: ${count}` };
}

export function failedWords(failed: number, all: number): Label {
  return { zh: `${all} 条中 ${failed} 条未成功：`, en: `${failed} of ${all} failed:` };
}

export function ofAlarmsWords(count: number): Label {
  return { zh: `${count} 条告警`, en: count === 1 ? '1 alarm' : `${count} alarms` };
}
