// Words of the page about who is on duty.
import type { Label } from '../../../../core/label.ts';

export const dutyWords = {
  duty: { zh: '值班', en: 'Duty' },
  hint: {
    zh: '案件通知发给当班人；当班人不在时自动改派副手，案件不会停在一个人手里。',
    en: 'Notices go to whoever is on duty, and to the deputy where that person is away: no case waits for one person.',
  },
  onDuty: { zh: '当前值班', en: 'On duty now' },
  nobody: { zh: '无人值班，通知发往单位', en: 'Nobody; notices go to the unit itself' },
  first: { zh: '责任人', en: 'Responsible' },
  deputy: { zh: '副手', en: 'Deputy' },
  shifts: { zh: '排班', en: 'Shifts' },
  absences: { zh: '请假外出', en: 'Absences' },
  addShift: { zh: '增加班次', en: 'Add a shift' },
  addAbsence: { zh: '登记不在岗', en: 'Add an absence' },
  who: { zh: '人员', en: 'Who' },
  from: { zh: '自（当地时间）', en: 'From (local time)' },
  to: { zh: '至（当地时间）', en: 'To (local time)' },
  remove: { zh: '删除', en: 'Remove' },
  edit: { zh: '编辑值班表', en: 'Edit the roster' },
  nextShift: { zh: '后续班次', en: 'Shifts ahead' },
  away: { zh: '不在岗', en: 'Away' },
  unit: { zh: '单位', en: 'Unit' },
  endsLater: { zh: '结束须晚于开始', en: 'It ends after it begins' },
  noUnits: {
    zh: '还没有单位。请先在台账中导入 units.csv。',
    en: 'No units yet. Import units.csv in the registry first.',
  },
  noPeople: {
    zh: '只有已建账号的人员可以排班，请先由管理员添加用户。',
    en: 'Only people with a login can be on duty: ask an administrator to add them first.',
  },
  conflict: {
    zh: '他人刚修改了这份值班表，请关闭后重新打开。',
    en: 'Somebody else has just changed this roster: close it and open it anew.',
  },
} as const satisfies Record<string, Label>;

export function shiftsAheadWords(count: number): Label {
  return { zh: `${count} 班`, en: count === 1 ? '1 shift' : `${count} shifts` };
}
