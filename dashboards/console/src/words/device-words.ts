// Words of the pages about equipment: who is silent, since when and why.
import type { DeviceStatusName, StatusReason } from '../../../../core/effects.ts';
import type { Label } from '../../../../core/label.ts';
import type { OutageKind } from '../../../../core/outage.ts';
import type { QualityFlag } from '../../../../core/reading.ts';
import { deviceStatusWords } from './words.ts';

export const deviceWords = {
  profile: { zh: '设备型号', en: 'Profile' },
  unit: { zh: '责任单位', en: 'Unit' },
  gateway: { zh: '网关', en: 'Gateway' },
  reason: { zh: '原因', en: 'Why' },
  since: { zh: '状态起始', en: 'Since' },
  byId: { zh: '按编号', en: 'By id' },
  bySilence: { zh: '失联优先', en: 'Silent ones first' },
  byBattery: { zh: '电池先耗尽优先', en: 'Battery empty soonest first' },
  search: { zh: '编号或 DevEUI 的一部分', en: 'Part of an id or DevEUI' },
  battery: { zh: '电池', en: 'Battery' },
  batteryEmpty: { zh: '预计耗尽', en: 'Empty on' },
  batteryFlat: { zh: '无明显下降', en: 'No fall to see' },
  batteryShort: { zh: '数据不足，暂不能预测', en: 'Too few days to foretell' },
  signal: { zh: '信号', en: 'Signal' },
  uptime24h: { zh: '24 小时在线率', en: 'Uptime 24 h' },
  uptime30d: { zh: '30 天在线率', en: 'Uptime 30 d' },
  interval: { zh: '上报间隔', en: 'Interval' },
  expectedInterval: { zh: '实际间隔（学习所得）', en: 'Interval as learned' },
  devEui: { zh: 'DevEUI', en: 'DevEUI' },
  zeroOffset: { zh: '零点偏移', en: 'Zero offset' },
  lowPointDelta: { zh: '最低点差值', en: 'Low point below the gauge' },
  mountHeight: { zh: '安装高度', en: 'Mount height' },
  baselineTilt: { zh: '安装倾角', en: 'Tilt at installation' },
  exportCsv: { zh: '导出 CSV', en: 'Export CSV' },
  exportFailed: { zh: '导出失败', en: 'The export failed' },
  countsByState: { zh: '设备状态分布', en: 'Devices by state' },
  total: { zh: '设备总数', en: 'Devices' },
  noDevices: {
    zh: '还没有登记设备。请在“台账”页导入 devices.csv，或在“接入”页用一条上行报文接入。',
    en: 'No devices yet. Import devices.csv on the registry page, or bring one in by one of its messages.',
  },
  toRegistry: { zh: '打开台账', en: 'Open the registry' },
  toOnboarding: { zh: '接入设备', en: 'Bring a device in' },
  isGone: {
    zh: '没有这台设备，可能已从台账移除。',
    en: 'There is no such device; it may have left the registry.',
  },
  openOutages: { zh: '正在发生的成片中断', en: 'Outages that go on' },
  allOutages: { zh: '全部中断', en: 'All outages' },
  readings: { zh: '最新数据', en: 'Latest readings' },
  metric: { zh: '指标', en: 'Metric' },
  value: { zh: '数值', en: 'Value' },
  measuredAt: { zh: '测量时间', en: 'Measured' },
  flags: { zh: '质量标记', en: 'Flags' },
  noReadings: { zh: '尚未收到数据。', en: 'Nothing received yet.' },
  timeline: { zh: '状态时间线（30 天）', en: 'State over 30 days' },
  timelineNone: { zh: '该时段没有状态记录。', en: 'No state is known in this period.' },
  dailyUptime: { zh: '每日在线率', en: 'Uptime by day' },
  course: { zh: '历史曲线', en: 'History' },
  alarmsHere: { zh: '本设备的告警', en: 'Alarms of this device' },
  noAlarms: { zh: '这台设备没有告警。', en: 'This device has raised no alarm.' },
  casesHere: { zh: '点位案件', en: 'Cases at its point' },
  noCases: { zh: '没有案件。', en: 'No case.' },
  accounting: { zh: '报文去向', en: 'What became of its messages' },
} as const satisfies Record<string, Label>;

