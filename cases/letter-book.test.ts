import { describe, expect, it } from 'vitest';
import type { Refusal } from '../core/ports.ts';
import type { Result } from '../core/result.ts';
import { dayMs, hourMs, minuteMs } from '../core/time.ts';
import { alarm, defaultTables, instant, person, reportAt, town, tuesday } from './test-town.ts';

const operator = person('operator');

function right<Value>(result: Result<Value, Refusal>): Value {
  if (!result.ok) throw new Error(`refused: ${result.error.kind}, ${result.error.detail.en}`);
  return result.value;
}

/** A flood that its unit let run past the limit. */
function late() {
  const here = town(defaultTables);
  const { id } = here.book.alarmRaised(alarm(), tuesday);
  for (const minutes of [15, 60, 96, 120, 144]) here.book.due(id, tuesday + minutes * minuteMs);
  here.desk.take();
  return { here, id, now: tuesday + 150 * minuteMs };
}

describe('a supervision letter', () => {
  it('is drafted from the timeline, with facts, basis, requirement and deadline', () => {
    const { here, id, now } = late();
    const { letter } = right(here.letters.draft(id, {}, operator, now));
    expect(letter).toMatchObject({
      id: `${id}-L1`,
      kind: 'timeout',
      level: 1,
      state: 'draft',
      number: null,
      addressee: { id: 'drainage', name: '排水管理所' },
      copies: [{ id: 'bureau', name: '住建局' }],
      subject: '道路积水·北关路口',
      place: '北关路口',
      // 12:30 is the noon break: four working hours later is 18:00.
      deadlineAt: instant('2026-11-24T18:00:00+08:00'),
    });
    expect(letter.facts).toEqual([
      { at: tuesday, text: '发现问题:道路积水,黄色,180 mm' },
      { at: tuesday, text: '立案:告警自动立案' },
      { at: tuesday, text: '派遣:派往排水管理所(养护单位)' },
      { at: tuesday + 15 * minuteMs, text: '派遣通知未签收' },
      { at: tuesday + hourMs, text: '已用时限的 50%,催办' },
      { at: tuesday + 96 * minuteMs, text: '已用时限的 80%,催办' },
      { at: tuesday + 2 * hourMs, text: '超过办理时限' },
      { at: tuesday + 2 * hourMs, text: '已用时限的 100%,催办' },
      { at: tuesday + 144 * minuteMs, text: '已用时限的 120%,升级督办' },
    ]);
    expect(letter.basis).toBe(
      '登记册载明排水管理所为该点位的养护单位;类别 05-06 的办理时限为 2 个紧急工作时。',
    );
    expect(here.desk.take()).toEqual([]);
  });

  it('gets its number when a person signs it, stands in the timeline and goes to unit and copies', () => {
    const { here, id, now } = late();
    const { letter } = right(here.letters.draft(id, {}, operator, now));
    const signed = right(here.letters.sign(letter.id, '张主任', operator, now + minuteMs));
    expect(signed.letter).toMatchObject({
      state: 'signed',
      number: '城管督〔2026〕1号',
      signedAt: now + minuteMs,
      signedBy: 'operator',
      signer: '张主任',
    });
    expect(signed.subject?.timeline.at(-1)).toMatchObject({
      action: 'letter',
      by: 'operator',
      note: '一级督办 城管督〔2026〕1号',
    });
    expect(here.desk.take().map(({ kind, unitId }) => [kind, unitId])).toEqual([
      ['letter', 'drainage'],
      ['letter', 'bureau'],
    ]);
  });

  it('is not changed once it is signed, nor signed twice', () => {
    const { here, id, now } = late();
    const { letter } = right(here.letters.draft(id, {}, operator, now));
    right(here.letters.edit(letter.id, { requirement: '一小时内抽干' }, now));
    right(here.letters.sign(letter.id, '张主任', operator, now));
    const before = here.letters.letters.get(letter.id);
    expect(before?.requirement).toBe('一小时内抽干');
    expect(here.letters.edit(letter.id, { requirement: '算了' }, now)).toMatchObject({
      error: { kind: 'conflict' },
    });
    expect(here.letters.sign(letter.id, '李', operator, now)).toMatchObject({ error: { kind: 'conflict' } });
    expect(here.letters.letters.get(letter.id)).toBe(before);
  });

  it('numbers leave no gap for drafts, and begin anew each year', () => {
    const { here, id, now } = late();
    const draft = () => right(here.letters.draft(id, {}, operator, now)).letter.id;
    const ids = [draft(), draft(), draft(), draft()];
    const numberOf = (letterId: string, at: number) =>
      right(here.letters.sign(letterId, '张', operator, at)).letter.number;
    expect(numberOf(ids[2] as string, now)).toBe('城管督〔2026〕1号');
    expect(numberOf(ids[0] as string, now + dayMs)).toBe('城管督〔2026〕2号');
    // Already the next year in Shanghai.
    expect(numberOf(ids[3] as string, instant('2026-12-31T16:00:00Z'))).toBe('城管督〔2027〕1号');
  });

  it('the next letter of a case is of the next level, up to the inspection office', () => {
    const { here, id, now } = late();
    const levels = [1, 2, 3, 4].map(() => {
      const { letter } = right(here.letters.draft(id, {}, operator, now));
      right(here.letters.sign(letter.id, '张', operator, now));
      return [letter.level, letter.copies.map((unit) => unit.id).join()];
    });
    expect(levels).toEqual([
      [1, 'bureau'],
      [2, 'bureau'],
      [3, 'bureau,inspectors'],
      [3, 'bureau,inspectors'],
    ]);
  });

  it('is replied to once, by the unit itself or by the centre for it', () => {
    const { here, id, now } = late();
    const { letter } = right(here.letters.draft(id, {}, operator, now));
    const crew = person('crew', 'drainage');
    const reply = (actor = crew) => here.letters.reply(letter.id, '已抽排完毕', actor, now + hourMs);
    expect(reply()).toMatchObject({ error: { kind: 'conflict' } });
    right(here.letters.sign(letter.id, '张', operator, now));
    expect(reply(person('crew', 'water'))).toMatchObject({ error: { kind: 'forbidden' } });
    const replied = right(reply());
    expect(replied.letter).toMatchObject({ state: 'replied', reply: { by: crew.name, text: '已抽排完毕' } });
    expect(replied.subject?.timeline.at(-1)?.action).toBe('letter_reply');
    expect(reply()).toMatchObject({ error: { kind: 'conflict' } });
  });

  it('needs a unit to write to, a deadline to come and copies that there are', () => {
    const { here, id, now } = late();
    const reported = right(
      here.book.report(reportAt({ pointId: 'cover-7', category: '01-02' }), operator, now),
    );
    const draft = (caseId: string, edit = {}) => here.letters.draft(caseId, edit, operator, now);
    expect(draft('none')).toMatchObject({ error: { kind: 'not_found' } });
    expect(draft(reported.id)).toMatchObject({ error: { kind: 'conflict' } });
    expect(draft(id, { deadlineAt: now })).toMatchObject({ error: { field: 'deadline' } });
    expect(draft(id, { copies: ['nobody'] })).toMatchObject({ error: { field: 'copies' } });
    expect(here.letters.letters.size).toBe(0);
  });
});
