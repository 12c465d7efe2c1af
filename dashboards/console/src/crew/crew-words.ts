// Words of the crew page.
import type { Label } from '../../../../core/label.ts';
import type { CrewAction } from './pending-action.ts';

export const crewWords = {
  title: { zh: '现场处置', en: 'Field work' },
  purpose: { zh: '本单位案件，无网络时也能用', en: 'Cases of your unit, with or without a network' },
  loginNeedsNetwork: {
    zh: '首次登录需要网络。连上网络后再试。',
    en: 'The first login needs a network. Try again when there is one.',
  },
  sessionEnded: {
    zh: '登录已失效。未上报的内容仍保存在本机，重新登录后自动上报。',
    en: 'Your session has ended. What was not sent is kept on this phone and goes out after you sign in.',
  },
  insecure: {
    zh: '当前为不加密访问：无法安装，也不能离线打开。请管理员启用 HTTPS。',
    en: 'This page came without encryption: it cannot be installed or opened offline. Ask for HTTPS.',
  },

  cases: { zh: '案件', en: 'Cases' },
  patrol: { zh: '巡查', en: 'Patrol' },
  unsent: { zh: '待上报', en: 'Unsent' },
  sections: { zh: '栏目', en: 'Sections' },

  online: { zh: '已联网', en: 'Online' },
  offline: { zh: '离线', en: 'Offline' },
  busy: { zh: '正在同步', en: 'Synchronising' },
  refresh: { zh: '刷新', en: 'Refresh' },
  neverRead: { zh: '尚未取得案件', en: 'No cases received yet' },

  order: { zh: '排序', en: 'Order' },
  byDue: { zh: '按时限', en: 'By deadline' },
  byDistance: { zh: '离我最近', en: 'Nearest' },
  locating: { zh: '正在定位', en: 'Finding your place' },
  noPlace: {
    zh: '无法定位。请在手机设置中允许浏览器使用位置，到室外再试。',
    en: 'Your place could not be found. Allow the browser to use it, and try again outdoors.',
  },
  noCases: {
    zh: '没有未结案件。有新案件派来时会显示在这里。',
    en: 'No open cases. New ones appear here when they are dispatched to your unit.',
  },
  noUnit: {
    zh: '此账号未归属单位，请管理员在“用户”中设置单位。',
    en: 'This login belongs to no unit. An administrator sets one under Users.',
  },
  waiting: { zh: '等待核查', en: 'Waiting for verification' },

  back: { zh: '返回列表', en: 'Back to the list' },
  gone: {
    zh: '此案件已结案或已转给其他单位。',
    en: 'This case has been closed or went to another unit.',
  },
  navigate: { zh: '导航', en: 'Navigate' },
  amap: { zh: '高德地图', en: 'Amap' },
  baidu: { zh: '百度地图', en: 'Baidu Maps' },
  otherMap: { zh: '其他地图', en: 'Other map' },
  facts: { zh: '基本信息', en: 'Facts' },
  timeline: { zh: '办理过程', en: 'Timeline' },
  photos: { zh: '照片', en: 'Photos' },
  photo: { zh: '照片', en: 'Photo' },
  description: { zh: '说明', en: 'Description' },
  due: { zh: '时限', en: 'Due' },
  reported: { zh: '上报时间', en: 'Reported' },
  extensionAsked: { zh: '已申请延期', en: 'Extension asked for' },

  takePhoto: { zh: '拍照', en: 'Take a photo' },
  fromAlbum: { zh: '从相册选择', en: 'From the album' },
  removePhoto: { zh: '移除照片', en: 'Remove the photo' },
  photoFailed: { zh: '这张图片无法读取。', en: 'This picture cannot be read.' },
  wordsNeeded: { zh: '请填写后再提交。', en: 'Fill this in first.' },
  cancel: { zh: '取消', en: 'Cancel' },
  more: { zh: '更多操作', en: 'More' },

  notSentYet: { zh: '未上报', en: 'Not sent yet' },
  sending: { zh: '正在上报', en: 'Being sent' },
  needsYou: { zh: '需要处理', en: 'Needs you' },
  conflictHint: {
    zh: '案件已有变化，平台未接受此操作。请先查看案件，再决定重新上报或放弃。',
    en: 'The case has moved on, and the hub did not take this. Look at the case, then send again or drop it.',
  },
  refusedHint: {
    zh: '平台未接受此操作。请查看原因，再决定重新上报或放弃。',
    en: 'The hub did not take this. Read why, then send again or drop it.',
  },
  sendAgain: { zh: '重新上报', en: 'Send again' },
  drop: { zh: '放弃', en: 'Drop' },
  dropSure: { zh: '确定放弃？内容将删除。', en: 'Drop this? What you wrote will be gone.' },
  unsentEmpty: {
    zh: '没有待上报的内容。离线时的操作会先保存在这里，联网后自动上报。',
    en: 'Nothing waits. What you do without a network is kept here and sent when there is one.',
  },
  ofOthers: {
    zh: '本机还有其他人未上报的内容，待其登录后上报。',
    en: 'Another person’s unsent work is on this phone. It goes out when they sign in.',
  },
  signOutSure: {
    zh: '还有内容未上报。退出后仍保存在本机，下次登录时上报。确定退出？',
    en: 'Some work is not sent yet. It stays on this phone until you sign in again. Sign out now?',
  },

  makePatrol: { zh: '生成巡查路线', en: 'Make the route' },
  makePatrolHere: { zh: '从当前位置生成', en: 'Start from here' },
  patrolHint: {
    zh: '雨天巡查：积水点和有案件的点位，按路线排列，生成后无网络也能查看。',
    en: 'For rain: flood points and places with cases, as a route. Once made, it needs no network.',
  },
  patrolNeedsNetwork: { zh: '生成路线需要网络。', en: 'Making the route needs a network.' },
  visited: { zh: '已巡查', en: 'Visited' },
  noDepth: { zh: '无水深数据', en: 'No depth' },
} as const satisfies Record<string, Label>;

