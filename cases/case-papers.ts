// What happens to a case on paper and beside the workflow: receipts of notices, supervision letters, and doubles that
// are merged. Each leaves an entry in the timeline.

import { type Case, endedCaseStates, withReporters } from '../core/case.ts';
import { caseStateLabels } from '../core/case-labels.ts';
import type { CommandBody } from '../core/commands.ts';
import { distance_m } from '../core/distance.ts';
import type { Actor } from '../core/person.ts';
import type { Refusal } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { worseSeverity } from '../core/severity.ts';
import { noSuch } from '../core/thing-names.ts';
import type { EpochMs } from '../core/time.ts';
import type { CaseShelf } from './case-shelf.ts';
import { mergedNote, receiptNote } from './case-words.ts';
import { letterNotices } from './notices.ts';
import { nextVersion } from './timeline.ts';
import { caseSteps, maxPhotos } from './workflow.ts';

export interface SentLetter {
  readonly number: string;
  readonly levelName: string;
  /** Units that get it, the addressee first. */
  readonly to: readonly string[];
}

export class CasePapers {
  readonly #shelf: CaseShelf;

  constructor(shelf: CaseShelf) {
    this.#shelf = shelf;
  }

  /** That the link of a notice was opened; the same row where that is known. */
  receive(receipt: CommandBody<'case.receive'>, now: EpochMs): Result<Case, Refusal> {
    const stored = this.#shelf.options.cases.get(receipt.caseId);
    if (stored === undefined) {
      return fail({ kind: 'not_found', detail: noSuch('case', receipt.caseId) });
    }
    const { unitId, username, noticeId } = receipt;
    const by = username === null ? unitId : `${unitId}/${username}`;
    if (stored.receivedBy.includes(by)) return ok(stored);
    const current = this.#shelf.settled(stored, now);
    const unitName = this.#shelf.options.registry.unit(unitId)?.name ?? unitId;
    const note = receiptNote(unitName, noticeId);
    const receivedBy = [...current.receivedBy, by];
    return ok(
      this.#shelf.put(nextVersion(current, { receivedBy }, { at: now, by, action: 'receipt', note })),
    );
  }

  /** That a letter was signed and sent; the case with its entry, `null` where the case is gone. */
  letterSent(caseId: string, letter: SentLetter, actor: Actor, now: EpochMs): Case | null {
    const current = this.#shelf.at(caseId, now);
    if (current === undefined) return null;
    const note = `${letter.levelName} ${letter.number}`;
    const after = this.#shelf.put(
      nextVersion(current, {}, { at: now, by: actor.name, action: 'letter', note }),
    );
    const { desk } = this.#shelf.options;
    for (const draft of letterNotices(after, letter.to, this.#shelf.noticeContext())) desk.tell(draft);
    return after;
  }

  /** That the unit has answered a letter. */
  letterReplied(caseId: string, note: string, actor: Actor, now: EpochMs): Case | null {
    const current = this.#shelf.at(caseId, now);
    if (current === undefined) return null;
    return this.#shelf.put(
      nextVersion(current, {}, { at: now, by: actor.name, action: 'letter_reply', note }),
    );
  }

  /** Open cases that may be about the same thing: of its category, at its point or near it. Nearest first. */
  doublesOf(subject: Case): Case[] {
    const { cases, tables } = this.#shelf.options;
    const within_m = tables().workflow.merge_within_m;
    const near = [...cases.values()]
      .filter((other) => other.id !== subject.id && other.category === subject.category)
      .filter((other) => !endedCaseStates.has(other.state))
      .map((other) => ({ other, metres: metresBetween(subject, other) }))
      .filter(({ metres }) => metres <= within_m);
    return near
      .sort((a, b) => a.metres - b.metres || (a.other.id < b.other.id ? -1 : 1))
      .map(({ other }) => other);
  }

  /**
   * Merges a case into another about the same thing, which goes on with its photos and alarms. Both say who and why.
   * Gives the one that goes on, then the one that ended.
   */
  merge(
    { caseId, into, reason, version }: CommandBody<'case.merge'>,
    actor: Actor,
    now: EpochMs,
  ): Result<readonly [Case, Case], Refusal> {
    const double = this.#shelf.at(caseId, now);
    const target = this.#shelf.at(into, now);
    if (double === undefined || target === undefined) {
      const missing = double === undefined ? caseId : into;
      return fail({ kind: 'not_found', detail: noSuch('case', missing) });
    }
    if (actor.role !== 'operator' && actor.role !== 'admin') {
      return fail({
        kind: 'forbidden',
        detail: { zh: '只有指挥中心可以合并案件', en: 'only the centre merges cases' },
      });
    }
    const stored = this.#shelf.options.cases.get(caseId);
    if (version !== undefined && version !== stored?.version) {
      const detail = {
        zh: `案件 ${caseId} 已是第 ${stored?.version} 版，您看到的是第 ${version} 版：请重新查看后再合并`,
        en: `case ${caseId} is at version ${stored?.version}, not ${version}: look again before merging`,
      };
      return fail({ kind: 'conflict', detail });
    }
    if (caseSteps[double.state].cancel === undefined || double.suspendedAt !== null) {
      const detail = {
        zh: `案件${caseStateLabels[double.state].zh}${double.suspendedAt === null ? '' : '并挂账'}，不能合并`,
        en: `a case that is ${double.state} is not merged any more`,
      };
      return fail({ kind: 'conflict', detail });
    }
    if (!this.doublesOf(double).some((other) => other.id === into)) {
      const { merge_within_m } = this.#shelf.options.tables().workflow;
      const detail = {
        zh: `${into} 不是 ${merge_within_m} 米内 ${double.category} 类的未结案件`,
        en: `${into} is no open case of category ${double.category} within ${merge_within_m} m`,
      };
      return fail({ kind: 'conflict', detail, allowed: this.doublesOf(double).map(({ id }) => id) });
    }
    const by = { at: now, by: actor.name, action: 'merge' } as const;
    const ended = this.#shelf.put(
      nextVersion(
        double,
        {
          ...{ state: 'cancelled', mergedInto: into, activeAlarmIds: [] },
          ...{ dueAt: null, stageDueAt: null, extensionRequested: false },
        },
        { ...by, note: mergedNote.into(into, reason) },
      ),
    );
    const alarmIds = [...new Set([...target.alarmIds, ...double.activeAlarmIds])];
    const goesOn = this.#shelf.put(
      nextVersion(
        target,
        {
          alarmIds,
          activeAlarmIds: [...new Set([...target.activeAlarmIds, ...double.activeAlarmIds])],
          reporters: withReporters(target.reporters, double.reporters),
          photos: [...new Set([...target.photos, ...double.photos])].slice(0, maxPhotos),
          severity: worseSeverity(target.severity, double.severity),
        },
        { ...by, note: mergedNote.from(caseId, double.description || double.title.zh, reason) },
      ),
    );
    return ok([goesOn, ended]);
  }
}

function metresBetween(a: Case, b: Case): number {
  if (a.pointId !== null && a.pointId === b.pointId) return 0;
  if (a.lon === null || a.lat === null || b.lon === null || b.lat === null) return Number.POSITIVE_INFINITY;
  return distance_m({ lon: a.lon, lat: a.lat }, { lon: b.lon, lat: b.lat });
}
