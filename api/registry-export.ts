// The registry as the text of its CSV files, piece by piece, so that a large one neither stalls anyone nor fills the memory.
import type { Views } from '../core/ports.ts';
import type { RegistryKind, RegistryRows } from '../core/registry.ts';
import {
  type RegistryCsvOptions,
  registryCsvHeader,
  registryCsvLines,
} from '../ingest/write-registry-csv.ts';

/** Rows that are fetched together. */
const chunkRows = 1_000;

/** Rows in the order of ids; those that an import changes meanwhile come as they are when their turn comes. */
export async function* registryCsv<Kind extends RegistryKind>(
  views: Pick<Views, 'registry'>,
  kind: Kind,
  options: RegistryCsvOptions,
): AsyncGenerator<string> {
  yield registryCsvHeader(kind, options);
  for (let after: string | null = null; ; ) {
    const rows: readonly RegistryRows[Kind][] = await views.registry(kind, after, chunkRows);
    yield registryCsvLines(kind, rows, options);
    const last = rows.at(-1);
    if (last === undefined || rows.length < chunkRows) return;
    after = last.id;
  }
}
