import { describe, expect, it } from 'vitest';
import type { Alarm } from '../core/alarm.ts';
import type { CommandBody } from '../core/commands.ts';
import type { Role } from '../core/person.ts';
import { dayMs, hourMs, minuteMs } from '../core/time.ts';
import { now, person, rule, Street } from './test-street.ts';

type Request = Omit<CommandBody<'alarm.act'>, 'alarmId'>;

/** A street with one active alarm of a flood, from the minute before. */
function flooded(depth_mm = 60) {
  const street = new Street([rule('flood-depth')]);
  for (const minutes of [2, 1]) street.sample('gauge', 'depth_mm', now - minutes * minuteMs, depth_mm);
  const act = (request: Request, role: Role = 'operator', at = now) => {
    street.until(at);
    return street.engine.act({ alarmId: 'A000001', ...request }, person(role), at);
  };
  const alarm = () => street.engine.alarms.get('A000001') as Alarm;
  return { street, act, alarm };
}

describe('acknowledging', () => {
  it('says who and when, once: the second finds it done', () => {
    const { act, alarm, street } = flooded();
    expect(act({ action: 'acknowledge', reason: ' seen ' })).toMatchObject({ ok: true });
    expect(alarm()).toMatchObject({
      acknowledgedBy: 'operator',
      acknowledgedAt: now,
      condition: 'active',
      caseId: 'case of A000001',
      comments: [{ at: now, by: 'operator', text: 'seen' }],
    });
    const told = street.changes.length;
    act({ action: 'acknowledge' }, 'admin', now + minuteMs);
    expect([alarm().acknowledgedBy, street.changes.length]).toEqual(['operator', told]);
  });

  it('outlives what happens within the level, a restart, and the end of the alarm', () => {
    const { act, street } = flooded();
    act({ action: 'acknowledge' });
    const again = street.restored();
    again.sample('gauge', 'depth_mm', now + minuteMs, 90);
    expect(again.alarms()[0]).toMatchObject({ acknowledgedBy: 'operator', peakValue: 90 });
    for (const minutes of [2, 3, 4]) again.sample('gauge', 'depth_mm', now + minutes * minuteMs, 0);
    expect(again.alarms()[0]).toMatchObject({ acknowledgedBy: 'operator', condition: 'cleared' });
  });

  it('of a lesser danger does not cover a greater one', () => {
    const { act, alarm, street } = flooded();
    act({ action: 'acknowledge' });
    for (const minutes of [1, 2]) street.sample('gauge', 'depth_mm', now + minutes * minuteMs, 260);
    expect(alarm()).toMatchObject({ severity: 'orange', acknowledgedAt: null, acknowledgedBy: null });
  });

  it('is possible after it cleared, for a week', () => {
    const { act, alarm, street } = flooded();
    for (const minutes of [1, 2, 3]) street.sample('gauge', 'depth_mm', now + minutes * minuteMs, 0);
    expect(alarm().condition).toBe('cleared');
    expect(act({ action: 'acknowledge' }, 'operator', now + 6 * dayMs)).toMatchObject({ ok: true });
    expect(act({ action: 'acknowledge' }, 'operator', now + 8 * dayMs)).toMatchObject({
      ok: false,
      error: { kind: 'not_found' },
    });
  });
});

