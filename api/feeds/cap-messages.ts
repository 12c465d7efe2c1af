// The messages that an alarm has sent by a moment, as CAP 1.2 has them: an Alert when it was first shown, an Update at
// each change of severity and before the last message would expire, a Cancel when it is over. They follow from the
// alarm alone, so that each keeps its identifier and its words however often it is asked for.
import type { AlarmStep } from '../../core/alarm.ts';
import { dayMs, type EpochMs, formatInstant, hourMs } from '../../core/time.ts';
import type { PublicAlarm } from './public-alarms.ts';

/** How long a message holds. */
export const validMs = 6 * hourMs;
/** An alarm that stays as it is says so again after this. */
const renewedEveryMs = 3 * hourMs;
/** Renewals that can still be asked for. */
const renewalsKeptMs = dayMs;

export interface CapMessage {
  readonly identifier: string;
  readonly type: 'Alert' | 'Update' | 'Cancel';
  readonly sentAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** What was measured when the severity last changed. */
  readonly step: AlarmStep;
  /** Messages before it that still held, and the last one in any case. */
  readonly references: readonly Pick<CapMessage, 'identifier' | 'sentAt'>[];
}

/** From first to last; none for an alarm that nobody was shown. */
export function capMessages(alarm: PublicAlarm, now: EpochMs): CapMessage[] {
  const changes = shownChanges(alarm);
  const endedAt = alarm.clearedAt === null ? null : Math.max(alarm.clearedAt, changes.at(-1)?.at ?? 0);
  const messages: CapMessage[] = [];
  const send = (type: CapMessage['type'], sentAt: EpochMs, step: AlarmStep) => {
    const earlier = messages.filter(({ expiresAt }) => expiresAt > sentAt);
    messages.push({
      identifier: identifierOf(alarm.id, sentAt, type),
      type,
      sentAt,
      expiresAt: sentAt + validMs,
      step,
      references: earlier.length > 0 ? earlier : messages.slice(-1),
    });
  };
  for (const [n, step] of changes.entries()) {
    send(n === 0 ? 'Alert' : 'Update', step.at, step);
    const until = changes[n + 1]?.at ?? endedAt ?? now + 1;
    for (const at of renewals(step.at, Math.min(until, now + 1), now)) send('Update', at, step);
  }
  const last = changes.at(-1);
  if (endedAt !== null && last !== undefined) send('Cancel', endedAt, last);
  return messages;
}

/** The severities that people were shown: that of the first showing, and each one after it. */
function shownChanges({ steps, shownAt, severity, value, confident }: PublicAlarm): AlarmStep[] {
  const before = steps.filter((step) => step.at <= shownAt).at(-1);
  const first = before ?? steps[0] ?? { at: shownAt, severity, value, confident };
  const changes = [{ ...first, at: shownAt }, ...steps.filter((step) => step.at > shownAt)];
  // Of several at one instant the last is what was shown.
  return changes.filter((step, n) => step.at !== changes[n + 1]?.at);
}

function renewals(from: EpochMs, until: EpochMs, now: EpochMs): EpochMs[] {
  const skipped = Math.max(0, Math.floor((now - renewalsKeptMs - from) / renewedEveryMs));
  const times: EpochMs[] = [];
  for (let at = from + (skipped + 1) * renewedEveryMs; at < until; at += renewedEveryMs) times.push(at);
  return times;
}

/** No blank, comma or markup, as CAP wants it. A Cancel may come at the instant of the change before it. */
function identifierOf(alarmId: string, sentAt: EpochMs, type: CapMessage['type']): string {
  const stamp = formatInstant(sentAt).replace(/\D/g, '');
  return `${alarmId}.${stamp}${type === 'Cancel' ? '.end' : ''}`;
}
