import { expect, test } from 'vitest';
import { languageOf } from './request-language.ts';

const asked = (header?: string) =>
  languageOf({ headers: header === undefined ? {} : { 'accept-language': header } });

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['zh', 'zh'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['zh-Hans-CN', 'zh'],
  ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
  ['en;q=0.2, zh-TW;q=0.7', 'zh'],
  ['fr-FR, zh;q=0.1', 'zh'],
  ['en;q=0, zh', 'zh'],
  ['fr', 'en'],
  ['zh;q=0', 'en'],
])('%j is answered in %s', (header, language) => {
  expect(asked(header)).toBe(language);
});

test('where nothing is asked for, the first that is offered', () => {
  expect(languageOf({ headers: {} }, ['zh', 'en'])).toBe('zh');
  expect(languageOf({ headers: { 'accept-language': 'en' } }, ['zh', 'en'])).toBe('en');
});
