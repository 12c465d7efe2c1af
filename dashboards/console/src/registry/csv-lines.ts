// A pasted or chosen file as text and lines, as the hub counts them.

/** Spreadsheet programs in China save CSV in GB18030 unless told otherwise. */
export function decodeCsv(bytes: ArrayBuffer): { readonly text: string; readonly isUtf8: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), isUtf8: false };
  }
}

/** Rows copied from a spreadsheet come with tabs; as commas where the first line has none. */
export function asCommas(text: string): string {
  const [header = ''] = text.split('\n', 1);
  if (!header.includes('\t') || header.includes(',')) return text;
  return text
    .split('\n')
    .map((line) => line.replace(/\r$/, '').split('\t').map(quoted).join(','))
    .join('\n');
}

function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** @param line from 1, the header's. */
export function lineOf(text: string, line: number): string {
  return text.split('\n')[line - 1]?.replace(/\r$/, '') ?? '';
}

export function withLine(text: string, line: number, replacement: string): string {
  return text
    .split('\n')
    .map((known, index) => (index === line - 1 ? replacement : known))
    .join('\n');
}

/** Rows besides the header; blank lines are none. */
export function rowCount(text: string): number {
  return Math.max(0, text.split('\n').filter((line) => line.trim() !== '').length - 1);
}
