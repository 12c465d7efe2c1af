// `sluice backup FILE` and `sluice restore FILE`.
import { sessionFile } from '../../broker/persistence/session-database.ts';
import { backupStore, restoreStore } from '../../store/backup-store.ts';
import { outletBookFile } from '../../store/outlet-book.ts';
import { readSettings } from '../config.ts';
import { prepareDataFolder } from '../data-folder.ts';

/** What is kept beside the journal. */
const companions = [outletBookFile, sessionFile];

export async function backupCommand(file: string): Promise<number> {
  const { data_dir } = readSettings(process.env);
  await backupStore(data_dir, file, companions);
  console.log(`${data_dir} copied to ${file}`);
  return 0;
}

export async function restoreCommand(file: string): Promise<number> {
  const { data_dir } = readSettings(process.env);
  prepareDataFolder(data_dir);
  await restoreStore(file, data_dir, companions);
  console.log(`${file} restored into ${data_dir}`);
  return 0;
}
