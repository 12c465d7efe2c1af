// A registry file that was read, as it leaves its thread: summary first, then part by part.
import { type RejectedRow, rejectedMax } from '../../api/registry-csv.ts';
import { assert } from '../../core/error.ts';
import type { RegistryKind } from '../../core/registry.ts';
import { parseRegistryCsv } from '../../ingest/registry-csv.ts';

export interface FileSummary {
  readonly rejected: readonly RejectedRow[];
  readonly leftOut: number;
  readonly rows: number;
  readonly parts: number;
}

/** Rows of one part. Units refer to each other, so they stay together; a city has few. */
const partRows = { units: Number.POSITIVE_INFINITY, points: 1_000, devices: 1_000 } as const;

export class FileInParts {
  #rows: readonly unknown[] | null = null;
  #partRows = 1;

  open(kind: RegistryKind, text: string): FileSummary {
    const { rows, rejected } = parseRegistryCsv(kind, text);
    this.#rows = rows;
    this.#partRows = Math.min(partRows[kind], Math.max(1, rows.length));
    return {
      rejected: rejected.slice(0, rejectedMax),
      leftOut: Math.max(0, rejected.length - rejectedMax),
      rows: rows.length,
      parts: Math.ceil(rows.length / this.#partRows),
    };
  }

  part(index: number): readonly unknown[] {
    // A thread that was started again knows nothing of the file.
    assert(this.#rows !== null, 'the file was opened');
    return this.#rows.slice(index * this.#partRows, (index + 1) * this.#partRows);
  }
}
