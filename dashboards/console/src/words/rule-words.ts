// Words of the pages about rules.
import type { Label } from '../../../../core/label.ts';
import type { RuleOrigin } from '../rules/rule-answers.ts';

export const ruleWords = {
  addRule: { zh: '新建规则', en: 'Add a rule' },
  copyOf: { zh: '以现有规则为样本', en: 'Start from a copy of' },
  none: {
    zh: '还没有规则。规则随平台发布，通常不会为空。',
    en: 'There are no rules. They come with the hub; look at its log.',
  },
  kind: { zh: '类型', en: 'Kind' },
  levels: { zh: '级别', en: 'Levels' },
  does: { zh: '作用', en: 'What it does' },
  version: { zh: '版本', en: 'Version' },
  changed: { zh: '最后修改', en: 'Last changed' },
  origin: { zh: '来源', en: 'Origin' },
  enabled: { zh: '已启用', en: 'Switched on' },
  disabled: { zh: '已停用', en: 'Switched off' },
  definition: { zh: '定义', en: 'Definition' },
  editor: { zh: '规则定义（YAML 或 JSON）', en: 'Definition of the rule, YAML or JSON' },
  readOnly: { zh: '只能阅读；保存需要管理员。', en: 'You can read it; an administrator can save.' },
  tryOnly: {
    zh: '可以试改和回测；保存需要管理员。',
    en: 'You can change it here and try it; an administrator can save.',
  },
  checking: { zh: '正在检查…', en: 'Checking…' },
  good: { zh: '定义正确', en: 'The definition can be used' },
  mistakes: { zh: '需要改正', en: 'To be mended' },
  checkFailed: { zh: '无法检查', en: 'It could not be checked' },
  willDo: { zh: '修改后的作用', en: 'What it would do' },
  switchOn: { zh: '启用', en: 'Switch on' },
  switchOff: { zh: '停用', en: 'Switch off' },
  toRelease: { zh: '恢复出厂定义', en: 'Take the release’s' },
  undo: { zh: '放弃修改', en: 'Drop my changes' },
  difference: { zh: '与已保存版本的差异', en: 'Difference to what is saved' },
  releaseDifference: { zh: '与出厂版本的差异', en: 'Difference to the release' },
  save: { zh: '保存并生效', en: 'Save and put in force' },
  saveTitle: { zh: '保存规则', en: 'Save the rule' },
  whyChanged: { zh: '修改理由', en: 'Why it is changed' },
  whyHint: { zh: '将记入版本历史和审计日志。', en: 'It is kept with the version and in the audit log.' },
  notTried: {
    zh: '尚未对当前内容做回测。建议先看它会改变哪些告警。',
    en: 'This text has not been tried on the past. See first which alarms it would change.',
  },
  saved: { zh: '已保存，版本', en: 'Saved as version' },
  unchanged: { zh: '内容没有变化，未保存新版本。', en: 'Nothing is different; no new version was made.' },
  leave: { zh: '有未保存的修改，确定离开？', en: 'Your changes are not saved. Leave?' },
  stay: { zh: '继续编辑', en: 'Stay' },
  leaveAnyway: { zh: '离开', en: 'Leave' },
  conflict: { zh: '他人已修改此规则', en: 'Someone else has changed this rule' },
  theirChange: { zh: '对方的修改', en: 'What they changed' },
  takeTheirs: { zh: '采用对方版本', en: 'Take theirs, drop mine' },
  keepMine: { zh: '在对方版本上保留我的文本', en: 'Keep my text, over theirs' },
  history: { zh: '版本历史', en: 'Versions' },
  restore: { zh: '载入此版本', en: 'Load this version' },
  restored: { zh: '恢复版本', en: 'Back to version' },
  inForce: { zh: '当前生效', en: 'In force' },
  noReason: { zh: '未填写理由', en: 'No reason given' },
  firstVersion: { zh: '最初版本', en: 'The first version' },
  overrides: { zh: '个别点位设定', en: 'Different at single points' },
  noOverrides: {
    zh: '所有点位设定相同。可为个别点位改变限值、延时等。',
    en: 'The same at every point. Levels, delays and more can be set otherwise at single points.',
  },
  addOverride: { zh: '添加点位设定', en: 'Set a point otherwise' },
  overrideFor: { zh: '点位设定', en: 'Set otherwise at' },
  overrideText: { zh: '不同的设定（YAML）', en: 'What is different (YAML)' },
  overrideHint: {
    zh: '只写不同的键，例如 levels 或 deadband。放入上方定义后一并检查、回测、保存。',
    en: 'Write only the keys that differ, such as levels or deadband. It goes into the definition, to be checked, tried and saved with it.',
  },
  edit: { zh: '修改', en: 'Change' },
  remove: { zh: '移除', en: 'Remove' },
  put: { zh: '放入定义', en: 'Put into the definition' },
  notYaml: { zh: '先改正定义中的错误。', en: 'Mend the definition first.' },
} as const satisfies Record<string, Label>;

export const ruleOriginWords = {
  release: { zh: '出厂', en: 'As released' },
  changed: { zh: '本地已修改', en: 'Changed here' },
  own: { zh: '本地新增', en: 'Made here' },
} as const satisfies Record<RuleOrigin, Label>;

const kinds: Readonly<Record<string, Label>> = {
  threshold: { zh: '限值', en: 'Threshold' },
  rate: { zh: '变化速率', en: 'Rate' },
  accumulation: { zh: '累计量', en: 'Accumulation' },
  displacement: { zh: '位移', en: 'Displacement' },
  absence: { zh: '离线', en: 'Absence' },
  fault: { zh: '故障', en: 'Fault' },
  correlation: { zh: '关联', en: 'Correlation' },
  outage: { zh: '区域中断', en: 'Outage' },
  storm: { zh: '暴雨模式', en: 'Storm' },
  flow: { zh: '流程', en: 'Flow' },
};

export const ruleKinds = Object.keys(kinds);

/** A kind that a newer hub knows stands under its own name. */
export function ruleKindWords(kind: string): Label {
  return kinds[kind] ?? { zh: kind, en: kind };
}

export function mistakeWords(line: number, key: string): Label {
  const at = key === '' ? '' : ` · ${key}`;
  return { zh: `第 ${line} 行${at}`, en: `Line ${line}${at}` };
}

export function versionWords(version: number): Label {
  return { zh: `第 ${version} 版`, en: `Version ${version}` };
}

export function savedMeanwhileWords(who: string, version: number, at: string): Label {
  return {
    zh: `${who} 于 ${at} 保存了第 ${version} 版。请先比较，再决定采用哪一份。`,
    en: `${who} saved version ${version} at ${at}. Compare, then choose which goes on.`,
  };
}
