// Builds the crew page's service worker once the page is built: one classic script, with the list of the files that
// the page needs, which is what its entry imports and no more.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

const page = 'crew/index.html';
/** Not named by their content. */
const beside = ['crew/manifest.webmanifest', 'crew/icon-192.png', 'favicon.svg'];

export function crewWorkerBuild(): Plugin {
  let needed: string[] = [];
  let folder = '';
  return {
    name: 'crew-worker',
    apply: 'build',
    configResolved({ root, build: { outDir } }) {
      folder = join(root, outDir);
    },
    writeBundle(_options, bundle) {
      needed = filesOf(bundle);
    },
    async closeBundle() {
      const files = await Promise.all([
        ...needed.map(async (url) => ({ url: `/${url}`, revision: null })),
        ...[page, ...beside].map(async (url) => ({
          url: `/${url}`,
          revision: await revisionOf(join(folder, url)),
        })),
      ]);
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { crewFiles: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir: join(folder, 'crew'),
          emptyOutDir: false,
          lib: {
            entry: join(import.meta.dirname, 'src/crew/worker.ts'),
            formats: ['iife'],
            name: 'crewWorker',
            fileName: () => 'worker.js',
          },
        },
      });
    },
  };
}

/** The chunks and styles that come with the page's first load. */
function filesOf(bundle: Rolldown.OutputBundle): string[] {
  const entry = Object.values(bundle).find(
    (output): output is Rolldown.OutputChunk =>
      output.type === 'chunk' && output.isEntry && (output.facadeModuleId ?? '').endsWith(page),
  );
  if (entry === undefined) throw new Error(`the build has no ${page}`);
  const files = new Set<string>();
  const take = (chunk: Rolldown.OutputChunk) => {
    if (files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') take(imported);
    }
  };
  take(entry);
  return [...files];
}

async function revisionOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
    .slice(0, 16);
}
