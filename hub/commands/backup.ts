// `sluice backup FILE` and `sluice restore FILE`. Photos go to a folder beside the file: they never change, and are many
// times the size of everything else.
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { sessionFile } from '../../broker/persistence/session-database.ts';
import { messageOf, SluiceError } from '../../core/error.ts';
import { backupStore, restoreStore } from '../../store/backup-store.ts';
import { outletBookFile } from '../../store/outlet-book.ts';
import { photoFolder } from '../../store/photo-store.ts';
import { readSettings } from '../config.ts';
import { prepareDataFolder } from '../data-folder.ts';

/** What is kept beside the journal. */
const companions = [outletBookFile, sessionFile];

export async function backupCommand(file: string): Promise<number> {
  const { data_dir } = readSettings(process.env);
  await backupStore(data_dir, file, companions);
  // After the database: every photo that it names was there before it.
  const photos = await copyFolder(photoFolder(data_dir), photosBeside(file));
  console.log(`${data_dir} copied to ${file}${photos ? ` and ${photosBeside(file)}` : ''}`);
  return 0;
}

export async function restoreCommand(file: string): Promise<number> {
  const { data_dir } = readSettings(process.env);
  prepareDataFolder(data_dir);
  await restoreStore(file, data_dir, companions);
  const photos = await copyFolder(photosBeside(file), photoFolder(data_dir));
  console.log(`${file}${photos ? ` and ${photosBeside(file)}` : ''} restored into ${data_dir}`);
  return 0;
}

function photosBeside(file: string): string {
  return `${file}.photos`;
}

/** Whether there was anything to copy; what is there already is the same, for photos are named by their content. */
async function copyFolder(from: string, to: string): Promise<boolean> {
  if (!existsSync(from)) return false;
  try {
    await cp(from, to, { recursive: true, force: false });
    return true;
  } catch (thrown) {
    throw new SluiceError(`the photos of ${from} could not be copied to ${to}: ${messageOf(thrown)}`, {
      code: 'photos_not_copied',
      hint: 'make room there and copy the folder by hand; the database is copied',
      cause: thrown,
    });
  }
}
