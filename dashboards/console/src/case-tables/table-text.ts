// A case table as text for people, and the way back from what is wrong in it to the line where that stands.
import { isCollection, isMap, isNode, isScalar, LineCounter, parseDocument, stringify } from 'yaml';
import { messageOf } from '../../../../core/error.ts';
import type { RuleMistake } from '../rules/rule-answers.ts';

const lineWidth = 100;

export function tableText(definition: unknown): string {
  return stringify(definition, { lineWidth });
}

export interface TableFlaw {
  /** Path with dots, from the table's name on. */
  readonly field: string;
  readonly detail: string;
}

export interface ReadTable {
  readonly definition: unknown;
  /** None where it is YAML. */
  readonly mistakes: readonly RuleMistake[];
}

export function readTable(text: string): ReadTable {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const mistakes = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    key: '',
    mend: error.message,
  }));
  if (mistakes.length > 0) return { definition: null, mistakes };
  try {
    return { definition: document.toJS(), mistakes };
  } catch (thrown) {
    return { definition: null, mistakes: [{ line: 1, key: '', mend: messageOf(thrown) }] };
  }
}

/** The hub's complaints at the lines that they are about, or of the nearest key above. */
export function mistakesAt(text: string, flaws: readonly TableFlaw[]): RuleMistake[] {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return flaws.map(({ field, detail }) => {
    const key = field.split('.').slice(1);
    return { line: lines.linePos(offsetOf(contents, key)).line, key: key.join('.'), mend: detail };
  });
}

/** Where the key begins. Keys are compared as text, since YAML reads `2026:` as a number. */
function offsetOf(contents: unknown, path: readonly string[]): number {
  let node: unknown = contents;
  let offset = 0;
  for (const step of path) {
    if (!isCollection(node)) return offset;
    let begin: number | undefined;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
      begin = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
      node = pair?.value;
    } else {
      node = node.items[Number(step)];
      begin = isNode(node) ? node.range?.[0] : undefined;
    }
    if (begin === undefined) return offset;
    offset = begin;
  }
  return offset;
}
