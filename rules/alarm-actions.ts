// What a person may do with an alarm: acknowledge, shelve for a time with a reason, take it off the shelf, comment.
import type { Alarm } from '../core/alarm.ts';
import type { CommandBody } from '../core/commands.ts';
import type { Actor } from '../core/person.ts';
import type { Refusal } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { dayMs, type EpochMs } from '../core/time.ts';

/** A shelf without an end in sight is a rule that should be changed. */
const shelfMaxDays = 30;

/** Longest reason or comment, characters, and most comments of one alarm: further ones take the oldest's place. */
const maxWords = 2_000;
const maxComments = 200;

/** The alarm after the action; the same object where there was nothing to do, as when two people acknowledge. */
export function actOnAlarm(
  alarm: Alarm,
  request: CommandBody<'alarm.act'>,
  actor: Actor,
  now: EpochMs,
): Result<Alarm, Refusal> {
  if (actor.role === 'viewer') {
    const detail = {
      zh: '查看员只能查看告警；操作请联系值班员',
      en: 'a viewer may look at alarms; ask an operator to act on them',
    };
    return fail({ kind: 'forbidden', detail });
  }
  if (actor.role === 'crew' && request.action !== 'comment') {
    return fail({
      kind: 'forbidden',
      detail: {
        zh: '现场班组可以备注告警、办理案件；其他操作请联系值班员',
        en: 'a crew comments on alarms and handles its cases; ask an operator',
      },
    });
  }
  const reason = request.reason?.trim() ?? '';
  if (reason.length > maxWords) {
    const detail = { zh: `最多 ${maxWords} 字`, en: `${maxWords} characters at most` };
    return fail({ kind: 'invalid', field: 'reason', detail });
  }
  switch (request.action) {
    case 'acknowledge':
      if (alarm.acknowledgedAt !== null) return ok(alarm);
      return ok({
        ...withComment(alarm, reason, actor, now),
        acknowledgedAt: now,
        acknowledgedBy: actor.name,
      });
    case 'shelve':
      if (alarm.condition === 'cleared') {
        return fail({
          kind: 'conflict',
          detail: { zh: '已解除的告警无需搁置', en: 'a cleared alarm needs no shelf' },
          allowed: ['acknowledge', 'comment'],
        });
      }
      if (request.until === undefined || request.until <= now) {
        return fail({
          kind: 'invalid',
          field: 'until',
          detail: {
            zh: '请填写搁置到何时，应在将来',
            en: 'say until when to shelve it: a time in the future',
          },
        });
      }
      if (request.until > now + shelfMaxDays * dayMs) {
        return fail({
          kind: 'invalid',
          field: 'until',
          detail: {
            zh: `告警最长搁置 ${shelfMaxDays} 天；需要更久请修改规则`,
            en: `an alarm is shelved for ${shelfMaxDays} days at most; change its rule for longer`,
          },
        });
      }
      if (reason === '') {
        const detail = { zh: '请填写搁置理由', en: 'say why it is shelved' };
        return fail({ kind: 'invalid', field: 'reason', detail });
      }
      return ok({
        ...withComment(alarm, reason, actor, now),
        shelvedUntil: request.until,
        shelvedBy: actor.name,
        shelveReason: reason,
      });
    case 'unshelve':
      if (alarm.shelvedUntil === null) return ok(alarm);
      return ok({
        ...withComment(alarm, reason, actor, now),
        shelvedUntil: null,
        shelvedBy: null,
        shelveReason: null,
      });
    case 'comment':
      if (reason === '') {
        const detail = { zh: '请在 reason 中填写备注内容', en: 'write the comment in "reason"' };
        return fail({ kind: 'invalid', field: 'reason', detail });
      }
      return ok(withComment(alarm, reason, actor, now));
  }
}

function withComment(alarm: Alarm, text: string, actor: Actor, now: EpochMs): Alarm {
  if (text === '') return alarm;
  const comments = [...alarm.comments, { at: now, by: actor.name, text }];
  return { ...alarm, comments: comments.slice(-maxComments) };
}
