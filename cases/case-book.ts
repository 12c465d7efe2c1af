// The book of cases: alarms and people's words in, cases out. One open case per point and category, every change
// explained by the timeline, and the same calls give the same cases on any machine.

import type { Alarm } from '../core/alarm.ts';
import { type Case, endedCaseStates, withReporters } from '../core/case.ts';
import type { CaseActionRequest, CaseReport } from '../core/commands.ts';
import type { Actor } from '../core/person.ts';
import type { Refusal } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { onDuty } from '../core/roster.ts';
import { severityRank, worseSeverity } from '../core/severity.ts';
import { noSuch } from '../core/thing-names.ts';
import { type EpochMs, hourMs } from '../core/time.ts';
import { broughtBack, filedAndDispatched } from './automatic-steps.ts';
import { keyOfAlarm, keyOfCase, pointKey } from './case-index.ts';
import type { CaseShelf } from './case-shelf.ts';
import { afterStep } from './case-steps.ts';
import type { CaseTables } from './case-tables.ts';
import { alarmNote, clearedNote, dispatchNote, noReasonNote, spokenNote } from './case-words.ts';
import { resolveCategory } from './categories.ts';
import { nextChangeAt } from './clock-steps.ts';
import { caseOfAlarm, caseOfReport, flawOfReport } from './new-case.ts';
import { responsibilityOf } from './responsibility.ts';
import { byRules, nextVersion, withAlarm } from './timeline.ts';
import { allowedActions, checkAction, maxPhotos, tooManyPhotos } from './workflow.ts';

export class CaseBook {
  readonly #shelf: CaseShelf;

  constructor(shelf: CaseShelf) {
    this.#shelf = shelf;
  }

  /**
   * The alarm's case: a new one that is filed and dispatched at once, the open one about the same thing, or one
   * that ended and comes back, because its alarms never cleared or it was closed a short while ago.
   */
  alarmRaised(alarm: Alarm, now: EpochMs): Case {
    const tables = this.#shelf.options.tables();
    const category = resolveCategory(alarm.category, this.#shelf.pointOf(alarm.pointId), tables);
    const known =
      this.#shelf.index.ofAlarm(alarm.id) ?? this.#caseToJoin(keyOfAlarm(alarm, category), now, tables);
    if (known !== undefined) return this.#join(known, alarm, now);
    const opened = caseOfAlarm(
      this.#shelf.nextId(now),
      alarm,
      category,
      this.#shelf.pointOf(alarm.pointId),
      now,
      tables,
    );
    return this.#shelf.put(filedAndDispatched(opened, this.#shelf.context(now)));
  }

  /** The alarm's case where the alarm has become worse than the case; `null` where nothing changes. */
  alarmChanged(alarm: Alarm, now: EpochMs): Case | null {
    const subject = this.#shelf.index.ofAlarm(alarm.id);
    if (subject === undefined || severityRank(alarm.severity) <= severityRank(subject.severity)) return null;
    return this.#join(subject, alarm, now);
  }

  /** The alarm's case without it among the active ones; `null` where the alarm has no case. */
  alarmCleared(alarm: Alarm, now: EpochMs): Case | null {
    const subject = this.#shelf.index.ofAlarm(alarm.id);
    if (subject === undefined) return null;
    const current = this.#shelf.settled(subject, now);
    const activeAlarmIds = current.activeAlarmIds.filter((id) => id !== alarm.id);
    const offersClosing = activeAlarmIds.length === 0 && !endedCaseStates.has(current.state);
    const note = clearedNote(alarm, offersClosing);
    return this.#shelf.put(
      nextVersion(current, { activeAlarmIds }, { at: now, by: byRules, action: 'alarm_cleared', note }),
    );
  }

