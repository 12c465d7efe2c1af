// A registry file as the commands that it becomes. One of many rows is looked at as a whole first and then taken part
// by part, so that messages go on between them; every device that is new and brings no secret gets one.
import type { ImportReply } from '../core/commands.ts';
import type { RegistryKind } from '../core/registry.ts';
import type { Caller } from './access.ts';
import type { ApiOptions } from './api-options.ts';
import {
  type DeviceRow,
  type FileRow,
  type RegistryFile,
  type RejectedRow,
  rejectedMax,
} from './registry-csv.ts';
import { runCommand } from './run-command.ts';
import type { RunningImport } from './running-imports.ts';

export interface ImportFlags {
  readonly dryRun: boolean;
  /** Whether good rows are taken although there are bad ones. */
  readonly partial: boolean;
}

export interface DeviceSecret {
  readonly device_id: string;
  readonly secret: string;
}

export interface ImportOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** In the order of lines; the first ones where there are very many. */
  readonly rejected: readonly RejectedRow[];
  /** How many more there are. */
  readonly leftOut: number;
  /** Made for new devices that brought none. */
  readonly secrets: readonly DeviceSecret[];
}

export interface ImportTask {
  readonly kind: RegistryKind;
  readonly text: string;
  readonly flags: ImportFlags;
  readonly caller: Caller;
  readonly progress: RunningImport;
}

/** Reads and imports a file. Bad rows are in the outcome; a `Problem` or `SluiceError` is thrown as commands do. */
export async function importRegistry(task: ImportTask, options: ApiOptions): Promise<ImportOutcome> {
  const file: RegistryFile<unknown> = await options.openRegistryFile(task.kind, task.text);
  try {
    task.progress.rows = file.rows;
    return await importFile(file, task, options);
  } finally {
    await file.close();
  }
}

async function importFile(
  file: RegistryFile<unknown>,
  task: ImportTask,
  options: ApiOptions,
): Promise<ImportOutcome> {
  const { flags, progress } = task;
  const all = Array.from({ length: file.parts }, (_, index) => index);
  const isRefused = file.rejected.length > 0 && !flags.partial;
  if (file.parts === 1 && !flags.dryRun && !isRefused) {
    return outcomeOf(file, flags, await pass(file, all, false, task, options));
  }
  // The rows of a refused file are looked at too, so that one answer names all that is to be mended.
  const looked = await pass(file, all, true, task, options);
  const hasFlaws = isRefused || (looked.rejected.length > 0 && !flags.partial);
  if (flags.dryRun || hasFlaws) return outcomeOf(file, flags, looked);
  const taken = await pass(file, looked.changing, false, task, options);
  progress.taken = file.rows;
  // Where the registry changed in between, rows may have been refused after all.
  const byLine = new Map([...looked.rejected, ...taken.rejected].map((row) => [row.line, row]));
  const { created, updated, secrets } = taken;
  const sums = { ...looked, created, updated, secrets, rejected: [...byLine.values()] };
  return outcomeOf(file, { ...flags, partial: true }, sums);
}

/** What parts of a file came to. */
interface Sums {
  created: number;
  updated: number;
  unchanged: number;
  readonly rejected: RejectedRow[];
  /** Parts in which something changes. */
  readonly changing: number[];
  readonly secrets: DeviceSecret[];
}

/** Gives parts to the fold, one after another. `looks`: nothing is changed. */
async function pass(
  file: RegistryFile<unknown>,
  parts: readonly number[],
  looks: boolean,
  task: ImportTask,
  options: ApiOptions,
): Promise<Sums> {
  const sums: Sums = { created: 0, updated: 0, unchanged: 0, rejected: [], changing: [], secrets: [] };
  for (const index of parts) {
    const rows = await file.part(index);
    const secrets = new Map<string, string>();
    const reply = await send(rows, index, looks, secrets, task, options);
    sums.created += reply.created.length;
    sums.updated += reply.updated.length;
    sums.unchanged += reply.unchanged.length;
    if (reply.created.length + reply.updated.length > 0) sums.changing.push(index);
    for (const { row, column, reason } of reply.rejected) {
      sums.rejected.push({ line: rows[row]?.line ?? 0, column, reason });
    }
    for (const id of looks ? [] : reply.created) {
      const secret = secrets.get(id);
      if (secret !== undefined) sums.secrets.push({ device_id: id, secret });
    }
    if (looks) task.progress.looked += rows.length;
    else task.progress.taken += rows.length;
  }
  return sums;
}

/** `secrets` takes those made for devices that brought none, by id. */
async function send(
  rows: readonly FileRow<unknown>[],
  index: number,
  looks: boolean,
  secrets: Map<string, string>,
  { kind, flags, caller }: ImportTask,
  options: ApiOptions,
): Promise<ImportReply> {
  const plain = rows.map(({ row }) => row);
  const given =
    kind === 'devices' ? plain.map((row) => withHashes(row as DeviceRow, looks, secrets, options)) : plain;
  // Each part is done once under a key of its own.
  const key = caller.key === undefined || index === 0 ? caller.key : `${caller.key} ${index}`;
  const body = { dryRun: looks, partial: flags.partial, rows: given } as never;
  return (await runCommand(options.engine, `${kind}.import`, { ...caller, key }, body)) as ImportReply;
}

/** Where nothing is kept of it, nothing is hashed: a hundred thousand hashes take their time. */
function withHashes(
  { device, secret }: DeviceRow,
  looks: boolean,
  made: Map<string, string>,
  options: ApiOptions,
) {
  const hash = (text: string) => (looks ? '' : options.hashSecret(text));
  if (secret === null) {
    const newSecret = looks ? '' : options.newSecret();
    made.set(device.id, newSecret);
    return { device, secretHash: null, newSecretHash: hash(newSecret) };
  }
  const known = options.credentials.deviceSecretHash(device.id);
  // A hash is salted: to say the same again is to send the hash that is known.
  const isSame = known !== undefined && options.matchesSecret?.(secret, known) === true;
  const secretHash = isSame ? known : hash(secret);
  return { device, secretHash, newSecretHash: secretHash };
}

function outcomeOf(file: RegistryFile<unknown>, { partial }: ImportFlags, sums: Sums): ImportOutcome {
  const rejected = [...file.rejected, ...sums.rejected].sort((a, b) => a.line - b.line);
  const told = {
    rejected: rejected.slice(0, rejectedMax),
    leftOut: file.leftOut + Math.max(0, rejected.length - rejectedMax),
  };
  if (rejected.length > 0 && !partial) {
    return { created: 0, updated: 0, unchanged: 0, ...told, secrets: [] };
  }
  const { created, updated, unchanged, secrets } = sums;
  return { created, updated, unchanged, ...told, secrets };
}
