// Words of the pages about the tables that cases follow.
import type { Label } from '../../../../core/label.ts';

export const tableWords = {
  tables: { zh: '案件规则表', en: 'Case tables' },
  table: { zh: '规则表', en: 'Table' },
  hint: {
    zh: '时限、类别、责任、升级、日历等都在这些表里。改过的表归本市所有，没改过的随版本更新。',
    en: 'Limits, categories, responsibility, escalation, calendar: a table that you changed is yours, the others follow the release.',
  },
  whatFor: { zh: '内容', en: 'What it is for' },
  whose: { zh: '来源', en: 'Whose' },
  ours: { zh: '本市修改', en: 'Yours' },
  releases: { zh: '随版本', en: 'The release’s' },
  changed: { zh: '最近修改', en: 'Changed' },
  readOnly: {
    zh: '可以阅读和检查；保存需要管理员。',
    en: 'You can read and check it; an administrator can save.',
  },
  goodTable: { zh: '检查通过，可以保存。', en: 'Checked: it can be saved.' },
  saveAsk: {
    zh: '保存后立即生效，按新表计算之后的时限和通知。',
    en: 'It is in force at once: limits and notices from now on follow it.',
  },
  conflict: { zh: '他人已修改此表', en: 'Someone else has changed this table' },
  backToRelease: { zh: '恢复为版本自带内容', en: 'Back to the release’s' },
} as const satisfies Record<string, Label>;

/** What each table is for; one that this list does not know is shown by its name. */
export const tableTitles: Readonly<Record<string, Label>> = {
  condition_sets: { zh: '情形与办理时限', en: 'Conditions and their limits' },
  categories: { zh: '案件类别', en: 'Categories' },
  cover_category: { zh: '无部件编码井盖的类别', en: 'Category of covers without a code' },
  stages: { zh: '立案、派遣、核查时限', en: 'Limits of the centre’s own stages' },
  workflow: { zh: '延期、挂账、重开、合并', en: 'Extensions, suspensions, reopening, merging' },
  responsibility: { zh: '责任单位认定顺序', en: 'Who answers for what' },
  escalation: { zh: '催办、升级与通知', en: 'Reminders, escalation, notices' },
  letters: { zh: '督办函', en: 'Supervision letters' },
  indicators: { zh: '考核指标', en: 'Indicators' },
  reasons: { zh: '常用语', en: 'Words to choose from' },
  calendar: { zh: '工作时间', en: 'Working hours' },
  years: { zh: '节假日与调休', en: 'Holidays and make-up days' },
};
