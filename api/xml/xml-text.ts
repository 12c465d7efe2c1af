// Objects as XML documents: keys are elements in their order, those that begin with @ are attributes, lists repeat
// their element.
import { XMLBuilder } from 'fast-xml-parser';

export type XmlValue = string | number | boolean | XmlElement | readonly XmlValue[] | null | undefined;
export interface XmlElement {
  readonly [name: string]: XmlValue;
}

const attributePrefix = '@';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: attributePrefix,
  textNodeName: '#text',
  format: true,
  suppressEmptyNode: true,
});

/** What XML cannot hold, not even escaped. */
const unspeakable = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu;

/** Absent values are left out, `null` is an empty element. */
function writable(value: XmlValue): unknown {
  if (typeof value === 'string') return value.toWellFormed().replace(unspeakable, '');
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(writable);
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([name, inner]) => [name, writable(inner)]));
}

/** @param document with one key: the root element. */
export function xmlText(document: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(writable(document))}`;
}
