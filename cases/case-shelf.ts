// Where the rows of cases stand: one way to put a changed one back, which keeps the index, counts and tells what
// follows. Everything that changes cases works through it.

import type { Case } from '../core/case.ts';
import { assert } from '../core/error.ts';
import type { Label } from '../core/label.ts';
import type { Point, Registry } from '../core/registry.ts';
import type { Roster } from '../core/roster.ts';
import type { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import type { AutomaticContext } from './automatic-steps.ts';
import type { CaseClocks } from './case-clocks.ts';
import { CaseIndex } from './case-index.ts';
import type { CaseTables } from './case-tables.ts';
import { afterTime } from './clock-steps.ts';
import type { NoticeDesk } from './notice-desk.ts';
import { type NoticeContext, noticesOf } from './notices.ts';
import { type ResponsibilityRule, responsibilityOrder } from './responsibility-table.ts';
import { localDateDigits, WorkingCalendar } from './working-calendar.ts';

export interface CaseShelfOptions {
  readonly cases: Table<Case>;
  /** Last serial number of each day, so that ids come out the same in a replay. */
  readonly counters: Table<number>;
  readonly registry: Registry;
  /** Who is on duty for a unit. */
  readonly roster: (unitId: string) => Roster | undefined;
  /** What the devices at its point say against closing a case, or `null`. */
  readonly closingObstacle: (subject: Case) => Label | null;
  /** Where notices leave. */
  readonly desk: NoticeDesk;
  readonly tables: () => CaseTables;
  /** IANA name. */
  readonly timezone: () => string;
}

export class CaseShelf {
  readonly options: CaseShelfOptions;
  readonly index: CaseIndex;
  #calendar: { tables: CaseTables; timezone: string; calendar: WorkingCalendar } | null = null;

  constructor(options: CaseShelfOptions) {
    this.options = options;
    this.index = new CaseIndex(options.cases);
    this.index.rebuild();
  }

  /** Call it after rows were put back into the tables. */
  restored(): void {
    this.index.rebuild();
  }

  /** The case as it is at `now`, which is stored only when something is put back; `undefined` where there is none. */
  at(caseId: string, now: EpochMs): Case | undefined {
    const stored = this.options.cases.get(caseId);
    return stored === undefined ? undefined : this.settled(stored, now);
  }

  /** With what time alone has done by `now`. */
  settled(subject: Case, now: EpochMs): Case {
    return afterTime(subject, now, this.clocks());
  }

  put(after: Case): Case {
    const { cases, desk } = this.options;
    const before = cases.get(after.id);
    cases.set(after.id, after);
    this.index.follow(before, after);
    for (const draft of noticesOf(before, after, this.noticeContext())) desk.tell(draft);
    return after;
  }

  noticeContext(): NoticeContext {
    const { registry, roster, tables, timezone } = this.options;
    return { registry, roster, escalation: tables().escalation, timezone: timezone() };
  }

  /** `20261124-0007`: the local date and the day's serial number, which grows past four digits where it must. */
  nextId(now: EpochMs): string {
    const { counters, timezone } = this.options;
    const date = localDateDigits(now, timezone());
    const serial = (counters.get(`case ${date}`) ?? 0) + 1;
    counters.set(`case ${date}`, serial);
    const id = `${date}-${String(serial).padStart(4, '0')}`;
    assert(this.options.cases.get(id) === undefined, `case id ${id} is new`);
    return id;
  }

  context(now: EpochMs): AutomaticContext {
    const { registry, roster, tables } = this.options;
    return { registry, roster, clocks: this.clocks(), responsibility: tables().responsibility, now };
  }

  pointOf(pointId: string | null): Point | undefined {
    return pointId === null ? undefined : this.options.registry.point(pointId);
  }

  responsibilityOrder(category: string): readonly ResponsibilityRule[] {
    return responsibilityOrder(this.options.tables().responsibility, category);
  }

  clocks(): CaseClocks {
    const tables = this.options.tables();
    const timezone = this.options.timezone();
    if (this.#calendar?.tables !== tables || this.#calendar.timezone !== timezone) {
      this.#calendar = { tables, timezone, calendar: new WorkingCalendar(tables, timezone) };
    }
    return { calendar: this.#calendar.calendar, stages: tables.stages, escalation: tables.escalation };
  }
}
