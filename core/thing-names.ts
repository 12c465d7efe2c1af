// What the things are called that requests name by an id, and how it is said that there is none.
import type { Label } from './label.ts';

const thingNames = {
  account: { zh: '账号', en: 'account' },
  alarm: { zh: '告警', en: 'alarm' },
  alert: { zh: '预警信息', en: 'alert' },
  announcement: { zh: '广播', en: 'announcement' },
  case: { zh: '案件', en: 'case' },
  'case table': { zh: '案件配置表', en: 'case table' },
  device: { zh: '设备', en: 'device' },
  letter: { zh: '督办函', en: 'letter' },
  outlet: { zh: '输出', en: 'outlet' },
  photo: { zh: '照片', en: 'photo' },
  point: { zh: '点位', en: 'point' },
  profile: { zh: '设备型号', en: 'profile' },
  proposal: { zh: '零点建议', en: 'proposal' },
  rule: { zh: '规则', en: 'rule' },
  token: { zh: '令牌', en: 'token' },
  unit: { zh: '单位', en: 'unit' },
  'unknown device': { zh: '未登记设备', en: 'unknown device' },
  user: { zh: '用户', en: 'user' },
} as const satisfies Readonly<Record<string, Label>>;

export type Thing = keyof typeof thingNames;

/** Such as `device "G-1"`. */
export function named(thing: Thing, id: string): Label {
  const { zh, en } = thingNames[thing];
  return { zh: `${zh}“${id}”`, en: `${en} "${id}"` };
}

/** As the fold refuses what names something that is not there. */
export function noSuch(thing: Thing, id = ''): Label {
  const { zh, en } = thingNames[thing];
  return { zh: `没有${zh} ${id}`, en: `there is no ${en} ${id}` };
}
