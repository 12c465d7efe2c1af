import { expect, test } from 'vitest';
import { z } from 'zod';
import { saying, textOfForm, wordsOfIssue } from './issue-words.ts';

const schema = z.strictObject({
  id: textOfForm(/^\d+$/, { zh: '只能有数字', en: 'digits only' }),
  count: z.number().min(1).max(9),
  kind: z.enum(['a', 'b']),
  name: z.string().min(2),
  more: z
    .array(z.number())
    .refine((all) => all.length < 3, saying({ zh: '最多两个', en: 'two at most' }))
    .optional(),
});
const good = { id: '1', count: 1, kind: 'a', name: 'ab' };

function wordsOf(input: unknown) {
  return schema.safeParse(input).error?.issues.map((issue) => wordsOfIssue(issue, input)) ?? [];
}

test.each([
  [{ ...good, id: 'x' }, '只能有数字', 'digits only'],
  [{ ...good, more: [1, 2, 3] }, '最多两个', 'two at most'],
  [{ ...good, count: undefined }, '缺少此项；应为数字', 'expected number, received undefined'],
  [{ ...good, count: 'x' }, '期望 数字，实际接收 string', 'expected number, received string'],
  [{ ...good, count: 10 }, '应不大于 9', '<=9'],
  [{ ...good, name: 'a' }, '至少 2 个字符', '>=2'],
  [{ ...good, kind: 'c' }, '"c" 不在可用值之中：a、b', '"a"|"b"'],
  [{ ...good, colour: 'red' }, '没有 colour 这一项', 'Unrecognized key'],
  [undefined, '缺少此项；应为一组键值', 'expected object'],
])('%j is told in both languages', (input, zh, en) => {
  const [words, ...more] = wordsOf(input);
  expect(words?.zh).toContain(zh);
  expect(words?.en).toContain(en);
  expect(words?.en).not.toMatch(/\p{Script=Han}/u);
  expect(more).toEqual([]);
});

test('what a key of a record may be is told as well', () => {
  const input = { x: 1 };
  const issues = z
    .record(textOfForm(/^\d+$/, { zh: '只能有数字', en: 'digits only' }), z.number())
    .safeParse(input);
  expect(issues.error?.issues.map((issue) => wordsOfIssue(issue, input).zh)).toEqual(['只能有数字']);
});

test('the pattern of a text stands in the JSON schema', () => {
  expect(z.toJSONSchema(schema).properties?.id).toMatchObject({ type: 'string', pattern: '^\\d+$' });
});
