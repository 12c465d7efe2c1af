// The case tables in force: those of the release, with whatever the city has changed put over them. A table that the
// city left alone follows the next release; one that it edited is the city's.

import type { CaseTableView } from '../core/effects.ts';
import { assert } from '../core/error.ts';
import { wordsOfIssue } from '../core/issue-words.ts';
import type { Label } from '../core/label.ts';
import type { Refusal } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { about } from '../core/said.ts';
import { Table } from '../core/table.ts';
import { noSuch } from '../core/thing-names.ts';
import type { EpochMs } from '../core/time.ts';
import { type CaseTableName, type CaseTables, caseTableNames, caseTablesSchema } from './case-tables.ts';

export interface CaseTableRow {
  readonly name: CaseTableName;
  /** Rises by one with each change. */
  readonly version: number;
  readonly definition: unknown;
  /** The release's, to be compared with and gone back to. */
  readonly released: unknown;
  /** True where the city has another one. */
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
      const released = tables[name];
      const stays = known?.edited === true ? !dropped.includes(name) : isSame(known?.definition, released);
      if (known !== undefined && stays) {
        // What is in force stays, with its version; what it is compared with may be another one now.
        if (!isSame(known.released, released)) changed.push(this.#set({ ...known, released }));
        continue;
      }
      const next = { name, definition: released, released, edited: false };
      changed.push(this.#put({ ...next, changedAt: now, changedBy: by }));
    }
    return { changed, dropped };
  }

  /** The city's change of one table; the same row where it changes nothing. Checked with all others as they stand. */
  put(edit: TableEdit, by: string, now: EpochMs): Result<CaseTableRow, Refusal> {
    const name = caseTableNames.find((known) => known === edit.table);
    const known = name === undefined ? undefined : this.rows.get(name);
    if (name === undefined || known === undefined) {
      const { zh, en } = noSuch('case table', edit.table);
      const names = caseTableNames.join(', ');
      const detail = { zh: `${zh}；可用的有 ${names}`, en: `${en}; there are ${names}` };
      return fail({ kind: 'not_found', detail });
    }
    if (edit.version !== undefined && edit.version !== known.version) {
      const detail = {
        zh: `${name} 已是第 ${known.version} 版，您看到的是第 ${edit.version} 版：请重新查看后再修改`,
        en: `${name} is at version ${known.version}, not ${edit.version}: look again before changing it`,
      };
      return fail({ kind: 'conflict', detail });
    }
    const together = tablesWith(this.#definitions(), name, edit.definition);
    if (!together.ok) {
      const { field, detail } = together.error[0];
      return fail({ kind: 'invalid', field, detail: about(field, detail) });
    }
    const definition = together.value[name];
    if (isSame(known.definition, definition)) return ok(known);
    const { released } = known;
    // The release's again: from now on it follows the next one.
    const edited = !isSame(definition, released);
    return ok(this.#put({ name, definition, released, edited, changedAt: now, changedBy: by }));
  }

  #put(row: Omit<CaseTableRow, 'version'>): CaseTableRow {
    return this.#set({ ...row, version: (this.rows.get(row.name)?.version ?? 0) + 1 });
  }

  #set(row: CaseTableRow): CaseTableRow {
    this.rows.set(row.name, row);
    this.#tables = null;
    return row;
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

export interface TableFlaw {
  /** Path with dots, from the table's name on. */
  readonly field: string;
  readonly detail: Label;
}

/** The tables with `definition` in place of one of them, or everything that cannot stand so. */
export function tablesWith(
  tables: Readonly<Record<string, unknown>>,
  name: string,
  definition: unknown,
): Result<CaseTables, readonly [TableFlaw, ...TableFlaw[]]> {
  const together = { ...tables, [name]: definition };
  const parsed = caseTablesSchema.safeParse(together);
  if (parsed.success) return ok(parsed.data);
  const [first, ...others] = parsed.error.issues.map((issue) => ({
    field: issue.path.map(String).join('.'),
    detail: wordsOfIssue(issue, together),
  }));
  assert(first !== undefined, 'what does not fit has an issue');
  return fail([first, ...others]);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The table as the API shows it. */
export function caseTableJson(row: CaseTableRow): CaseTableView {
  const { name, version, edited, definition, released } = row;
  return {
    name,
    version,
    edited,
    changed_at: row.changedAt,
    changed_by: row.changedBy,
    definition,
    released,
  };
}
