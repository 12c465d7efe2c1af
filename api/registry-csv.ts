// The port through which registry files are read: rows that can be used, and those that cannot with their reasons.
import type { Device, RegistryKind, RegistryRows } from '../core/registry.ts';

export interface DeviceRow {
  readonly device: Device;
  /** As written in the file; `null` where the column is blank. */
  readonly secret: string | null;
}

/** A row of each kind of file: a device's may bring its secret along. */
interface FileRows extends Omit<RegistryRows, 'devices'> {
  readonly devices: DeviceRow;
}

/** A row, or a part of one, that cannot be used. */
export interface RejectedRow {
  /** Line in the file, the header being 1. */
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

export interface ParsedRegistry<Row> {
  readonly rows: readonly { readonly line: number; readonly row: Row }[];
  readonly rejected: readonly RejectedRow[];
}

export type ParseRegistryCsv = <Kind extends RegistryKind>(
  kind: Kind,
  text: string,
) => ParsedRegistry<FileRows[Kind]>;
