// Words of what people do to a device: planned work, commands, a new secret.
import type { DeviceCommandState } from '../../../../core/device-command.ts';
import type { Label } from '../../../../core/label.ts';

export const commandWords = {
  maintenance: { zh: '计划维护', en: 'Planned work' },
  maintenanceBegin: { zh: '登记维护', en: 'Plan work' },
  maintenanceEnd: { zh: '结束维护', en: 'End the work' },
  maintenanceUntil: { zh: '维护至', en: 'Work until' },
  maintenanceHint: {
    zh: '维护期间设备不产生告警，在线率不计这段时间。',
    en: 'While it lasts the device raises no alarm, and its uptime is not counted.',
  },
  until: { zh: '结束时间', en: 'Until' },
  secret: { zh: '更换密钥', en: 'New secret' },
  secretAsk: {
    zh: '现有密钥立即失效，设备在写入新密钥之前无法连接。',
    en: 'The secret it has is void at once; it cannot connect until it has the new one.',
  },
  commands: { zh: '下行命令', en: 'Commands' },
  command: { zh: '命令', en: 'Command' },
  params: { zh: '参数', en: 'Parameters' },
  paramsJson: { zh: '参数（JSON 对象，可空）', en: 'Parameters (a JSON object, or nothing)' },
  paramsWrong: { zh: '请填写 JSON 对象，例如 {"mode":1}', en: 'Write a JSON object, such as {"mode":1}' },
  setInterval: { zh: '设置上报间隔', en: 'Set the interval' },
  interval_s: { zh: '间隔（秒）', en: 'Interval (s)' },
  reboot: { zh: '重启设备', en: 'Restart the device' },
  other: { zh: '其他命令', en: 'Another command' },
  name: { zh: '命令名', en: 'Name' },
  nameWrong: {
    zh: '以字母开头，仅含字母、数字和 _ . -',
    en: 'A letter, then letters, digits and _ . - only',
  },
  expires: { zh: '有效期', en: 'Valid for' },
  send: { zh: '发送', en: 'Send' },
  sent: { zh: '命令已排队，设备在线时下发。', en: 'Queued; it is sent when the device listens.' },
  none: { zh: '还没有给这台设备下发过命令。', en: 'No command was sent to this device.' },
  by: { zh: '下发人', en: 'By' },
  requestedAt: { zh: '下发时间', en: 'Asked for' },
  reply: { zh: '设备答复', en: 'Reply' },
  refusedReply: { zh: '设备拒绝', en: 'refused' },
} as const satisfies Record<string, Label>;

export const commandStateWords = {
  queued: { zh: '等待下发', en: 'Waits for the device' },
  sent: { zh: '已下发，待答复', en: 'Sent, no reply yet' },
  done: { zh: '已执行', en: 'Done' },
  failed: { zh: '执行失败', en: 'Failed' },
  expired: { zh: '已过期未下发', en: 'Not sent in time' },
  unanswered: { zh: '未答复', en: 'No reply' },
  superseded: { zh: '被新命令取代', en: 'A newer one took its place' },
} as const satisfies Record<DeviceCommandState, Label>;
