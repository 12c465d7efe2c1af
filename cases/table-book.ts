// The case tables in force: those of the release, with whatever the city has changed put over them. A table that the
// city left alone follows the next release; one that it edited is the city's.
import type { CaseTableView } from '../core/effects.ts';
import type { Refusal } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import { type CaseTableName, type CaseTables, caseTableNames, caseTablesSchema } from './case-tables.ts';

export interface CaseTableRow {
  readonly name: CaseTableName;
  /** Rises by one with each change. */
  readonly version: number;
  readonly definition: unknown;
  /** True once the city has edited it. */
  readonly edited: boolean;
  readonly changedAt: EpochMs;
  readonly changedBy: string;
}

export interface TableEdit {
  readonly table: string;
  readonly definition: unknown;
  /** The version that the person saw; a conflict where it has moved on. */
  readonly version?: number | undefined;
}

export class CaseTableBook {
  readonly rows = new Table<CaseTableRow>('case_tables');
  #tables: CaseTables | null = null;

  /** Throws where no release was ever put in force. */
  get tables(): CaseTables {
    this.#tables ??= caseTablesSchema.parse(this.#definitions());
    return this.#tables;
  }

  /** Call it after rows were put back into the table. */
  restored(): void {
    this.#tables = null;
  }

  /**
   * Puts a release's tables in force; the rows that changed. Where the city's own no longer fit them, one by one as
   * few as possible go back to the release's: those are `dropped`.
   */
  release(
    tables: CaseTables,
    by: string,
    now: EpochMs,
  ): { readonly changed: readonly CaseTableRow[]; readonly dropped: readonly CaseTableName[] } {
    const dropped = this.#unfit(tables);
    const changed: CaseTableRow[] = [];
    for (const name of caseTableNames) {
      const known = this.rows.get(name);
      if (known?.edited === true && !dropped.includes(name)) continue;
      const definition = tables[name];
      if (known !== undefined && isSame(known.definition, definition) && !known.edited) continue;
      changed.push(this.#put({ name, definition, edited: false, changedAt: now, changedBy: by }));
    }
    return { changed, dropped };
  }

  /** The city's change of one table; the same row where it changes nothing. Checked with all others as they stand. */
  put(edit: TableEdit, by: string, now: EpochMs): Result<CaseTableRow, Refusal> {
    const name = caseTableNames.find((known) => known === edit.table);
    const known = name === undefined ? undefined : this.rows.get(name);
    if (name === undefined || known === undefined) {
      const detail = `there is no case table ${edit.table}; there are ${caseTableNames.join(', ')}`;
      return fail({ kind: 'not_found', detail });
    }
    if (edit.version !== undefined && edit.version !== known.version) {
      const detail = `${name} is at version ${known.version}, not ${edit.version}: look again before changing it`;
      return fail({ kind: 'conflict', detail });
    }
    const parsed = caseTablesSchema.safeParse({ ...this.#definitions(), [name]: edit.definition });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const field = issue?.path.map(String).join('.') ?? name;
      return fail({ kind: 'invalid', field, detail: `${field}: ${issue?.message}` });
    }
    const definition = parsed.data[name];
    if (isSame(known.definition, definition)) return ok(known);
    return ok(this.#put({ name, definition, edited: true, changedAt: now, changedBy: by }));
  }

  #put(row: Omit<CaseTableRow, 'version'>): CaseTableRow {
    const whole = { ...row, version: (this.rows.get(row.name)?.version ?? 0) + 1 };
    this.rows.set(row.name, whole);
    this.#tables = null;
    return whole;
  }

  #definitions(): Record<string, unknown> {
    return Object.fromEntries([...this.rows.entries()].map(([name, row]) => [name, row.definition]));
  }

  /** The city's tables that cannot stand beside a release's, in order of name. */
  #unfit(tables: CaseTables): CaseTableName[] {
    const edited = [...this.rows.values()].filter((row) => row.edited);
    const together: Record<string, unknown> = { ...tables };
    for (const row of edited) together[row.name] = row.definition;
    if (caseTablesSchema.safeParse(together).success) return [];
    const fitting: Record<string, unknown> = { ...tables };
    return edited.flatMap((row) => {
      if (caseTablesSchema.safeParse({ ...fitting, [row.name]: row.definition }).success) {
        fitting[row.name] = row.definition;
        return [];
      }
      return [row.name];
    });
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The table as the API shows it. */
export function caseTableJson(row: CaseTableRow): CaseTableView {
  const { name, version, edited, definition } = row;
  return { name, version, edited, changed_at: row.changedAt, changed_by: row.changedBy, definition };
}
