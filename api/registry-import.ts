// A registry file as the command that it becomes: what can be used goes to the fold in the file's order, and every
// device that brings no secret gets one.
import type { ImportReply } from '../core/commands.ts';
import type { RegistryKind } from '../core/registry.ts';
import type { Caller } from './access.ts';
import type { ApiOptions } from './api-options.ts';
import type { DeviceRow, ParsedRegistry, RejectedRow } from './registry-csv.ts';
import { runCommand } from './run-command.ts';

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
  /** In the order of lines. */
  readonly rejected: readonly RejectedRow[];
  /** Made for new devices that brought none. */
  readonly secrets: readonly DeviceSecret[];
}

interface PreparedFile {
  /** The line of each row. */
  readonly lines: readonly number[];
  readonly rejected: readonly RejectedRow[];
  /** Made for devices that brought none, by id; complete once it has run. */
  readonly secrets: ReadonlyMap<string, string>;
  run(flags: ImportFlags): Promise<unknown>;
}

function prepare(kind: RegistryKind, text: string, actor: Caller, options: ApiOptions): PreparedFile {
  const { engine, parseRegistryCsv } = options;
  switch (kind) {
    case 'units':
      return prepared(parseRegistryCsv('units', text), new Map(), (rows, flags) =>
        runCommand(engine, 'units.import', actor, { ...flags, rows }),
      );
    case 'points':
      return prepared(parseRegistryCsv('points', text), new Map(), (rows, flags) =>
        runCommand(engine, 'points.import', actor, { ...flags, rows }),
      );
    case 'devices': {
      const made = new Map<string, string>();
      return prepared(parseRegistryCsv('devices', text), made, (rows, flags) =>
        runCommand(engine, 'devices.import', actor, {
          ...flags,
          rows: rows.map((row) => withHashes(row, made, options)),
        }),
      );
    }
  }
}

function prepared<Row>(
  { rows, rejected }: ParsedRegistry<Row>,
  secrets: ReadonlyMap<string, string>,
  send: (rows: Row[], flags: ImportFlags) => Promise<unknown>,
): PreparedFile {
  return {
    lines: rows.map(({ line }) => line),
    rejected,
    secrets,
    run: (flags) =>
      send(
        rows.map(({ row }) => row),
        flags,
      ),
  };
}

/** @param made takes the secret made for a device that brought none. */
function withHashes({ device, secret }: DeviceRow, made: Map<string, string>, options: ApiOptions) {
  if (secret === null) {
    const newSecret = options.newSecret();
    made.set(device.id, newSecret);
    return { device, secretHash: null, newSecretHash: options.hashSecret(newSecret) };
  }
  const known = options.credentials.deviceSecretHash(device.id);
  // A hash is salted: to say the same again is to send the hash that is known.
  const isSame = known !== undefined && options.matchesSecret?.(secret, known) === true;
  const secretHash = isSame ? known : options.hashSecret(secret);
  return { device, secretHash, newSecretHash: secretHash };
}

/** Reads and imports a file. Bad rows are in the outcome; a `Problem` or `SluiceError` is thrown as commands do. */
export async function importRegistry(
  kind: RegistryKind,
  text: string,
  flags: ImportFlags,
  actor: Caller,
  options: ApiOptions,
): Promise<ImportOutcome> {
  const file = prepare(kind, text, actor, options);
  const isRefused = file.rejected.length > 0 && !flags.partial;
  // The rows of a refused file are still looked at, so that one answer names all that is to be mended.
  const dryRun = flags.dryRun || isRefused;
  const reply = (await file.run({ ...flags, dryRun })) as ImportReply;
  const rejected = [
    ...file.rejected,
    ...reply.rejected.map(({ row, column, reason }) => ({ line: file.lines[row] ?? 0, column, reason })),
  ].sort((a, b) => a.line - b.line);
  if (rejected.length > 0 && !flags.partial) {
    return { created: 0, updated: 0, unchanged: 0, rejected, secrets: [] };
  }
  return {
    created: reply.created.length,
    updated: reply.updated.length,
    unchanged: reply.unchanged.length,
    rejected,
    secrets: dryRun ? [] : newSecrets(reply.created, file.secrets),
  };
}

function newSecrets(created: readonly string[], made: ReadonlyMap<string, string>): DeviceSecret[] {
  return created.flatMap((id) => {
    const secret = made.get(id);
    return secret === undefined ? [] : [{ device_id: id, secret }];
  });
}