export const crewActionWords = {
  accept: { zh: '接单', en: 'Accept' },
  handle: { zh: '处置完成', en: 'Report handled' },
  comment: { zh: '备注', en: 'Comment' },
  extend: { zh: '申请延期', en: 'Ask for more time' },
  return: { zh: '退回', en: 'Return' },
} as const satisfies Record<CrewAction, Label>;

/** What the words of an action are for. */
export const crewActionHints = {
  accept: { zh: '确认由本单位处置。', en: 'Your unit takes it on.' },
  handle: { zh: '现场情况和处置结果', en: 'What you found and did' },
  comment: { zh: '补充说明', en: 'What you want to add' },
  extend: { zh: '为什么需要更多时间', en: 'Why more time is needed' },
  return: { zh: '为什么不归本单位处置', en: 'Why it is not your unit’s' },
} as const satisfies Record<CrewAction, Label>;

export function asOfWords(time: string): Label {
  return { zh: `数据截至 ${time}`, en: `As of ${time}` };
}

export function unsentWords(count: number): Label {
  return { zh: `${count} 项未上报`, en: `${count} not sent` };
}

export function routeWords(stops: number, length: string): Label {
  return { zh: `${stops} 个点位，约 ${length}`, en: `${stops} stops, about ${length}` };
}

export function visitedWords(visited: number, stops: number): Label {
  return { zh: `已巡查 ${visited}/${stops}`, en: `Visited ${visited} of ${stops}` };
}

const directions: readonly Label[] = [
  { zh: '北', en: 'N' },
  { zh: '东北', en: 'NE' },
  { zh: '东', en: 'E' },
  { zh: '东南', en: 'SE' },
  { zh: '南', en: 'S' },
  { zh: '西南', en: 'SW' },
  { zh: '西', en: 'W' },
  { zh: '西北', en: 'NW' },
];

/** The direction in words of a bearing in degrees. */
export function directionWords(bearing_deg: number): Label {
  return directions[Math.round(bearing_deg / 45) % 8] as Label;
}
