// Appeals of units against overdue cases: asked for once, after closing; exempted when so many people of the centre have
// accepted it, refused when one of them has not.

import type { Appeal, AppealOutcome } from '../core/appeal.ts';
import type { Case } from '../core/case.ts';
import type { CommandBody } from '../core/commands.ts';
import type { Actor } from '../core/person.ts';
import type { Refusal } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { noSuch } from '../core/thing-names.ts';
import type { EpochMs } from '../core/time.ts';
import type { CaseShelf } from './case-shelf.ts';
import { nextVersion, noteIn } from './timeline.ts';

const outcomeWords: Readonly<Record<AppealOutcome, { readonly zh: string; readonly en: string }>> = {
  pending: { zh: '同意申诉，待另一人复核', en: 'accepts the appeal, another has to as well' },
  exempted: { zh: '申诉成立，超期不计入考核', en: 'the appeal holds, the delay does not count' },
  refused: { zh: '申诉不成立', en: 'the appeal is refused' },
};

export class Appeals {
  readonly #shelf: CaseShelf;

  constructor(shelf: CaseShelf) {
    this.#shelf = shelf;
  }

  /** A unit asks; the centre may for it. */
  appeal({ caseId, reason }: CommandBody<'case.appeal'>, actor: Actor, now: EpochMs): Result<Case, Refusal> {
    const subject = this.#shelf.at(caseId, now);
    if (subject === undefined) return fail({ kind: 'not_found', detail: noSuch('case', caseId) });
    const isOwn = actor.role === 'crew' && actor.unitId !== null && actor.unitId === subject.unitId;
    if (!isOwn && !isCentre(actor)) {
      const detail = { zh: '只能对本单位的案件申诉', en: 'a unit appeals against its own cases only' };
      return fail({ kind: 'forbidden', detail });
    }
    if (subject.state !== 'closed' || !subject.overdue) {
      const detail = {
        zh: '只有超期且已结案的案件可以申诉',
        en: 'an appeal is about a case that was overdue and is closed',
      };
      return fail({ kind: 'conflict', detail });
    }
    if (subject.appeal !== undefined) {
      const { outcome } = subject.appeal;
      const detail = {
        zh: `此案已申诉过：${outcomeWords[outcome].zh}`,
        en: `there was an appeal already, ${outcome}`,
      };
      return fail({ kind: 'conflict', detail });
    }
    const appeal: Appeal = { at: now, by: actor.name, reason, reviews: [], outcome: 'pending' };
    const entry = { at: now, by: actor.name, action: 'appeal', note: reason };
    return ok(this.#shelf.put(nextVersion(subject, { appeal }, entry)));
  }

  /** Someone of the centre decides, whoever did not appeal or decide before. */
  review(body: CommandBody<'case.review_appeal'>, actor: Actor, now: EpochMs): Result<Case, Refusal> {
    const { caseId, accepts, note } = body;
    const subject = this.#shelf.at(caseId, now);
    if (subject === undefined) return fail({ kind: 'not_found', detail: noSuch('case', caseId) });
    if (!isCentre(actor)) {
      return fail({
        kind: 'forbidden',
        detail: { zh: '申诉由指挥中心审核', en: 'the centre reviews appeals' },
      });
    }
    const { appeal } = subject;
    if (appeal === undefined || appeal.outcome !== 'pending') {
      const detail = { zh: '没有待审核的申诉', en: 'there is no appeal that waits for a review' };
      return fail({ kind: 'conflict', detail });
    }
    if (appeal.by === actor.name || appeal.reviews.some(({ by }) => by === actor.name)) {
      const detail = {
        zh: '申诉人和已审核过的人不能再审核',
        en: 'an appeal is reviewed by others than who asked or reviewed before',
      };
      return fail({ kind: 'conflict', detail });
    }
    const reviews = [...appeal.reviews, { at: now, by: actor.name, accepts, note }];
    const needed = this.#shelf.options.tables().workflow.appeal_reviewers;
    const outcome = accepts ? (reviews.length >= needed ? 'exempted' : 'pending') : 'refused';
    const words = noteIn(outcomeWords[outcome]);
    const entry = {
      at: now,
      by: actor.name,
      action: 'appeal_review',
      note: note === '' ? words : `${words}; ${note}`,
    };
    return ok(this.#shelf.put(nextVersion(subject, { appeal: { ...appeal, reviews, outcome } }, entry)));
  }
}

function isCentre({ role }: Actor): boolean {
  return role === 'operator' || role === 'admin';
}
