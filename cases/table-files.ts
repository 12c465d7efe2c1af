// YAML files that together make one object, and the way back from a key of that object to file and line.

import { type Document, isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { messageOf } from '../core/error.ts';
import type { Label } from '../core/label.ts';
import { noYaml } from '../core/yaml-mistakes.ts';

export interface TableFile {
  /** As people know it, for messages. */
  readonly name: string;
  readonly text: string;
}

export interface TableProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Path with dots; empty for a file that is no YAML. */
  readonly key: string;
  readonly reason: Label;
}

interface ParsedFile {
  readonly name: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

interface Merged {
  readonly merged: Readonly<Record<string, unknown>>;
  readonly documents: readonly ParsedFile[];
  readonly problems: readonly TableProblem[];
}

/** One object from all files: mappings under the same top-level key are joined, any other repetition is a problem. */
export function mergeYaml(files: readonly TableFile[]): Merged {
  const documents: ParsedFile[] = [];
  const problems: TableProblem[] = [];
  const merged: Record<string, unknown> = {};
  for (const { name, text } of files) {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const parsed = { name, document, lines };
    documents.push(parsed);
    for (const error of document.errors) {
      problems.push({
        file: name,
        line: lines.linePos(error.pos[0]).line,
        key: '',
        reason: noYaml(error.message),
      });
    }
    if (document.errors.length > 0) continue;
    try {
      joinInto(merged, document.toJS(), parsed, problems);
    } catch (thrown) {
      problems.push({ file: name, line: 1, key: '', reason: noYaml(messageOf(thrown)) });
    }
  }
  return { merged, documents, problems };
}

/** File and line of a key, or of its nearest parent that is there. */
export function placeOf(
  documents: readonly ParsedFile[],
  path: readonly string[],
): { file: string; line: number } {
  for (let length = path.length; length > 0; length--) {
    for (const { name, document, lines } of documents) {
      const offset = offsetOf(document, path.slice(0, length));
      if (offset !== null) return { file: name, line: lines.linePos(offset).line };
    }
  }
  return { file: documents.map((parsed) => parsed.name).join(', '), line: 1 };
}

const elsewhere: Label = { zh: '另一个文件中也有', en: 'is in another file too' };

function joinInto(
  merged: Record<string, unknown>,
  value: unknown,
  parsed: ParsedFile,
  problems: TableProblem[],
): void {
  const place = (key: string[], reason: Label) =>
    problems.push({ ...placeOf([parsed], key), file: parsed.name, key: key.join('.'), reason });
  if (value === null) return;
  if (!isPlainObject(value)) {
    place([], { zh: '配置表文件应由键和值组成', en: 'a table file holds keys and values' });
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    const known = Object.hasOwn(merged, key) ? merged[key] : undefined;
    if (known === undefined) {
      merged[key] = isPlainObject(entry) ? { ...entry } : entry;
    } else if (isPlainObject(known) && isPlainObject(entry)) {
      for (const [inner, below] of Object.entries(entry)) {
        if (Object.hasOwn(known, inner)) place([key, inner], elsewhere);
        else known[inner] = below;
      }
    } else {
      place([key], elsewhere);
    }
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where the key of `path` begins; keys are compared as text, since YAML reads `2026:` as a number. */
function offsetOf(document: Document, path: readonly string[]): number | null {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const step of path) {
    if (!isCollection(node)) return null;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
      if (pair === undefined) return null;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? null) : null;
      node = pair.value;
    } else {
      node = node.items[Number(step)];
      if (!isNode(node)) return null;
      offset = node.range?.[0] ?? null;
    }
  }
  return offset;
}