  /** A case reported by a person, to be filed by the centre; where one about the same thing is open, that one. */
  report(report: CaseReport, actor: Actor, now: EpochMs): Result<Case, Refusal> {
    if (actor.role === 'viewer') {
      return fail({
        kind: 'forbidden',
        detail: { zh: '查看员不能上报案件', en: 'a viewer reports no case' },
      });
    }
    const tables = this.#shelf.options.tables();
    const point = this.#shelf.pointOf(report.pointId);
    const category = resolveCategory(report.category, point, tables);
    const flaw = flawOfReport(report, category, point, tables);
    if (flaw !== null) return fail({ kind: 'invalid', ...flaw });
    const known =
      report.pointId === null ? undefined : this.#shelf.index.live(pointKey(report.pointId, category));
    if (known === undefined) {
      return ok(
        this.#shelf.put(caseOfReport(this.#shelf.nextId(now), report, category, point, actor, now, tables)),
      );
    }
    const photos = [...known.photos, ...report.photos].slice(0, maxPhotos);
    const note = report.description === '' ? report.title : `${report.title}: ${report.description}`;
    const entry = { at: now, by: actor.name, action: 'report', note };
    const reporters = withReporters(
      known.reporters,
      report.reporter === undefined ? undefined : [report.reporter],
    );
    const joined = nextVersion(this.#shelf.settled(known, now), { photos, reporters }, entry);
    return ok(this.#shelf.put(this.#shelf.settled(broughtBack(joined, this.#shelf.context(now)), now)));
  }

  /** What a person asks for, or why it cannot be; a refusal changes nothing. */
  act(request: CaseActionRequest, actor: Actor, now: EpochMs): Result<Case, Refusal> {
    const stored = this.#shelf.options.cases.get(request.caseId);
    if (stored === undefined) {
      return fail({ kind: 'not_found', detail: noSuch('case', request.caseId) });
    }
    const settings = this.#shelf.options.tables().workflow;
    const current = this.#shelf.settled(stored, now);
    // The person saw the stored version; what time alone did to it since is no conflict.
    const seen = request.version === stored.version ? { ...request, version: current.version } : request;
    const checked = checkAction(current, seen, actor, now, settings);
    if (!checked.ok) return checked;
    const refusal = this.#refusalBeyondWorkflow(current, request, actor);
    if (refusal !== null) return fail(refusal);
    const { note, responsibility } = this.#spoken(current, request, now);
    const step = { to: checked.value, by: actor.name, at: now, request, responsibility, note };
    return ok(this.#shelf.put(this.#shelf.settled(afterStep(current, step, this.#shelf.clocks()), now)));
  }

  /** When time alone will change the case next; `null` where it will not, or there is no such case. */
  nextDueAt(caseId: string): EpochMs | null {
    const subject = this.#shelf.options.cases.get(caseId);
    return subject === undefined ? null : nextChangeAt(subject, this.#shelf.clocks());
  }

  /** Does what time alone does by `now`; `null` where nothing changed. */
  due(caseId: string, now: EpochMs): Case | null {
    const stored = this.#shelf.options.cases.get(caseId);
    if (stored === undefined) return null;
    const current = this.#shelf.settled(stored, now);
    return current === stored ? null : this.#shelf.put(current);
  }

  /** With the alarm attached; in people's hands again where it had ended or nobody had filed it yet. */
  #join(subject: Case, alarm: Alarm, now: EpochMs): Case {
    const isNews =
      !subject.activeAlarmIds.includes(alarm.id) ||
      severityRank(alarm.severity) > severityRank(subject.severity) ||
      endedCaseStates.has(subject.state);
    if (!isNews) return subject;
    const current = this.#shelf.settled(subject, now);
    const attached = nextVersion(
      current,
      { ...withAlarm(current, alarm.id), severity: worseSeverity(current.severity, alarm.severity) },
      { at: now, by: byRules, action: 'alarm', note: alarmNote(alarm) },
    );
    const context = this.#shelf.context(now);
    const back = broughtBack(attached, context);
    return this.#shelf.put(back.state === 'reported' ? filedAndDispatched(back, context) : back);
  }

  #caseToJoin(key: string, now: EpochMs, tables: CaseTables): Case | undefined {
    const live = this.#shelf.index.live(key);
    if (live !== undefined) return live;
    const closed = this.#shelf.index.lastClosed(key);
    const sinceMs = now - (closed?.closedAt ?? Number.NEGATIVE_INFINITY);
    return sinceMs <= tables.workflow.reopen_within_hours * hourMs ? closed : undefined;
  }

  /** What the timeline says of an action; of a dispatch to whom, on what ground, and why it changes hands. */
  #spoken(current: Case, request: CaseActionRequest, now: EpochMs) {
    const words = spokenNote(request);
    const { registry, roster } = this.#shelf.options;
    const unit = request.action === 'dispatch' ? registry.unit(request.unitId ?? '') : undefined;
    if (unit === undefined) return { note: words, responsibility: 'manual' } as const;
    const order = this.#shelf.responsibilityOrder(current.category);
    const responsibility = responsibilityOf(this.#shelf.pointOf(current.pointId), unit.id, order);
    const isHandOff = current.unitId !== null && current.unitId !== unit.id;
    const reason = words === '' && isHandOff ? noReasonNote : words;
    const to = dispatchNote(unit.name, responsibility, onDuty(roster(unit.id), now));
    return { note: reason === '' ? to : `${to}; ${reason}`, responsibility };
  }

  /** What only the whole book can know against an action. */
  #refusalBeyondWorkflow(subject: Case, request: CaseActionRequest, actor: Actor): Refusal | null {
    const { registry, tables } = this.#shelf.options;
    if (request.action === 'dispatch' && registry.unit(request.unitId ?? '') === undefined) {
      return { kind: 'invalid', field: 'unitId', detail: noSuch('unit', request.unitId) };
    }
    if (subject.photos.length + (request.photos?.length ?? 0) > maxPhotos) {
      return { kind: 'invalid', field: 'photos', detail: tooManyPhotos };
    }
    if (request.action === 'verify' && request.override !== true) {
      const obstacle = this.#shelf.options.closingObstacle(subject);
      if (obstacle === null) return null;
      const detail = {
        zh: `${obstacle.zh}；请待情况变化后核查，或填写理由强制结案`,
        en: `${obstacle.en}; verify when that has changed, or override with a reason`,
      };
      const allowed = allowedActions(subject, actor, tables().workflow).filter(
        (action) => action !== 'verify',
      );
      return { kind: 'conflict', detail, allowed };
    }
    if (request.action !== 'reopen') return null;
    const key = keyOfCase(subject);
    const live = key === null ? undefined : this.#shelf.index.live(key);
    if (live === undefined || live.id === subject.id) return null;
    return {
      kind: 'conflict',
      detail: {
        zh: `同一问题已有未结案件 ${live.id}：请在该案办理`,
        en: `case ${live.id} is about the same and goes on: use that one`,
      },
      allowed: allowedActions(subject, actor, tables().workflow).filter((action) => action !== 'reopen'),
    };
  }
}
