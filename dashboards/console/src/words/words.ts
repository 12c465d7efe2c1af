// Every word of the console, in both languages. An entry that lacks one does not compile.

import { caseStateLabels, responsibilityLabels } from '../../../../core/case-labels.ts';
import type { DeviceStatusName } from '../../../../core/effects.ts';
import type { Label } from '../../../../core/label.ts';
import type { PointKind } from '../../../../core/registry.ts';
import type { Severity } from '../../../../core/severity.ts';
import { severityLabels } from '../../../../core/severity-labels.ts';

export const words = {
  productName: { zh: '智慧市政感知平台', en: 'Sluice' },
  productPurpose: { zh: '井盖与积水点物联感知', en: 'Manhole covers and flood points' },

  username: { zh: '用户名', en: 'User name' },
  password: { zh: '密码', en: 'Password' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  sessionEnded: { zh: '登录已失效，请重新登录。', en: 'Your session has ended. Please sign in again.' },
  wrongLogin: { zh: '用户名或密码不正确。', en: 'The user name or password is not right.' },
  tooManyLogins: {
    zh: '尝试次数过多，请稍后再试。',
    en: 'Too many attempts. Please wait a moment and try again.',
  },
  hubUnreachable: {
    zh: '无法连接平台，请检查网络或联系管理员。',
    en: 'The hub cannot be reached. Check the network or ask an administrator.',
  },

  switchLanguage: { zh: '切换语言', en: 'Language' },
  toDark: { zh: '切换到深色', en: 'Switch to dark' },
  toLight: { zh: '切换到浅色', en: 'Switch to light' },
  siteTime: { zh: '当地时间', en: 'Local time' },

  connecting: { zh: '正在连接', en: 'Connecting' },
  live: { zh: '实时', en: 'Live' },
  reconnecting: { zh: '正在重连', en: 'Reconnecting' },
  hubNotReady: { zh: '平台暂不能接收数据', en: 'The hub cannot take data at present' },

  loadFailed: { zh: '数据加载失败', en: 'The data could not be loaded' },
  tryAgain: { zh: '重试', en: 'Try again' },
  close: { zh: '关闭', en: 'Close' },

  activeAlarms: { zh: '活动告警', en: 'Active alarms' },
  openCases: { zh: '未结案件', en: 'Open cases' },
  floodPoints: { zh: '积水点', en: 'Flood points' },
  overdueCases: { zh: '超期', en: 'Overdue' },
  allSeverities: { zh: '全部', en: 'All' },
  filterBySeverity: { zh: '按级别筛选告警', en: 'Filter alarms by severity' },

  acknowledge: { zh: '确认', en: 'Acknowledge' },
  acknowledged: { zh: '已确认', en: 'Acknowledged' },
  acknowledgeFailed: { zh: '确认失败', en: 'It could not be acknowledged' },
  uncertain: { zh: '待核实', en: 'Unconfirmed' },
  noAlarms: { zh: '当前没有活动告警。', en: 'No active alarms.' },
  noAlarmsOfSeverity: { zh: '没有该级别的活动告警。', en: 'No active alarms of this severity.' },
  noCases: { zh: '当前没有未结案件。', en: 'No open cases.' },
  noFloodPoints: {
    zh: '尚无积水点。请在 points.csv 中登记类型为 flood 的点位并导入。',
    en: 'No flood points yet. Import points of the kind flood in points.csv.',
  },
  noPoints: { zh: '尚未登记任何点位', en: 'No points are registered yet' },
  noPointsHint: {
    zh: '请管理员在服务器上依次导入单位、点位和设备：',
    en: 'An administrator imports units, points and devices on the server, in this order:',
  },

  map: { zh: '点位地图', en: 'Map of points' },
  mapLoading: { zh: '正在加载地图', en: 'Loading the map' },
  mapFailed: {
    zh: '此浏览器无法显示地图（需要 WebGL）。右侧列表不受影响。',
    en: 'This browser cannot show the map (it needs WebGL). The lists still work.',
  },
  legend: { zh: '图例', en: 'Legend' },
  noActiveAlarm: { zh: '无告警', en: 'No alarm' },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  wholeTown: { zh: '显示全部点位', en: 'Show all points' },

  latestValues: { zh: '最新数据', en: 'Latest values' },
  devices: { zh: '设备', en: 'Devices' },
  noDevices: {
    zh: '此点位没有设备，可在 devices.csv 中登记并导入。',
    en: 'No device at this point. Register one in devices.csv and import it.',
  },
  noValues: { zh: '尚未收到数据。', en: 'Nothing received yet.' },
  noReadings: { zh: '该时段没有数据', en: 'No readings in this period' },
  lastHours: { zh: '时段', en: 'Period' },
  lastSeen: { zh: '最后上报', en: 'Last seen' },
  neverSeen: { zh: '从未上报', en: 'Never seen' },
  address: { zh: '地址', en: 'Address' },
  basin: { zh: '排水分区', en: 'Basin' },
  roadClass: { zh: '道路等级', en: 'Road class' },
  componentCode: { zh: '部件编码', en: 'Component code' },
  gridCode: { zh: '单元网格', en: 'Unit grid' },
  coordinates: { zh: '坐标（WGS-84）', en: 'Coordinates (WGS-84)' },
  camera: { zh: '现场视频', en: 'Camera' },
  openCamera: { zh: '打开视频', en: 'Open the picture' },
  pointIsGone: { zh: '找不到该点位', en: 'There is no such point' },

  noUnit: { zh: '待派遣', en: 'No unit yet' },
  suspended: { zh: '挂账', en: 'Suspended' },
  noDeadline: { zh: '无时限', en: 'No deadline' },
  rising: { zh: '上涨', en: 'Rising' },
  falling: { zh: '回落', en: 'Falling' },
  justNow: { zh: '刚刚', en: 'just now' },
} as const satisfies Record<string, Label>;

export const severityWords = severityLabels;

export const caseStateWords = caseStateLabels;

export const deviceStatusWords = {
  online: { zh: '在线', en: 'Online' },
  late: { zh: '迟报', en: 'Late' },
  offline: { zh: '离线', en: 'Offline' },
  unknown: { zh: '未知', en: 'Unknown' },
  maintenance: { zh: '维护中', en: 'Maintenance' },
} as const satisfies Record<DeviceStatusName, Label>;

export const pointKindWords = {
  cover: { zh: '井盖', en: 'Cover' },
  flood: { zh: '积水点', en: 'Flood point' },
  rain: { zh: '雨量站', en: 'Rain gauge' },
  well: { zh: '检查井', en: 'Well' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<PointKind, Label>;

export const responsibilityWords = responsibilityLabels;

export function agoWords(duration: Label): Label {
  return { zh: `${duration.zh}前`, en: `${duration.en} ago` };
}

export function dueInWords(duration: Label): Label {
  return { zh: `剩余 ${duration.zh}`, en: `due in ${duration.en}` };
}

export function overdueByWords(duration: Label): Label {
  return { zh: `已超期 ${duration.zh}`, en: `overdue by ${duration.en}` };
}

export function staleSinceWords(time: string): Label {
  return { zh: `连接中断，数据截至 ${time}`, en: `Connection lost, data as of ${time}` };
}

export function riseWords(perMinutes: number, cm: string): Label {
  return { zh: `${perMinutes} 分钟 ${cm} 厘米`, en: `${cm} cm in ${perMinutes} min` };
}

export function hiddenAlarmsWords(count: number): Label {
  return { zh: `另有 ${count} 条已搁置或抑制`, en: `${count} more shelved or suppressed` };
}

export function waitingWords(count: number): Label {
  return {
    zh: `${count} 条新增，移开指针后显示`,
    en: `${count} new, shown when the pointer leaves`,
  };
}

export function truncatedWords(count: number): Label {
  return { zh: `仅显示最新 ${count} 条`, en: `Only the newest ${count} are shown` };
}

export function pointsShownWords(count: number): Label {
  return { zh: `共 ${count} 个点位`, en: `${count} points` };
}

export function hoursWords(hours: number): Label {
  return { zh: `${hours} 小时`, en: `${hours} h` };
}

export function daysWords(days: number): Label {
  return { zh: `${days} 天`, en: `${days} d` };
}

export function alarmLevelWords(severity: Severity): Label {
  return { zh: `${severityWords[severity].zh}告警`, en: `${severityWords[severity].en} alarm` };
}
