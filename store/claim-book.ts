// Alarms and cases as the API shows them, beside the few columns that people search by.
import { type Alarm, alarmJson, explanationJson } from '../core/alarm.ts';
import { type Case, caseJson, endedCaseStates } from '../core/case.ts';
import type { StoredClaims } from '../core/journal.ts';
import type { Database, Statement } from './database.ts';

interface BodyRow {
  readonly id: string;
  readonly body: string;
}

export class ClaimBook {
  readonly #putAlarm: Statement;
  readonly #putCase: Statement;
  readonly #putReporters: Statement;
  readonly #alarmsAfter: Statement<BodyRow>;
  readonly #casesAfter: Statement<BodyRow>;

  constructor(db: Database) {
    this.#putAlarm = db.prepare('INSERT OR REPLACE INTO alarms VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#putCase = db.prepare('INSERT OR REPLACE INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#putReporters = db.prepare('INSERT OR REPLACE INTO reporters VALUES (?, ?)');
    this.#alarmsAfter = db.prepare('SELECT id, body FROM alarms WHERE changed_position > ? ORDER BY id');
    this.#casesAfter = db.prepare('SELECT id, body FROM cases WHERE changed_position > ? ORDER BY id');
  }

  /** Writes what a batch that ends at `position` changed. */
  write(alarms: Iterable<Alarm>, cases: Iterable<Case>, position: number): void {
    for (const alarm of alarms) {
      this.#putAlarm.run(
        alarm.id,
        alarm.ruleId,
        alarm.pointId,
        alarm.deviceId,
        alarm.severity,
        alarm.condition,
        alarm.raisedAt,
        alarm.caseId,
        position,
        JSON.stringify(alarmJson(alarm)),
        JSON.stringify(explanationJson(alarm.explanation)),
      );
    }
    for (const subject of cases) {
      this.#putCase.run(
        subject.id,
        subject.state,
        endedCaseStates.has(subject.state) ? 0 : 1,
        subject.unitId,
        subject.category,
        subject.overdue ? 1 : 0,
        subject.pointId,
        subject.reportedAt,
        subject.dueAt,
        position,
        JSON.stringify(caseJson(subject)),
      );
      if (subject.reporters !== undefined) {
        this.#putReporters.run(subject.id, JSON.stringify(subject.reporters));
      }
    }
  }

  changedAfter(position: number): StoredClaims {
    const bodies = (rows: Statement<BodyRow>) =>
      new Map(rows.all(position).map(({ id, body }): [string, string] => [id, body]));
    return { alarms: bodies(this.#alarmsAfter), cases: bodies(this.#casesAfter) };
  }
}
