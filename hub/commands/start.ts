// `sluice start`: the hub for real.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { readSettings } from '../config.ts';
import { prepareDataFolder } from '../data-folder.ts';

/** In the data folder, where nobody else may write what this process would run. */
const compiledFolder = 'compiled';

export async function startCommand(): Promise<number> {
  const settings = readSettings(process.env);
  // First, for Node looks for the folder of what is compiled without end where it cannot be made, as below /proc.
  prepareDataFolder(settings.data_dir);
  keepCompiled(resolve(settings.data_dir, compiledFolder));
  const [{ hubLog }, { runHub }] = await Promise.all([import('../hub-log.ts'), import('../run-hub.ts')]);
  return runHub({
    settings,
    log: hubLog(settings.log_level),
    async whileRunning({ madePassword }) {
      // Now, and not at the end, which a hub that is killed never sees.
      flushCompileCache();
      if (madePassword === null) return;
      // Not through the log, which is kept: this is shown once.
      process.stderr.write(`\nLog in as admin with the password ${madePassword}\nIt is shown this once.\n\n`);
    },
  });
}

/** What was compiled once is kept: more than a quarter of the work of a start, so that a killed hub is back sooner. */
function keepCompiled(folder: string): void {
  const { directory } = enableCompileCache(folder);
  // For the hub's threads; nothing where the folder cannot be written.
  if (directory !== undefined) process.env.NODE_COMPILE_CACHE = folder;
}
