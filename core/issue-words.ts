// What a schema says of a value that does not fit, in both languages. Checks of our own bring both along; what zod says
// itself has its words for each language, and a schema's own English stands before zod's.

import { z } from 'zod';
import { zhCN } from 'zod/locales';
import { assert } from './error.ts';
import type { Label } from './label.ts';

/** For a refinement of a schema, or an issue that it adds: what belongs there. */
export function saying(words: Label, ...path: string[]) {
  return { message: words.en, params: { words }, ...(path.length === 0 ? {} : { path }) };
}

/** Text of one form, which the OpenAPI document shows as its pattern. */
export function textOfForm(form: RegExp, words: Label) {
  return z
    .string()
    .refine((text) => form.test(text), saying(words))
    .meta({ pattern: form.source });
}

type Issue = z.core.$ZodIssue;

const chinese = zhCN().localeError;

/** What is wrong, for people. `input`: what was parsed, so that it can be said what stands there. */
export function wordsOfIssue(issue: Issue, input: unknown): Label {
  const own = issue.code === 'custom' ? (issue.params?.words as Label | undefined) : undefined;
  return own ?? { zh: chineseOf(issue, valueAt(input, issue.path)), en: issue.message };
}

/** Of the first of them, where one is enough. */
export function wordsOfIssues({ issues: [issue] }: z.core.$ZodError, input: unknown): Label {
  assert(issue !== undefined, 'what does not fit has an issue');
  return wordsOfIssue(issue, input);
}

function chineseOf(issue: Issue, input: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return input === undefined ? `缺少此项；应为${typeName(issue.expected)}` : zodWords(issue, input);
    case 'unrecognized_keys': {
      // A schema that says more than zod lists what there is; zod hands on no more than the text.
      const known = /known are (.+)$/.exec(issue.message)?.[1];
      return `没有 ${issue.keys.join('、')} 这一项${known === undefined ? '' : `；可用的有 ${known}`}`;
    }
    case 'invalid_value':
      return `${JSON.stringify(input) ?? '空值'} 不在可用值之中：${issue.values.join('、')}`;
    case 'too_small':
      return boundOf(issue.origin, `${issue.minimum}`, issue.inclusive === false ? '大于' : '不小于', '至少');
    case 'too_big':
      return boundOf(issue.origin, `${issue.maximum}`, issue.inclusive === false ? '小于' : '不大于', '最多');
    case 'invalid_union': {
      const options = issue.inclusive === false ? undefined : issue.options;
      return options === undefined ? zodWords(issue, input) : `应为：${options.join('、')}`;
    }
    case 'invalid_key': {
      const [reason] = issue.issues;
      return reason === undefined ? zodWords(issue, input) : wordsOfIssue(reason, input).zh;
    }
    default:
      return zodWords(issue, input);
  }
}

/** `compared` for numbers, `counted` for what has characters or items. */
function boundOf(origin: string, bound: string, compared: string, counted: string): string {
  if (origin === 'string')
    return bound === '1' && counted === '至少' ? '不能为空' : `${counted} ${bound} 个字符`;
  return origin === 'number' || origin === 'int' ? `应${compared} ${bound}` : `${counted} ${bound} 项`;
}

function zodWords(issue: Issue, input: unknown): string {
  const words = chinese({ ...issue, input } as z.core.$ZodRawIssue);
  return (typeof words === 'string' ? words : words?.message) ?? '无效输入';
}

const typeNames: Readonly<Record<string, string>> = {
  number: '数字',
  string: '文字',
  boolean: ' true 或 false',
  object: '一组键值',
  record: '一组键值',
  array: '列表',
};

function typeName(expected: string): string {
  return typeNames[expected] ?? ` ${expected}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<PropertyKey, unknown>> | null)?.[key],
    input,
  );
}
