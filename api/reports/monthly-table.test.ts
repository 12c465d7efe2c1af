import { expect, test } from 'vitest';
import { monthlyHtml, monthlyXlsx } from './monthly-files.ts';
import { monthlyCsv, monthlyTable } from './monthly-table.ts';

const rate = (numerator: number, denominator: number) => ({
  value: numerator / denominator,
  numerator,
  denominator,
});
const measured = {
  rates: { handling: rate(3, 4), rework: { value: null, numerator: 0, denominator: 0 } },
  score: 81.5,
};
const unit = {
  ...measured,
  returns_too_often: true,
  unit_id: 'd',
  name: '排水,"北"',
  categories: { '05-06': { ...measured, returns_too_often: false } },
};
const table = monthlyTable(
  {
    items: [unit],
    total: { ...measured, returns_too_often: false },
    titles: { handling: { zh: '处置率' }, rework: { zh: '返工率' } },
  },
  '2026-07',
);

test('each rate stands with numerator and denominator, for the unit, its categories and all', () => {
  expect(table.head).toEqual([
    ...['单位', '类别', '处置率分子', '处置率分母', '处置率', '返工率分子', '返工率分母', '返工率'],
    ...['综合得分', '备注'],
  ]);
  expect(table.rows).toEqual([
    ['排水,"北"', '合计', 3, 4, 0.75, 0, 0, null, 81.5, '退回过多'],
    ['排水,"北"', '05-06', 3, 4, 0.75, 0, 0, null, 81.5, ''],
    ['全部', '合计', 3, 4, 0.75, 0, 0, null, 81.5, ''],
  ]);
});

test('CSV quotes what it must and begins with a mark for spreadsheets', () => {
  const [, first] = monthlyCsv(table).split('\r\n');
  expect(first).toBe('"排水,""北""",合计,3,4,0.75,0,0,,81.5,退回过多');
  expect(monthlyCsv(table).startsWith('\uFEFF单位')).toBe(true);
});

test('the page shows shares in percent', () => {
  const page = monthlyHtml(table, '100 * handling');
  expect(page).toContain('<td>75.0% <small>3/4</small></td>');
  expect(page).toContain('排水,&quot;北&quot;');
});

test('the spreadsheet is one', async () => {
  const file = Buffer.from(await monthlyXlsx(table));
  // A ZIP with the parts of a workbook.
  expect(file.subarray(0, 2).toString()).toBe('PK');
  expect(file.includes('xl/workbook.xml')).toBe(true);
});
