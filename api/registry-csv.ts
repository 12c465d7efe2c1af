// The port through which registry files are read, away from the thread that answers people: rows that can be used,
// part by part, and those that cannot with their reasons.
import type { Label } from '../core/label.ts';
import type { Device, RegistryKind, RegistryRows } from '../core/registry.ts';

export interface DeviceRow {
  readonly device: Device;
  /** As written in the file; `null` where the column is blank. */
  readonly secret: string | null;
}

/** A row of each kind of file: a device's may bring its secret along. */
export interface FileRows extends Omit<RegistryRows, 'devices'> {
  readonly devices: DeviceRow;
}

/** Mistakes of one file that are told: nobody reads more. */
export const rejectedMax = 10_000;

/** A row, or a part of one, that cannot be used. */
export interface RejectedRow {
  /** Line in the file, the header being 1. */
  readonly line: number;
  readonly column: string;
  readonly reason: Label;
}

export interface FileRow<Row> {
  readonly line: number;
  readonly row: Row;
}

export interface RegistryFile<Row> {
  /** The first ones, in the order of lines. */
  readonly rejected: readonly RejectedRow[];
  /** How many more there are. */
  readonly leftOut: number;
  /** Rows that can be used. */
  readonly rows: number;
  /** They come in so many parts, none larger than one batch of the engine takes at ease. */
  readonly parts: number;
  part(index: number): Promise<readonly FileRow<Row>[]>;
  close(): Promise<void>;
}

export type OpenRegistryFile = <Kind extends RegistryKind>(
  kind: Kind,
  text: string,
) => Promise<RegistryFile<FileRows[Kind]>>;
