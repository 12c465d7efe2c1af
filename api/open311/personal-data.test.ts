import { expect, test } from 'vitest';
import { withoutPersonalData } from './personal-data.ts';

test.each([
  ['电话 139 1234 5678，请回电', '电话 ***，请回电'],
  ['call +86-0911-5621234 now', 'call *** now'],
  ['身份证 61063119800101123X', '身份证 ***'],
  ['mail li.lei@example.com.cn.', 'mail ***.'],
  ['水深 40 厘米, 7 月 14 日 3:20', '水深 40 厘米, 7 月 14 日 3:20'],
  ['井盖 0007 号', '井盖 0007 号'],
])('%s', (text, told) => {
  expect(withoutPersonalData(text)).toBe(told);
});
