// The book of supervision letters. A number is given at signing, one after the other within a year: a draft that is
// never signed leaves no gap.

import type { Case } from '../core/case.ts';
import type { Letter, LetterEdit, LetterUnit } from '../core/letter.ts';
import type { Actor } from '../core/person.ts';
import type { Refusal } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { Table } from '../core/table.ts';
import { noSuch } from '../core/thing-names.ts';
import type { EpochMs } from '../core/time.ts';
import type { CasePapers } from './case-papers.ts';
import type { CaseShelf } from './case-shelf.ts';
import { draftLetter } from './letter-draft.ts';
import { localDateDigits } from './working-calendar.ts';

export interface LetterChange {
  readonly letter: Letter;
  /** The case with its new entry, where it has one. */
  readonly subject: Case | null;
}

type Answer = Result<LetterChange, Refusal>;

export class LetterBook {
  readonly letters = new Table<Letter>('letters');
  readonly #shelf: CaseShelf;
  readonly #papers: CasePapers;

  constructor(shelf: CaseShelf, papers: CasePapers) {
    this.#shelf = shelf;
    this.#papers = papers;
  }

  /** A draft about a case that a unit has; of the level after that of its last signed letter, as far as there are. */
  draft(caseId: string, edit: LetterEdit, actor: Actor, now: EpochMs): Answer {
    const { counters, registry, tables } = this.#shelf.options;
    const table = tables().letters;
    const subject = this.#shelf.at(caseId, now);
    if (subject === undefined) return fail({ kind: 'not_found', detail: noSuch('case', caseId) });
    const { unitId } = subject;
    if (unitId === null) {
      const detail = {
        zh: '案件尚无责任单位：请先派遣再发函',
        en: 'no unit has the case: dispatch it before writing to one',
      };
      return fail({ kind: 'conflict', detail });
    }
    const serial = (counters.get(`letters of ${caseId}`) ?? 0) + 1;
    const level = Math.min(this.#signedOf(caseId, serial) + 1, table.levels.length);
    const context = { registry, calendar: this.#shelf.clocks().calendar, table, by: actor.name, now };
    const drafted = draftLetter({ ...subject, unitId }, serial, level, context);
    const edited = this.#edited(drafted, edit, now);
    if (!edited.ok) return edited;
    counters.set(`letters of ${caseId}`, serial);
    return ok({ letter: this.#put(edited.value), subject: null });
  }

  /** Changes a draft. */
  edit(letterId: string, edit: LetterEdit, now: EpochMs): Answer {
    const letter = this.letters.get(letterId);
    if (letter === undefined) return fail(noLetter(letterId));
    if (letter.state !== 'draft') return fail(alreadySigned(letter));
    const edited = this.#edited(letter, edit, now);
    return edited.ok ? ok({ letter: this.#put(edited.value), subject: null }) : edited;
  }

  /** Signs a draft: it gets its number, stands in the case's timeline, and goes to the unit and those copied. */
  sign(letterId: string, signer: string, actor: Actor, now: EpochMs): Answer {
    const { counters, tables, timezone } = this.#shelf.options;
    const letter = this.letters.get(letterId);
    if (letter === undefined) return fail(noLetter(letterId));
    if (letter.state !== 'draft') return fail(alreadySigned(letter));
    const year = localDateDigits(now, timezone()).slice(0, 4);
    const serial = (counters.get(`letters ${year}`) ?? 0) + 1;
    counters.set(`letters ${year}`, serial);
    const number = tables().letters.number.replace('{year}', year).replace('{serial}', String(serial));
    const signed: Letter = {
      ...letter,
      state: 'signed',
      number,
      signedAt: now,
      signedBy: actor.name,
      signer,
    };
    const to = [letter.addressee, ...letter.copies].map(({ id }) => id);
    const subject = this.#papers.letterSent(
      letter.caseId,
      { number, levelName: letter.levelName, to },
      actor,
      now,
    );
    return ok({ letter: this.#put(signed), subject });
  }

  /** The unit's answer, by one of its own or, on its behalf, by the centre. */
  reply(letterId: string, text: string, actor: Actor, now: EpochMs): Answer {
    const letter = this.letters.get(letterId);
    if (letter === undefined) return fail(noLetter(letterId));
    const mayReply =
      actor.role !== 'viewer' && (actor.role !== 'crew' || actor.unitId === letter.addressee.id);
    if (!mayReply) {
      const detail = { zh: '只有受函单位可以回复', en: 'only the unit that it is addressed to replies' };
      return fail({ kind: 'forbidden', detail });
    }
    if (letter.state !== 'signed') {
      const detail =
        letter.state === 'draft'
          ? { zh: '督办函尚未签发', en: 'it is not signed yet' }
          : { zh: '督办函已回复', en: 'it has been replied to' };
      return fail({ kind: 'conflict', detail });
    }
    const replied: Letter = { ...letter, state: 'replied', reply: { at: now, by: actor.name, text } };
    const subject = this.#papers.letterReplied(letter.caseId, `${letter.number}: ${text}`, actor, now);
    return ok({ letter: this.#put(replied), subject });
  }

  #edited(letter: Letter, edit: LetterEdit, now: EpochMs): Result<Letter, Refusal> {
    const { copies: copyIds, ...words } = edit;
    if (edit.deadlineAt !== undefined && edit.deadlineAt <= now) {
      const detail = { zh: '期限应在将来', en: 'the deadline lies in the future' };
      return fail({ kind: 'invalid', field: 'deadline', detail });
    }
    const copies: LetterUnit[] = [];
    for (const id of copyIds ?? []) {
      const unit = this.#shelf.options.registry.unit(id);
      if (unit === undefined) return fail({ kind: 'invalid', field: 'copies', detail: noSuch('unit', id) });
      copies.push({ id, name: unit.name });
    }
    const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
    return ok({ ...letter, ...given, ...(copyIds === undefined ? {} : { copies }) });
  }

  /** Signed letters among the case's first ones. */
  #signedOf(caseId: string, serials: number): number {
    let signed = 0;
    for (let n = 1; n < serials; n += 1) {
      if (this.letters.get(`${caseId}-L${n}`)?.number != null) signed += 1;
    }
    return signed;
  }

  #put(letter: Letter): Letter {
    this.letters.set(letter.id, letter);
    return letter;
  }
}

function noLetter(id: string): Refusal {
  return { kind: 'not_found', detail: noSuch('letter', id) };
}

function alreadySigned(letter: Letter): Refusal {
  return {
    kind: 'conflict',
    detail: {
      zh: `督办函已签发（${letter.number}），不能再修改`,
      en: `it was signed as ${letter.number}, and is not changed any more`,
    },
  };
}