describe('shelving', () => {
  const shelve = { action: 'shelve', until: now + hourMs, reason: 'pumping' } as const;

  it('lasts until its time, with its reason, and ends by itself', () => {
    const { act, alarm, street } = flooded();
    act(shelve);
    expect(alarm()).toMatchObject({
      shelvedUntil: now + hourMs,
      shelvedBy: 'operator',
      shelveReason: 'pumping',
    });
    street.until(now + hourMs - 1);
    expect(alarm().shelvedUntil).toBe(now + hourMs);
    street.until(now + hourMs);
    expect(alarm()).toMatchObject({
      shelvedUntil: null,
      shelvedBy: null,
      shelveReason: null,
      condition: 'active',
    });
    expect(street.changes.at(-1)?.kind).toBe('handled');
  });

  it('ends by itself after a restart too', () => {
    const { act, street } = flooded();
    act(shelve);
    const again = street.restored();
    again.until(now + 2 * hourMs);
    expect(again.alarms()[0]?.shelvedUntil).toBeNull();
  });

  it('anew moves its end; taken off, it is gone', () => {
    const { act, alarm, street } = flooded();
    act(shelve);
    act({ ...shelve, until: now + 3 * hourMs });
    street.until(now + 2 * hourMs);
    expect(alarm().shelvedUntil).toBe(now + 3 * hourMs);
    act({ action: 'unshelve' }, 'operator', now + 2 * hourMs);
    expect(alarm().shelvedUntil).toBeNull();
    const told = street.changes.length;
    act({ action: 'unshelve' }, 'operator', now + 2 * hourMs);
    expect(street.changes.length).toBe(told);
  });

  it('covers the danger that was known: a greater one takes it off, one as great does not', () => {
    const { act, alarm, street } = flooded(160);
    act(shelve);
    const course = [100, 100, 100, 160, 160, 160, 260, 260];
    const shelved = course.map((depth_mm, n) => {
      street.sample('gauge', 'depth_mm', now + (n + 1) * minuteMs, depth_mm);
      return [alarm().severity, alarm().shelvedUntil !== null];
    });
    expect(shelved.slice(2)).toEqual([
      ['blue', true],
      ['blue', true],
      ['yellow', true],
      ['yellow', true],
      ['yellow', true],
      ['orange', false],
    ]);
  });

  it.each([
    ['without an end', { action: 'shelve', reason: 'x' }, 'invalid', 'until'],
    ['into the past', { ...shelve, until: now }, 'invalid', 'until'],
    ['for ever', { ...shelve, until: now + 31 * dayMs }, 'invalid', 'until'],
    ['without a reason', { ...shelve, reason: ' ' }, 'invalid', 'reason'],
    ['with a novel', { ...shelve, reason: 'x'.repeat(2_001) }, 'invalid', 'reason'],
  ] as [string, Request, string, string][])(
    '%s is refused and changes nothing',
    (_, request, kind, field) => {
      const { act, street } = flooded();
      const before = street.dump();
      expect(act(request)).toMatchObject({ ok: false, error: { kind, field } });
      expect(street.dump()).toBe(before);
    },
  );

  it('of a cleared alarm is a conflict that says what is possible', () => {
    const { act, street } = flooded();
    for (const minutes of [1, 2, 3]) street.sample('gauge', 'depth_mm', now + minutes * minuteMs, 0);
    expect(act({ ...shelve, until: now + 2 * hourMs }, 'operator', now + hourMs)).toMatchObject({
      ok: false,
      error: { kind: 'conflict', allowed: ['acknowledge', 'comment'] },
    });
  });
});

describe('comments and roles', () => {
  it('a comment needs words, and the oldest give way to the newest', () => {
    const { act, alarm } = flooded();
    expect(act({ action: 'comment' })).toMatchObject({ ok: false, error: { field: 'reason' } });
    for (let n = 0; n < 205; n += 1) act({ action: 'comment', reason: `${n}` });
    expect(alarm().comments).toHaveLength(200);
    expect([alarm().comments[0]?.text, alarm().comments.at(-1)?.text]).toEqual(['5', '204']);
  });

  it('a viewer looks on, a crew comments, an operator and an admin do all', () => {
    const { act } = flooded();
    const may = (role: Role) => ({
      acknowledge: act({ action: 'acknowledge' }, role).ok,
      comment: act({ action: 'comment', reason: 'on our way' }, role).ok,
      shelve: act({ action: 'shelve', until: now + hourMs, reason: 'x' }, role).ok,
    });
    expect(may('viewer')).toEqual({ acknowledge: false, comment: false, shelve: false });
    expect(may('crew')).toEqual({ acknowledge: false, comment: true, shelve: false });
    expect(may('operator')).toEqual({ acknowledge: true, comment: true, shelve: true });
    expect(may('admin')).toEqual({ acknowledge: true, comment: true, shelve: true });
  });

  it('an alarm that there is not is not found', () => {
    const { street } = flooded();
    const answer = street.engine.act({ alarmId: 'A9', action: 'comment', reason: 'x' }, person('admin'), now);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'not_found' } });
  });
});
