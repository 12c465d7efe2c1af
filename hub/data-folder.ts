// The hub's data folder: made where it is missing, with the key that signs sessions and a note of where the running
// hub answers.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { messageOf, SluiceError } from '../core/error.ts';

const keyBytes = 32;
const keyFile = 'session.key';
const noteFile = 'hub.json';

const noteSchema = z.object({ pid: z.number(), http_url: z.string() });
export type RunningHub = z.infer<typeof noteSchema>;

/** Throws a `SluiceError` with code `data_dir_unwritable` where it cannot be used. */
export function prepareDataFolder(dataDir: string): void {
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    makeFolder(resolve(dataDir));
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (thrown) {
    const [folder, said] = [resolve(dataDir), messageOf(thrown)];
    const message = {
      zh: `SLUICE_DATA_DIR：${folder} 不可写：${said}`,
      en: `SLUICE_DATA_DIR: ${folder} cannot be written: ${said}`,
    };
    throw new SluiceError(message, {
      code: 'data_dir_unwritable',
      hint: {
        zh: '请给平台用户写权限、腾出磁盘空间，或将 SLUICE_DATA_DIR 设为其他目录',
        en: 'let the hub’s user write there, make room on the disk, or set SLUICE_DATA_DIR to another folder',
      },
    });
  }
}

/**
 * With those above it, level by level: Node's own `recursive` never returns where the system says that a folder which
 * is there holds none, as below /proc. Readable by the hub's user alone, as it holds secrets.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** The key that signs sessions; made on the first start, readable by the hub's user alone. */
export function sessionKey(dataDir: string): Uint8Array {
  const file = join(dataDir, keyFile);
  const key = readIfThere(file);
  if (key?.length === keyBytes) return key;
  const fresh = randomBytes(keyBytes);
  writeFileSync(file, fresh, { mode: 0o600 });
  return fresh;
}

export function noteRunningHub(dataDir: string, running: RunningHub): void {
  writeFileSync(join(dataDir, noteFile), `${JSON.stringify(running)}\n`);
}

export function forgetRunningHub(dataDir: string): void {
  rmSync(join(dataDir, noteFile), { force: true });
}

/** What a hub that uses this folder wrote; it may have died since. */
export function runningHub(dataDir: string): RunningHub | null {
  const note = readIfThere(join(dataDir, noteFile));
  if (note === null) return null;
  try {
    return noteSchema.parse(JSON.parse(note.toString()));
  } catch {
    return null;
  }
}

/** Whether a process of this id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}
