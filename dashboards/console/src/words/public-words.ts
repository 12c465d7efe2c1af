// Words of the public flood map, which people read who know nothing of the hub.
import type { Label } from '../../../../core/label.ts';
import type { Severity } from '../../../../core/severity.ts';

export const publicWords = {
  title: { zh: '积水地图', en: 'Flood map' },
  loading: { zh: '正在加载…', en: 'Loading…' },
  failed: { zh: '暂时无法获取数据，将自动重试。', en: 'No data at present. The page tries again by itself.' },
  noPoints: { zh: '暂无积水监测点。', en: 'No flood points are watched yet.' },
  allDry: { zh: '目前没有积水预警。', en: 'No flood warnings at present.' },
  unknown: { zh: '暂无数据', en: 'no data' },
  dry: { zh: '无积水', en: 'dry' },
  legend: { zh: '图例', en: 'Legend' },
  points: { zh: '监测点', en: 'Points' },
  list: { zh: '积水点列表', en: 'List of flood points' },
  map: { zh: '地图', en: 'Map' },
  noWarning: { zh: '无预警', en: 'no warning' },
  advice: {
    zh: '数据由传感器自动测得，仅供参考，请以现场为准。勿涉水行车或行走；遇险请拨打 119 或 110。',
    en: 'Measured by sensors, for guidance only. Do not drive or walk through water. In danger call 119 or 110.',
  },
} as const satisfies Record<string, Label>;

/** What each colour means for whoever wants to pass. */
export const passageWords: Readonly<Record<Severity, Label>> = {
  blue: { zh: '蓝色：路面积水，请减速', en: 'Blue: water on the road, go slowly' },
  yellow: { zh: '黄色：小型车谨慎通行', en: 'Yellow: small cars with great care' },
  orange: { zh: '橙色：请绕行', en: 'Orange: take another way' },
  red: { zh: '红色：禁止通行', en: 'Red: no passage' },
};

export function depthWords(cm: number): Label {
  return { zh: `${cm} 厘米`, en: `${cm} cm` };
}

export function asOfWords(time: string): Label {
  return { zh: `更新于 ${time}`, en: `As of ${time}` };
}

export function warningsWords(count: number): Label {
  return { zh: `${count} 处有积水预警`, en: `${count} under warning` };
}
