// Words of the patrol list.
import type { Label } from '../../../../core/label.ts';

export const patrolWords = {
  patrol: { zh: '雨天巡查', en: 'Patrol' },
  hint: {
    zh: '积水点和未结案件所在处，按路线排序；带上手机可离线查看。',
    en: 'Flood points and wherever a case is open, in the order of a route; the page to print needs no network once open.',
  },
  print: { zh: '打印 / 离线页', en: 'To print or take along' },
  route: { zh: '路线', en: 'Route' },
  begin: { zh: '点地图可改起点', en: 'Point at the map to begin elsewhere' },
  anew: { zh: '重新排序', en: 'Begin as before' },
  stop: { zh: '序号', en: 'Stop' },
  place: { zh: '地点', en: 'Place' },
  leg: { zh: '距上一处', en: 'From the last' },
  water: { zh: '积水', en: 'Water' },
  cases: { zh: '未结案件', en: 'Open cases' },
  start: { zh: '起点', en: 'Begin' },
  none: {
    zh: '没有需要巡查的地点。登记积水点后会列在这里。',
    en: 'Nowhere to go. Flood points appear here once they are registered.',
  },
} as const satisfies Record<string, Label>;

export function routeWords(stops: number, km: string): Label {
  return { zh: `${stops} 处，直线约 ${km} 公里`, en: `${stops} stops, about ${km} km as the crow flies` };
}
