// Words of the audit log.
import type { Label } from '../../../../core/label.ts';

export const auditWords = {
  who: { zh: '操作人', en: 'Who' },
  where: { zh: '来自', en: 'From where' },
  what: { zh: '操作', en: 'What' },
  subject: { zh: '对象', en: 'About' },
  since: { zh: '开始', en: 'From' },
  until: { zh: '结束', en: 'To' },
  export: { zh: '导出 CSV', en: 'Export as CSV' },
  check: { zh: '校验完整性', en: 'Check that it is whole' },
  whole: { zh: '日志完整，未被改动', en: 'The log is whole and unchanged' },
  broken: { zh: '日志被改动', en: 'The log was changed' },
  entries: { zh: '条', en: 'entries' },
  head: {
    zh: '末条散列（可抄录到别处，日后比对）',
    en: 'Hash of the last entry, to be noted elsewhere and compared later',
  },
  brokenAt: { zh: '首个不符的条目', en: 'First entry that does not follow' },
  none: { zh: '还没有记录。', en: 'Nothing has been done yet.' },
  detail: { zh: '内容', en: 'What was asked for' },
  changed: { zh: '改动内容', en: 'What changed' },
  first: { zh: '此对象的首次记录', en: 'The first entry about it' },
  show: { zh: '查看改动', en: 'Show what changed' },
} as const satisfies Record<string, Label>;

const actions: Readonly<Record<string, Label>> = {
  'hub.start': { zh: '平台启动', en: 'Hub started' },
  'units.import': { zh: '导入单位', en: 'Units imported' },
  'points.import': { zh: '导入点位', en: 'Points imported' },
  'devices.import': { zh: '导入设备', en: 'Devices imported' },
  'device.secret': { zh: '更换设备密钥', en: 'Device secret renewed' },
  'device.maintenance': { zh: '设备计划作业', en: 'Planned work on a device' },
  'device.command': { zh: '下发设备指令', en: 'Device command' },
  'point.permit': { zh: '开盖许可', en: 'Permit to open covers' },
  'alarm.act': { zh: '处理告警', en: 'Alarm acted on' },
  'alarm.report': { zh: '流程上报告警', en: 'Alarm raised by a flow' },
  'case.report': { zh: '上报案件', en: 'Case reported' },
  'case.act': { zh: '处理案件', en: 'Case acted on' },
  'case.receive': { zh: '签收通知', en: 'Notice received' },
  'case.merge': { zh: '合并案件', en: 'Cases merged' },
  'letter.draft': { zh: '起草督办函', en: 'Letter drafted' },
  'letter.edit': { zh: '修改督办函', en: 'Letter edited' },
  'letter.sign': { zh: '签发督办函', en: 'Letter signed' },
  'letter.reply': { zh: '回复督办函', en: 'Letter answered' },
  'roster.put': { zh: '修改值班表', en: 'Duty roster changed' },
  'case_table.put': { zh: '修改案件表', en: 'Case table changed' },
  'case_table.drop': { zh: '弃用案件表修改', en: 'Case table dropped' },
  'notice.send': { zh: '发送通知', en: 'Notice sent' },
  'flows.deployed': { zh: '部署流程', en: 'Flows deployed' },
  'rule.put': { zh: '修改规则', en: 'Rule changed' },
  'outlet.act': { zh: '操作对外通道', en: 'Outlet acted on' },
  'announcement.note': { zh: '广播播报', en: 'Announcement' },
  'quarantine.retry': { zh: '重试隔离报文', en: 'Quarantine retried' },
  'user.put': { zh: '修改人员', en: 'Person changed' },
  'token.put': { zh: '添加接口令牌', en: 'API token made' },
  'token.revoke': { zh: '吊销接口令牌', en: 'API token revoked' },
  'account.put': { zh: '修改接入账号', en: 'MQTT account changed' },
  'account.delete': { zh: '删除接入账号', en: 'MQTT account deleted' },
};

export const auditActions = Object.keys(actions);

/** An action that a newer hub knows stands under its own name. */
export function auditActionWords(action: string): Label {
  return actions[action] ?? { zh: action, en: action };
}
