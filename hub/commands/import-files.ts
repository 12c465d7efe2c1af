// `sluice import FILE…`: registry files into the hub, with each bad row named by line and column.
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SluiceError } from '../../core/error.ts';
import { type RegistryKind, registryKinds } from '../../core/registry.ts';
import { readSettings } from '../config.ts';
import { type LocalApi, openLocalApi } from '../local-api.ts';
import { readNamedText } from '../read-named-file.ts';
import { BroughtRows } from './brought-references.ts';
import { progressBar } from './progress-bar.ts';

export interface ImportOptions {
  readonly dryRun?: boolean;
  readonly partial?: boolean;
  readonly json?: boolean;
}

/** In the order in which a file may hold them: those of devices name points too. */
const idColumns = [
  ['device_id', 'devices'],
  ['point_id', 'points'],
  ['unit_id', 'units'],
] as const;

/** Of its header; of its name where the header names no id. */
function kindOf(file: string, text: string): RegistryKind {
  const columns = (text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').split(/[",\s]+/);
  const named = idColumns.find(([column]) => columns.includes(column))?.[1];
  const kind = named ?? registryKinds.find((name) => basename(file).startsWith(name));
  if (kind !== undefined) return kind;
  throw new SluiceError(`${file}: neither its header nor its name says what it is`, {
    code: 'bad_file',
    hint: 'its first line names the columns, with unit_id, point_id or device_id among them',
  });
}

/** In the order that their references want. */
function byKind(files: readonly string[]): { file: string; kind: RegistryKind; text: string }[] {
  const read = files.map((file) => {
    const text = readNamedText(file);
    return { file, kind: kindOf(file, text), text };
  });
  return read.sort((a, b) => registryKinds.indexOf(a.kind) - registryKinds.indexOf(b.kind));
}

interface Rejected {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export async function importCommand(files: readonly string[], options: ImportOptions): Promise<number> {
  const ordered = byKind(files);
  const api = await openLocalApi(readSettings(process.env));
  const brought = new BroughtRows();
  let failed = false;
  try {
    for (const { file, kind, text } of ordered) {
      const query = `dry_run=${options.dryRun === true}&partial=${options.partial === true}`;
      const send = (body: string) =>
        showingProgress(api, () =>
          api.call({ method: 'POST', path: `/imports/${kind}?${query}`, body }, [422]),
        );
      const reply = options.dryRun === true ? await tried(kind, text, brought, send) : await send(text);
      const rejected = (reply.body.rejected ?? []) as Rejected[];
      if (reply.status === 422) failed = true;
      if (options.json === true) {
        console.log(JSON.stringify({ file, ...reply.body }));
        continue;
      }
      for (const { line, column, reason } of rejected) {
        console.error([`${file}:${line}`, ...(column === '' ? [] : [column]), reason].join(': '));
      }
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

interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A dry run, as if the files before it had been taken. */
async function tried(
  kind: RegistryKind,
  text: string,
  brought: BroughtRows,
  send: (text: string) => Promise<Reply>,
): Promise<Reply> {
  const reply = await send(text);
  const rejected = (reply.body.rejected ?? []) as Rejected[];
  const rest = brought.withoutBrought(kind, text, rejected);
  if (rest !== null) return tried(kind, rest, brought, send);
  if (reply.status !== 422) brought.add(kind, text, rejected);
  return reply;
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
