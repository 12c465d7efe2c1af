// Words of the page about availability.
import type { Label } from '../../../../core/label.ts';

export const uptimeWords = {
  group: { zh: '统计方式', en: 'By' },
  unit: { zh: '责任单位', en: 'Unit' },
  profile: { zh: '设备型号', en: 'Profile' },
  device: { zh: '单台设备', en: 'Device' },
  period: { zh: '统计时段', en: 'Period' },
  last7: { zh: '近 7 天', en: 'Last 7 days' },
  last30: { zh: '近 30 天', en: 'Last 30 days' },
  devices: { zh: '设备数', en: 'Devices' },
  uptime: { zh: '在线率', en: 'Uptime' },
  down: { zh: '离线时长', en: 'Down' },
  excluded: { zh: '不计时长', en: 'Not counted' },
  failures: { zh: '故障次数', en: 'Failures' },
  repair: { zh: '平均恢复时长', en: 'Mean time to repair' },
  nobody: { zh: '未指定', en: 'Nobody' },
  hint: {
    zh: '计划维护、成片中断和平台自身停机不计入。',
    en: 'Planned work, outages of gateway or area, and the hub’s own absence are taken out.',
  },
  none: { zh: '该时段没有设备可统计。', en: 'No device to count in this period.' },
} as const satisfies Record<string, Label>;

export function worstOfWords(shown: number, total: number): Label {
  return {
    zh: `共 ${total} 台，仅列在线率最低的 ${shown} 台；导出文件包含全部。`,
    en: `The ${shown} of ${total} that were up least; the file has all of them.`,
  };
}

/** What the rows are. */
export function groupWords(group: string): Label {
  return uptimeWords[group === 'profile' || group === 'device' ? group : 'unit'];
}
