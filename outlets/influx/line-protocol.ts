// InfluxDB's line protocol: what must be escaped where, and how each type of field is written.
// https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/

/** Tag keys, tag values, field keys: commas, equal signs, blanks; a line break or backslash at the end breaks the line. */
export function escapeKey(text: string): string {
  if (!/[,= \\\n\r\t]/.test(text)) return text;
  return text
    .replace(/[\n\r\t]/g, ' ')
    .replace(/\\+$/, '')
    .replace(/[,= ]/g, '\\$&');
}

/** A text field, in its quotation marks. */
export function textField(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, ' ')}"`;
}

export function tagSet(tags: Readonly<Record<string, string>>): string {
  // Sorted by name, as the server wants them.
  return Object.keys(tags)
    .sort()
    .map((name) => `,${escapeKey(name)}=${escapeKey(tags[name] ?? '')}`)
    .join('');
}

export type FieldValue = string | number | null | undefined;
export type FieldType = 'float' | 'integer' | 'string';

/** `name=value`, or `null` where there is nothing to say: InfluxDB knows no null. */
export function field(name: string, type: FieldType, value: FieldValue): string | null {
  if (value === null || value === undefined) return null;
  if (type === 'string') return `${escapeKey(name)}=${textField(String(value))}`;
  const number = Number(value);
  if (!Number.isFinite(number)) return null;
  return type === 'integer' ? `${escapeKey(name)}=${Math.round(number)}i` : `${escapeKey(name)}=${number}`;
}
