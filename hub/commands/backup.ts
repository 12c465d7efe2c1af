// `sluice backup FILE` and `sluice restore FILE`. The databases are one file; folders of the data folder go beside it, each as
// `FILE.name`: photos never change and are many times the size of everything else, the others are people's own files.
// Left out: session.key, with which whoever has a copy could make himself a login; people log in again after a restore.
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sessionFile } from '../../broker/persistence/session-database.ts';
import { messageOf, SluiceError } from '../../core/error.ts';
import { flowsFolder, flowsKeyFile } from '../../flows/start-flows.ts';
import { backupStore, restoreStore } from '../../store/backup-store.ts';
import { outletBookFile } from '../../store/outlet-book.ts';
import { readSettings } from '../config.ts';
import { prepareDataFolder } from '../data-folder.ts';

/** What is kept beside the journal. */
const companions = [outletBookFile, sessionFile];
const photos = 'photos';
const folders = [photos, 'profiles', 'map', flowsFolder];
/** Of the passwords within flows. */
const files = [flowsKeyFile];

export async function backupCommand(file: string): Promise<number> {
  const { data_dir } = readSettings(process.env);
  await backupStore(data_dir, file, companions);
  // After the database: every photo that it names was there before it.
  const beside = await copyAll((name) => [join(data_dir, name), `${file}.${name}`]);
  console.log(`${data_dir} copied to ${[file, ...beside].join(', ')}`);
  return 0;
}

export async function restoreCommand(file: string): Promise<number> {
  const { data_dir } = readSettings(process.env);
  prepareDataFolder(data_dir);
  await restoreStore(file, data_dir, companions);
  await copyAll((name) => [`${file}.${name}`, join(data_dir, name)]);
  console.log(`${file} and what lies beside it restored into ${data_dir}`);
  return 0;
}

/** The targets of those that are there. */
async function copyAll(way: (name: string) => readonly [from: string, to: string]): Promise<string[]> {
  const made: string[] = [];
  for (const name of [...folders, ...files]) {
    const [from, to] = way(name);
    if (!existsSync(from)) continue;
    try {
      if (files.includes(name)) await copySecret(from, to);
      else await copyFolder(from, to, name === photos);
    } catch (thrown) {
      throw new SluiceError(`${from} could not be copied to ${to}: ${messageOf(thrown)}`, {
        code: 'not_all_copied',
        hint: 'make room there and copy it by hand; the database is copied',
        cause: thrown,
      });
    }
    made.push(to);
  }
  return made;
}

/** @param onlyGrows what is there already is the same, for its files are named by their content. */
async function copyFolder(from: string, to: string, onlyGrows: boolean): Promise<void> {
  if (!onlyGrows) await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true, force: !onlyGrows });
}

async function copySecret(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await chmod(to, 0o600);
}
