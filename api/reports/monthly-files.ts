// The monthly report as a page to print and as a spreadsheet.
import writeExcelFile from 'write-excel-file/node';
import { escapeHtml } from '../escape-html.ts';
import { cellText, type MonthlyTable } from './monthly-table.ts';

const style =
  '@page{size:A4 landscape;margin:12mm}body{font:10pt/1.4 system-ui,"Noto Sans SC",sans-serif;color:#000}' +
  'table{border-collapse:collapse}td,th{border:1px solid #999;padding:.15rem .35rem;text-align:right}' +
  'td:nth-child(-n+2),th:nth-child(-n+2){text-align:left;white-space:nowrap}th{font-weight:600;background:#eee}' +
  'tr.total td{font-weight:600}small{color:#555}';

/** A rate is one column of `numerator/denominator percent` here: paper is narrow. */
export function monthlyHtml(table: MonthlyTable, formula: string): string {
  const { head, rows, shares, title } = table;
  const names = head.filter((_, n) => !isPart(n, shares));
  const body = rows.map((row) => {
    const cells = row.flatMap((cell, n) => {
      if (isPart(n, shares)) return [];
      const text = cellText(cell, shares.has(n));
      const parts = shares.has(n) ? ` <small>${row[n - 2]}/${row[n - 1]}</small>` : '';
      return [`<td>${escapeHtml(text)}${parts}</td>`];
    });
    return `<tr${row[1] === '合计' ? ' class="total"' : ''}>${cells.join('')}</tr>`;
  });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>${style}</style></head><body><h1>${escapeHtml(title)}</h1>
<table><thead><tr>${names.map((name) => `<th>${escapeHtml(name)}</th>`).join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody></table>
<p><small>综合得分 = ${escapeHtml(formula)}</small></p></body></html>`;
}

/** The numerator and denominator before each share. */
function isPart(column: number, shares: ReadonlySet<number>): boolean {
  return shares.has(column + 1) || shares.has(column + 2);
}

export async function monthlyXlsx({ head, rows, shares, title }: MonthlyTable): Promise<Uint8Array> {
  const cells = rows.map((row) =>
    row.map((cell, n) =>
      shares.has(n) && cell !== null ? { value: cell, type: Number, format: '0.0%' } : cell,
    ),
  );
  const bold = head.map((value) => ({ value, fontWeight: 'bold' as const }));
  return writeExcelFile([bold, ...cells] as never, {
    sheet: title.slice(0, 31),
    stickyRowsCount: 1,
    columns: head.map((_, n) => ({ width: n === 0 ? 24 : 11 })),
  }).toBuffer();
}
