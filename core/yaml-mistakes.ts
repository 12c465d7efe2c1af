// Mistakes in a YAML file that a person wrote, each by file, line, key and mend.
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { messageOf } from './error.ts';
import { wordsOfIssue } from './issue-words.ts';
import type { Label, Language } from './label.ts';

export interface YamlMistake {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Such as `rules[2].levels.blue`; empty for the whole file. */
  readonly key: string;
  readonly mend: Label;
}

/** `file:line: key: mend`, as editors understand it. Logs speak English. */
export function mistakeText(mistake: YamlMistake, language: Language = 'en'): string {
  const key = mistake.key === '' ? '' : ` ${mistake.key}:`;
  return `${mistake.file}:${mistake.line}:${key} ${mistake.mend[language]}`;
}

export interface YamlFile {
  /** `undefined` where the file is no YAML; `mistakes` says why. */
  readonly value: unknown;
  readonly mistakes: YamlMistake[];
  /** Adds a mistake at a key, or at the nearest of its parents that is there. */
  blame(path: readonly PropertyKey[], mend: Label): void;
  /** Adds the mistakes that a schema found in the part at `base`; unknown keys one by one, each where it stands. */
  blameIssues(base: readonly PropertyKey[], part: unknown, issues: readonly z.core.$ZodIssue[]): void;
}

/** Never throws. */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const mistakes: YamlMistake[] = [];
  const add = (offset: number, key: string, mend: Label) =>
    mistakes.push({ file, line: lines.linePos(offset).line || 1, key, mend });
  const blame = (path: readonly PropertyKey[], mend: Label) =>
    add(offsetOf(document, path), keyText(path), mend);
  const blameIssues: YamlFile['blameIssues'] = (base, part, issues) => {
    for (const issue of issues) {
      const mend = wordsOfIssue(issue, part);
      if (issue.code !== 'unrecognized_keys') blame([...base, ...issue.path], mend);
      else for (const key of issue.keys) blame([...base, ...issue.path, key], mend);
    }
  };
  for (const error of document.errors) add(error.pos[0], '', noYaml(error.message.split('\n')[0] ?? ''));
  let value: unknown;
  try {
    if (mistakes.length === 0) value = document.toJS();
  } catch (thrown) {
    // Anchors that refer to each other without end.
    add(0, '', noYaml(messageOf(thrown)));
  }
  return { value, mistakes, blame, blameIssues };
}

/** The parser speaks English alone. */
export function noYaml(said: string): Label {
  return { zh: `YAML 格式有误：${said}`, en: said };
}

/** For the `error` of a zod schema: what belongs where there is nothing. */
export function wordsOfMissing(issue: z.core.$ZodRawIssue): string | undefined {
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
      // Keys are compared as text, since YAML reads `2026:` as a number.
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
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
