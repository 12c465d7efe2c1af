// Reads a catalogue of rules from YAML; a mistake is named by file, line, key and the mend.
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { messageOf } from '../core/error.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { type Rule, ruleSchema } from './rule-definition.ts';

export interface CatalogueMistake {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Such as `rules[2].levels.blue`; empty for the whole file. */
  readonly key: string;
  readonly mend: string;
}

export function mistakeText(mistake: CatalogueMistake): string {
  const key = mistake.key === '' ? '' : ` ${mistake.key}:`;
  return `${mistake.file}:${mistake.line}:${key} ${mistake.mend}`;
}

/** The rules of a catalogue file, in its order, or every mistake in it. Never throws. */
export function parseCatalogue(file: string, text: string): Result<Rule[], CatalogueMistake[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const mistakes: CatalogueMistake[] = [];
  const blame = (offset: number, key: string, mend: string) =>
    mistakes.push({ file, line: lines.linePos(offset).line || 1, key, mend });
  for (const error of document.errors) blame(error.pos[0], '', error.message.split('\n')[0] ?? '');
  if (mistakes.length > 0) return fail(mistakes);

  let entries: readonly unknown[] | null;
  try {
    entries = listOfRules(document.toJS());
  } catch (thrown) {
    // Anchors that refer to each other without end.
    blame(0, '', messageOf(thrown));
    return fail(mistakes);
  }
  if (entries === null) {
    blame(0, 'rules', 'write the rules as a list under this key, and nothing beside it');
    return fail(mistakes);
  }

  const rules: Rule[] = [];
  const seen = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const at = (path: readonly PropertyKey[], mend: string) => {
      const whole = ['rules', index, ...path];
      blame(offsetOf(document, whole), keyText(whole), mend);
    };
    const parsed = ruleSchema.safeParse(entry, { error: wordsOfMissing });
    if (!parsed.success) {
      for (const issue of parsed.error.issues) blameIssue(issue, at);
      continue;
    }
    const { id } = parsed.data;
    const first = seen.get(id);
    if (first !== undefined) at(['id'], `${id} is already the id of rules[${first}]; ids are unique`);
    else seen.set(id, index);
    rules.push(parsed.data);
  }
  return mistakes.length > 0 ? fail(mistakes) : ok(rules);
}

function listOfRules(value: unknown): readonly unknown[] | null {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'rules') return null;
  const { rules } = value as { readonly rules: unknown };
  return Array.isArray(rules) ? rules : null;
}

/** Unknown keys are blamed one by one, each where it stands. */
function blameIssue(issue: z.core.$ZodIssue, at: (path: readonly PropertyKey[], mend: string) => void): void {
  if (issue.code !== 'unrecognized_keys') {
    at(issue.path, issue.message);
    return;
  }
  for (const key of issue.keys) at([...issue.path, key], issue.message);
}

function wordsOfMissing(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.code === 'invalid_type' && issue.input === undefined
    ? `is missing; a ${issue.expected} belongs here`
    : undefined;
}

/** Where a key or an item of a list begins, or the deepest of its parents that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    let part: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      part = pair?.key;
      node = pair?.value;
    } else if (isSeq(node)) {
      part = node.items[Number(step)];
      node = part;
    }
    if (!isNode(part)) break;
    offset = part.range?.[0] ?? offset;
  }
  return offset;
}

function keyText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