export const statusReasonWords = {
  reporting: { zh: '正常上报', en: 'reports' },
  silent: { zh: '设备自身失联', en: 'the device itself is silent' },
  disconnected: { zh: '连接已断开', en: 'its connection broke' },
  never_heard: { zh: '从未上报', en: 'never heard' },
  hub_away: { zh: '平台当时未运行', en: 'the hub was not there' },
  gateway_silent: { zh: '网关中断', en: 'its gateway is silent' },
  area_silent: { zh: '片区或运营商中断', en: 'its area or carrier is silent' },
  planned_work: { zh: '计划维护', en: 'planned work' },
} as const satisfies Record<StatusReason, Label>;

export const spanWords = {
  up: { zh: '在线', en: 'up' },
  down: { zh: '离线', en: 'down' },
  excluded: { zh: '不计', en: 'not counted' },
} as const satisfies Record<'up' | 'down' | 'excluded', Label>;

export const outageKindWords = {
  gateway: { zh: '网关中断', en: 'Gateway' },
  area: { zh: '片区中断', en: 'Area' },
  profile: { zh: '同型号设备失联', en: 'Devices of one profile' },
  network: { zh: '全网中断', en: 'Whole network' },
} as const satisfies Record<OutageKind, Label>;

export const flagWords = {
  late: { zh: '迟到', en: 'late' },
  clock_ahead: { zh: '设备时钟超前', en: 'clock ahead' },
  clock_behind: { zh: '设备时钟滞后', en: 'clock behind' },
  no_echo: { zh: '无回波', en: 'no echo' },
  gradient: { zh: '变化过快', en: 'too fast a rise' },
  blip: { zh: '单点跳变', en: 'blip' },
  box: { zh: '疑似遮挡', en: 'looks like a parked car' },
  low_confidence: { zh: '低置信度', en: 'low confidence' },
  faulty_sensor: { zh: '传感器故障', en: 'faulty sensor' },
  drift: { zh: '零点漂移', en: 'wandered zero' },
} as const satisfies Record<QualityFlag, Label>;

export const outageWords = {
  subject: { zh: '对象', en: 'What' },
  wholeNetwork: { zh: '全部设备', en: 'all devices' },
  affected: { zh: '受影响设备', en: 'Devices' },
  silentStill: { zh: '仍失联', en: 'Silent still' },
  lastHeard: { zh: '最后收到', en: 'Last heard' },
  detected: { zh: '平台发现', en: 'Detected' },
  ended: { zh: '恢复', en: 'Ended' },
  goesOn: { zh: '仍在持续', en: 'goes on' },
  lasted: { zh: '持续', en: 'Lasted' },
  which: { zh: '范围', en: 'Which' },
  open: { zh: '正在发生', en: 'Going on' },
  over: { zh: '已恢复', en: 'Ended' },
  showDevices: { zh: '查看设备', en: 'Its devices' },
  none: {
    zh: '没有成片中断：每台失联设备都只说明它自己。',
    en: 'No outage: each silent device speaks for itself alone.',
  },
} as const satisfies Record<string, Label>;

/** `离线 12 台`. */
export function statusCountWords(status: DeviceStatusName, count: number): Label {
  const { zh, en } = deviceStatusWords[status];
  return { zh: `${zh} ${count} 台`, en: `${en} ${count}` };
}

export function outageLineWords(devices: number, kind: Label, subject: string): Label {
  return {
    zh: `${kind.zh}${subject === '' ? '' : `（${subject}）`}：${devices} 台设备失联`,
    en: `${kind.en}${subject === '' ? '' : ` ${subject}`}: ${devices} devices silent`,
  };
}
