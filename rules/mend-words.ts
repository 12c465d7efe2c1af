// What is to be mended in a rule, in Chinese too: the messages of its schemas, known by their beginnings. Checked in a test
// against the mistakes that people make.
import { z } from 'zod';
import type { Label } from '../core/label.ts';

type InChinese = (parts: readonly string[]) => string;

const known: readonly (readonly [RegExp, InChinese])[] = [
  [/^(.+): unknown in .+; known are (.+)$/, ([keys, all]) => `没有 ${keys} 这个键；可用的有 ${all}`],
  [/^is missing; an? (.+) belongs here$/, ([what]) => `缺少此项；应为${kindWords(what)}`],
  [/^at least one of (.+)$/, ([all]) => `至少写一个：${all}`],
  [/^from blue to red the setpoints rise$/, () => '限值应从蓝色到红色依次升高'],
  [
    /^from blue to red the setpoints get worse/,
    () => '限值应从蓝色到红色越来越严重：依次升高，direction 为 below 时依次降低',
  ],
  [/^(.+) is no severity; there are (.+)$/, ([given, all]) => `${given} 不是级别；可用的有 ${all}`],
  [/^no metric (.+); there are (.+)$/, ([given, all]) => `没有指标 ${given}；可用的有 ${all}`],
  [/^lower-case words joined by hyphens$/, () => '应为小写单词，以连字符相连'],
  [/^a time such as 08:00$/, () => '应为 08:00 这样的时间'],
  [/^a category such as /, () => '应为 05-06 这样的类别，或 component、none'],
  [/^a rule is of kind (.+)$/, ([all]) => `规则类型应为：${all}`],
  [/^(.+) is the same at every point$/, ([key]) => `${key} 在各点位必须相同，不能单独设定`],
  [/^a device is late before it is offline/, () => '迟报早于离线：late_intervals 不能大于 offline_intervals'],
  [/^the rule's id is (.+) and stays so/, ([id]) => `规则编号是 ${id}，不能更改；需要其他编号请新建规则`],
  [/^rules of flows begin with (.+)$/, ([prefix]) => `流程的规则编号以 ${prefix} 开头`],
];

const kinds: Readonly<Record<string, string>> = {
  number: '数字',
  string: '文字',
  boolean: 'true 或 false',
  object: '一组键值',
  array: '列表',
};

function kindWords(kind = ''): string {
  return kinds[kind] ?? kind;
}

/** As it is where nothing better is known, as with what the YAML parser says. */
export function mendWords(mend: string): Label {
  for (const [pattern, inChinese] of known) {
    const match = pattern.exec(mend);
    if (match !== null) return { zh: inChinese(match.slice(1)), en: mend };
  }
  return { zh: mend, en: mend };
}

/** For the messages that a schema has not written itself. */
export const chineseErrors = z.locales.zhCN().localeError;
