import { describe, expect, it } from 'vitest';
import { type Case, caseJson } from '../core/case.ts';
import { dayMs, hourMs, minuteMs } from '../core/time.ts';
import { Appeals } from './appeals.ts';
import { indicatorsOf } from './indicators.ts';
import { defaultTables, person, reportAt, town, tuesday } from './test-town.ts';

const crew = person('crew', 'drainage');
const [first, second] = [
  { ...person('operator'), name: 'wang' },
  { ...person('operator'), name: 'zhao' },
];

/** A case that the unit handled three hours after a limit of two, and that is closed. */
function late() {
  const here = town(defaultTables);
  const reported = here.book.report(reportAt({}), first, tuesday);
  if (!reported.ok) throw new Error(reported.error.detail.en);
  const { id } = reported.value;
  const act = (action: 'file' | 'dispatch' | 'accept' | 'handle' | 'verify', at: number) => {
    const request = { caseId: id, action, unitId: 'drainage', note: 'done' };
    const acted = here.book.act(request, first, tuesday + at);
    if (!acted.ok) throw new Error(`${action}: ${acted.error.detail.en}`);
    return acted.value;
  };
  act('file', minuteMs);
  act('dispatch', 2 * minuteMs);
  act('accept', 10 * minuteMs);
  const close = () => {
    act('handle', 5 * hourMs);
    return act('verify', 5 * hourMs + minuteMs);
  };
  return { id, close, appeals: new Appeals(here.shelf) };
}

const at = tuesday + 6 * hourMs;

function inTime(subject: Case) {
  const { workflow: _workflow, indicators: table } = defaultTables;
  const period = { from: tuesday - dayMs, to: tuesday + dayMs, table, verification_min: 30 };
  const { counts } = indicatorsOf([caseJson(subject)], period).total;
  return { handled: counts.handled_in_time, closed: counts.closed_in_time };
}

describe('an appeal', () => {
  it('takes the delay out of the figures when two others accept it, and never the fact', () => {
    const { id, close, appeals } = late();
    expect(inTime(close())).toEqual({ handled: 0, closed: 0 });
    const asked = appeals.appeal({ caseId: id, reason: 'the road was closed' }, crew, at);
    expect(asked).toMatchObject({ ok: true, value: { appeal: { outcome: 'pending' } } });
    const once = appeals.review({ caseId: id, accepts: true, note: '' }, first, at + 1);
    expect(once).toMatchObject({ ok: true, value: { appeal: { outcome: 'pending' } } });
    if (once.ok) expect(inTime(once.value)).toEqual({ handled: 0, closed: 0 });
    const twice = appeals.review({ caseId: id, accepts: true, note: 'seen' }, second, at + 2);
    expect(twice).toMatchObject({ ok: true, value: { overdue: true, appeal: { outcome: 'exempted' } } });
    if (!twice.ok) return;
    expect(inTime(twice.value)).toEqual({ handled: 1, closed: 1 });
    expect(twice.value.timeline.slice(-3).map(({ action, by }) => `${by} ${action}`)).toEqual([
      `${crew.name} appeal`,
      'wang appeal_review',
      'zhao appeal_review',
    ]);
    expect(appeals.appeal({ caseId: id, reason: 'again' }, crew, at + 3)).toMatchObject({ ok: false });
  });

  it('is refused by one, and then changes nothing', () => {
    const { id, close, appeals } = late();
    close();
    appeals.appeal({ caseId: id, reason: 'r' }, crew, at);
    const refused = appeals.review({ caseId: id, accepts: false, note: 'no' }, first, at + 1);
    expect(refused).toMatchObject({ ok: true, value: { appeal: { outcome: 'refused' } } });
    if (refused.ok) expect(inTime(refused.value)).toEqual({ handled: 0, closed: 0 });
    expect(appeals.review({ caseId: id, accepts: true, note: '' }, second, at + 2)).toMatchObject({
      error: { kind: 'conflict' },
    });
  });

  it('is for the unit of a closed case that was late, and reviewed by others', () => {
    const { id, close, appeals } = late();
    const body = { caseId: id, reason: 'r' };
    expect(appeals.appeal(body, crew, at)).toMatchObject({ error: { kind: 'conflict' } });
    close();
    expect(appeals.appeal(body, person('crew', 'gas'), at)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(appeals.appeal(body, person('viewer'), at)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(appeals.appeal(body, first, at)).toMatchObject({ ok: true });
    const review = { caseId: id, accepts: true, note: '' };
    expect(appeals.review(review, crew, at)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(appeals.review(review, first, at)).toMatchObject({ error: { kind: 'conflict' } });
    expect(appeals.review(review, second, at)).toMatchObject({ ok: true });
    expect(appeals.review(review, second, at)).toMatchObject({ error: { kind: 'conflict' } });
  });
});
