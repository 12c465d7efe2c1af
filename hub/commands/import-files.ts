// `sluice import FILE…`: registry files into the hub, with each bad row named by line and column.
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SluiceError } from '../../core/error.ts';
import { readSettings } from '../config.ts';
import { type LocalApi, openLocalApi } from '../local-api.ts';
import { readNamedText } from '../read-named-file.ts';
import { progressBar } from './progress-bar.ts';

export interface ImportOptions {
  readonly dryRun?: boolean;
  readonly partial?: boolean;
  readonly json?: boolean;
}

const kinds = ['units', 'points', 'devices'] as const;

/** In the order that their references want. */
function byKind(files: readonly string[]): { file: string; kind: (typeof kinds)[number] }[] {
  const named = files.map((file) => {
    const kind = kinds.find((name) => basename(file).startsWith(name));
    if (kind === undefined) {
      throw new SluiceError(`${file}: its name does not say what it is`, {
        code: 'bad_file',
        hint: 'name the files units….csv, points….csv and devices….csv',
      });
    }
    return { file, kind };
  });
  return named.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

interface Rejected {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export async function importCommand(files: readonly string[], options: ImportOptions): Promise<number> {
  const ordered = byKind(files).map(({ file, kind }) => ({ file, kind, text: readNamedText(file) }));
  const api = await openLocalApi(readSettings(process.env));
  let failed = false;
  try {
    for (const { file, kind, text } of ordered) {
      const query = `dry_run=${options.dryRun === true}&partial=${options.partial === true}`;
      const reply = await showingProgress(api, () =>
        api.call({ method: 'POST', path: `/imports/${kind}?${query}`, body: text }, [422]),
      );
      const rejected = (reply.body.rejected ?? []) as Rejected[];
      if (reply.status === 422) failed = true;
      if (options.json === true) {
        console.log(JSON.stringify({ file, ...reply.body }));
        continue;
      }
      for (const { line, column, reason } of rejected) console.error(`${file}:${line}: ${column}: ${reason}`);
      const { created, updated, unchanged, left_out: leftOut } = reply.body;
      const rejections = rejected.length + Number(leftOut ?? 0);
      const counts = `${created ?? 0} created, ${updated ?? 0} updated, ${unchanged ?? 0} unchanged`;
      const change =
        reply.status === 422 ? 'nothing was changed' : options.dryRun === true ? 'dry run' : 'done';
      console.log(`${file}: ${counts}, ${rejections} rejected (${change})`);
      printSecrets(reply.body.secrets);
    }
  } finally {
    await api.close();
  }
  return failed ? 1 : 0;
}

/** How often the hub is asked how far it has come, ms. */
const progressEveryMs = 300;

async function showingProgress<Value>(api: LocalApi, work: () => Promise<Value>): Promise<Value> {
  if (process.stderr.isTTY !== true) return work();
  const bar = progressBar('rows');
  const done = new AbortController();
  const watching = (async () => {
    while (await waited(progressEveryMs, done.signal)) {
      // An answer that does not come tells of no progress; the import itself says what is wrong.
      const { body } = await api.call({ method: 'GET', path: '/imports' }).catch(() => ({ body: {} }));
      const [running] = (body as { items?: readonly Progress[] }).items ?? [];
      if (running?.rows != null) bar.update(running.taken + running.looked, running.rows * 2);
    }
  })();
  try {
    return await work();
  } finally {
    done.abort();
    await watching;
    bar.stop();
  }
}

interface Progress {
  readonly rows: number | null;
  readonly looked: number;
  readonly taken: number;
}

/** False where `signal` came first. */
function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  return pause(ms, true, { signal }).catch(() => false);
}

/** Secrets that were made are shown this once. */
function printSecrets(secrets: unknown): void {
  if (!Array.isArray(secrets) || secrets.length === 0) return;
  console.log('device_id,secret');
  for (const { device_id, secret } of secrets as { device_id: string; secret: string }[]) {
    console.log(`${device_id},${secret}`);
  }
}
