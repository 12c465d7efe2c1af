// A rule's definition as text for people, and changes of that text which leave the rest of it as it was written.
import { isMap, parse, parseDocument, stringify } from 'yaml';
import { ok, type Result, reject } from '../../../../core/result.ts';

const lineWidth = 100;

export function ruleText(definition: Readonly<Record<string, unknown>>): string {
  return stringify(definition, { lineWidth });
}

/** `undefined` takes a key away; an object that holds nothing more goes with it. */
export function withValue(text: string, path: readonly string[], value: unknown): Result<string> {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents))
    return reject('not_a_rule', { zh: '不是 YAML', en: 'no YAML' });
  if (value === undefined) {
    document.deleteIn(path);
    const parent = path.slice(0, -1);
    const left = parent.length === 0 ? undefined : document.getIn(parent);
    if (isMap(left) && left.items.length === 0) document.deleteIn(parent);
  } else document.setIn(path, document.createNode(value));
  return ok(document.toString({ lineWidth }));
}

/** What a text says, `null` where it is no object. */
export function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
