// Names of the console's pages, and what pages have in common.
import type { Label } from '../../../../core/label.ts';

export const pageWords = {
  wall: { zh: '防汛态势', en: 'Wall' },
  alarms: { zh: '告警', en: 'Alarms' },
  alarm: { zh: '告警详情', en: 'Alarm' },
  devices: { zh: '设备', en: 'Equipment' },
  outages: { zh: '成片中断', en: 'Outages' },
  uptime: { zh: '在线率', en: 'Uptime' },
  points: { zh: '点位', en: 'Points' },
  registry: { zh: '台账', en: 'Registry' },
  quarantine: { zh: '隔离报文', en: 'Quarantine' },
  onboarding: { zh: '设备接入', en: 'Onboarding' },
  cases: { zh: '案件', en: 'Cases' },
  case: { zh: '案件', en: 'Case' },
  about: { zh: '事项', en: 'About' },
  hub: { zh: '平台运行', en: 'The hub' },
  menu: { zh: '导航', en: 'Pages' },
  notFound: { zh: '没有这个页面', en: 'There is no such page' },
  notFoundHint: {
    zh: '地址可能有误，或该页面已移走。',
    en: 'The address may be wrong, or the page has moved.',
  },
  notAllowed: { zh: '您的角色不能打开此页面', en: 'Your role may not open this page' },
  notAllowedHint: { zh: '如需使用，请联系管理员。', en: 'Ask an administrator if you need it.' },
  toWall: { zh: '返回首页', en: 'To the first page' },
  failed: { zh: '页面出错', en: 'The page has failed' },
  loadMore: { zh: '加载更多', en: 'Load more' },
  filters: { zh: '筛选', en: 'Filters' },
  clearFilters: { zh: '清除筛选', en: 'Clear the filters' },
  reason: { zh: '理由', en: 'Reason' },
  cancel: { zh: '取消', en: 'Cancel' },
  save: { zh: '保存', en: 'Save' },
  point: { zh: '点位', en: 'Point' },
  device: { zh: '设备', en: 'Device' },
  severity: { zh: '级别', en: 'Severity' },
  state: { zh: '状态', en: 'State' },
  time: { zh: '时间', en: 'Time' },
  noneMatch: { zh: '没有符合条件的记录。', en: 'Nothing matches the filters.' },
} as const satisfies Record<string, Label>;

/** Names of the parts of the menu. */
export const pageGroupWords = {
  now: { zh: '当前态势', en: 'Now' },
  field: { zh: '点位与设备', en: 'Points and equipment' },
  figures: { zh: '统计考核', en: 'Figures' },
  setup: { zh: '系统管理', en: 'Set up' },
} as const satisfies Record<string, Label>;
