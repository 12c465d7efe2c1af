// What a dry run of several files makes of references between them: the hub has not taken the earlier files, so what
// they would bring is not there yet and must not count against the later ones.
import { parse } from 'csv-parse/sync';
import type { RegistryKind } from '../../core/registry.ts';
import { parseRegistryCsv } from '../../ingest/registry-csv.ts';

/** Columns that name rows of other files. */
const references: Readonly<Record<RegistryKind, Readonly<Record<string, RegistryKind>>>> = {
  units: {},
  points: {
    owner_unit: 'units',
    maintainer_unit: 'units',
    supervisor_unit: 'units',
    subdistrict_unit: 'units',
  },
  devices: { point_id: 'points' },
};

interface Rejected {
  readonly line: number;
  readonly column: string;
}

/** What files of a dry run would bring, by their good rows. */
export class BroughtRows {
  readonly #ids: Record<RegistryKind, Set<string>> = {
    units: new Set(),
    points: new Set(),
    devices: new Set(),
  };

  /** The rows of a file but for those that were `rejected`. */
  add(kind: RegistryKind, text: string, rejected: readonly Rejected[]): void {
    const badLines = new Set(rejected.map(({ line }) => line));
    for (const { row, line } of parseRegistryCsv(kind, text).rows) {
      if (!badLines.has(line)) this.#ids[kind].add('device' in row ? row.device.id : row.id);
    }
  }

  /**
   * The file without the references for which `rejected` blames it and which earlier files would satisfy, line by
   * line the same; `null` where there are none.
   */
  withoutBrought(kind: RegistryKind, text: string, rejected: readonly Rejected[]): string | null {
    const options = { bom: true, relax_column_count: true, info: true } as const;
    const rows = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    const header = (rows[0]?.record ?? []).map((name) => name.trim());
    const blamed = new Map(rejected.map(({ line, column }) => [line, column]));
    const missing = new Set<string>();
    for (const { record, info } of rows) {
      const column = blamed.get(info.lines - lineBreaks(record)) ?? '';
      const id = record[header.indexOf(column)]?.trim() ?? '';
      const kindOfId = references[kind][column];
      if (kindOfId !== undefined && this.#ids[kindOfId].has(id)) missing.add(`${kindOfId} ${id}`);
    }
    if (missing.size === 0) return null;
    const kept = rows.map(({ record }) =>
      record.map((cell, at) => {
        const isMissing = missing.has(`${references[kind][header[at] ?? '']} ${cell.trim()}`);
        return isMissing ? '' : `"${cell.replaceAll('"', '""')}"`;
      }),
    );
    return kept.map((cells) => cells.join(',')).join('\n');
  }
}

function lineBreaks(cells: readonly string[]): number {
  return cells.join('').match(/\r\n|\n|\r/g)?.length ?? 0;
}
