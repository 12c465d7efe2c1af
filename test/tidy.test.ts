// The rules of the house: who may import whom, what pure folders must not touch, how files are named and sized.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const folders = [
  ...['core', 'broker', 'ingest', 'rules', 'cases', 'store', 'outlets', 'api', 'flows', 'hub'],
  ...['dashboards', 'simulators', 'test'],
];

interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  /** Without comments and the contents of strings that may hold words of any kind. */
  readonly code: string;
  readonly isTest: boolean;
}

function sources(): SourceFile[] {
  return folders
    .flatMap((folder) => filesBelow(join(root, folder)))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => {
      const path = relative(root, file).replaceAll('\\', '/');
      const text = readFileSync(file, 'utf8');
      const isTest =
        /\.test\.tsx?$/.test(path) || /(^|\/)test-[a-z-]+\.ts$/.test(path) || path.startsWith('test/');
      return { path, folder: path.split('/')[0] ?? '', text, code: codeOf(text), isTest };
    });
}

function filesBelow(folder: string): string[] {
  let entries: string[];
  try {
    entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => !/(^|[\\/])(node_modules|dist)([\\/]|$)/.test(entry))
    .map((entry) => join(folder, entry));
}

function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** What a file imports, relative paths resolved to paths from the root. */
function importsOf({ path, code }: SourceFile): string[] {
  const found = code.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g,
  );
  return [...found].map((match) => {
    const target = match[1] ?? match[2] ?? '';
    return target.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), target)) : target;
  });
}

const adapters = ['broker', 'store', 'outlets', 'api', 'flows'];
const pureFolders = ['ingest', 'rules', 'cases'];

/** Folders that each may import from, besides its own. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ...Object.fromEntries(pureFolders.map((folder) => [folder, ['core']])),
  ...Object.fromEntries(adapters.map((folder) => [folder, ['core', ...pureFolders]])),
  hub: ['core', ...pureFolders, ...adapters, 'simulators'],
  simulators: ['core'],
  dashboards: ['core'],
};

/** What pure code may take from outside: parsers, hashes and data structures that read no clock. */
const purePackages = new Set([
  ...['zod', 'zod/locales', 'yaml', 'csv-parse/sync', 'gcoord', 'tinyqueue', 'temporal-polyfill', 'filtrex'],
  ...['@noble/hashes/sha2.js', '@noble/hashes/utils.js'],
]);

const all = sources();
const isPure = ({ path, folder }: SourceFile) =>
  folder === 'core' || pureFolders.includes(folder) || path.startsWith('hub/fold/');

describe('the tree', () => {
  it('has files to look at', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(all.some((file) => importsOf(file).some((target) => target.startsWith('core/')))).toBe(true);
  });

  it('lets imports point down only', () => {
    const offences = all
      .filter((file) => file.folder !== 'test' && !file.isTest)
      .flatMap((file) =>
        importsOf(file)
          .map((target) => target.split('/')[0] ?? '')
          .filter((target) => folders.includes(target) && target !== file.folder)
          .filter((target) => mayImport[file.folder]?.includes(target) !== true)
          .map((target) => `${file.path} imports from ${target}/`),
      );
    expect(offences).toEqual([]);
  });

  it('has no files that need each other in a circle', () => {
    const importsByPath = new Map(all.map((file) => [file.path, importsOf(file)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (path: string, trail: readonly string[]): void => {
      const at = trail.indexOf(path);
      if (at >= 0) circles.push([...trail.slice(at), path].join(' → '));
      if (at >= 0 || done.has(path)) return;
      for (const next of importsByPath.get(path) ?? []) walk(next, [...trail, path]);
      done.add(path);
    };
    for (const path of importsByPath.keys()) walk(path, []);
    expect(circles).toEqual([]);
  });

  it('keeps the simulators out of the hub but for the commands that run them', () => {
    const offences = all
      .filter((file) => file.folder === 'hub' && !file.isTest && !file.path.startsWith('hub/commands/'))
      .filter((file) => importsOf(file).some((target) => target.startsWith('simulators/')))
      .map((file) => file.path);
    expect(offences).toEqual([]);
  });

  it('lets nobody but the store speak SQL', () => {
    const offences = all
      .filter(
        (file) =>
          file.folder !== 'store' && file.folder !== 'test' && !file.path.startsWith('broker/persistence/'),
      )
      .filter((file) => importsOf(file).includes('node:sqlite'))
      .map((file) => file.path);
    expect(offences).toEqual([]);
  });
});

describe('pure folders', () => {
  const pure = all.filter((file) => isPure(file) && !file.isTest);

  it('import no part of Node and no package that could read a clock', () => {
    const offences = pure.flatMap((file) =>
      importsOf(file)
        .filter((target) => !/^(core|ingest|rules|cases|hub)\//.test(target) && !purePackages.has(target))
        .map((target) => `${file.path} imports ${target}`),
    );
    expect(offences).toEqual([]);
  });

  it('read no clock, start no timer, draw no random number and do no I/O', () => {
    const forbidden =
      /\b(Date\.now|performance\.|Math\.random|setTimeout|setInterval|setImmediate|queueMicrotask|process\.|fetch\(|console\.|crypto\.|await |Temporal\.Now)|new Date\(\)/;
    const offences = pure.filter((file) => forbidden.test(file.code)).map((file) => file.path);
    expect(offences).toEqual([]);
  });

  it('make dates in one place only', () => {
    const offences = pure
      .filter(
        (file) => file.path !== 'core/time.ts' && /\bDate\b/.test(file.code.replace(/PlainDate\w*/g, '')),
      )
      .map((file) => file.path);
    expect(offences).toEqual([]);
  });
});

describe('files', () => {
  it('are named in kebab-case, for what they hold', () => {
    const offences = all
      .map((file) => file.path)
      .filter((path) => {
        const name = path.split('/').at(-1) ?? '';
        if (/(^|[-.])(utils?|helpers?|manager|common|misc)([-.]|$)/.test(name)) return true;
        return !/^[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(name);
      });
    expect(offences).toEqual([]);
  });

  it('hold one concept each: none but tests is longer than 300 lines', () => {
    const offences = all
      .filter((file) => !file.isTest && file.text.split('\n').length > 301)
      .map((file) => `${file.path}: ${file.text.split('\n').length - 1} lines`);
    expect(offences).toEqual([]);
  });

  it('open by saying what they are', () => {
    const offences = all
      .filter((file) => !file.isTest && !/^(#!.*\n)?(\/\/ \S|\/\*\*? )/.test(file.text))
      .map((file) => file.path);
    expect(offences).toEqual([]);
  });

  it('hold nothing that is switched off or put off', () => {
    const marks = /\b(TODO|FIXME|XXX)\b|\b(it|describe|test)\.(only|todo)\(/;
    const offences = all
      .filter((file) => file.path !== 'test/tidy.test.ts' && marks.test(file.text))
      .map((file) => file.path);
    expect(offences).toEqual([]);
  });
});

describe('checks of schemas', () => {
  it('say what belongs there in both languages, but for the settings of a start', () => {
    const monolingual =
      /\.(?:refine|regex)\((?:[^()]|\([^()]*\))*,\s*['"`]|\baddIssue\(\s*['"`]|\bmessage:\s*['"`]/;
    const spoken = new Set(['api', 'cases', 'core', 'flows', 'ingest', 'rules']);
    const offences = all
      .filter((file) => spoken.has(file.folder) && !file.isTest && /from 'zod'/.test(file.text))
      .filter((file) => file.path !== 'ingest/quality/quality-settings.ts' && monolingual.test(file.text))
      .map((file) => file.path);
    expect(offences).toEqual([]);
  });
});
