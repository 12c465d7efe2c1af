// What happened to alarms, cases and devices within one record, told once at its end: how it stands then, not each step.
import { alarmJson } from '../../core/alarm.ts';
import { caseJson } from '../../core/case.ts';
import { deviceCommandJson } from '../../core/device-command.ts';
import type { Effects } from '../../core/effects.ts';
import { type Notice, noticeJson } from '../../core/notice.ts';
import { type EpochMs, formatInstant, formatInstantOrNull } from '../../core/time.ts';
import { type AlarmChange, alarmChangeKinds } from '../../rules/alarm-life.ts';

interface Noted {
  /** By alarm, the change that says most. */
  readonly alarms: Map<string, AlarmChange['kind']>;
  readonly cases: Set<string>;
  readonly statuses: Set<string>;
  readonly commands: Set<string>;
}

function nothingNoted(): Noted {
  return { alarms: new Map(), cases: new Set(), statuses: new Set(), commands: new Set() };
}

export class RecordChanges {
  #noted = nothingNoted();

  alarm(id: string, kind: AlarmChange['kind']): void {
    const before = this.#noted.alarms.get(id);
    if (before === undefined || alarmChangeKinds.indexOf(before) < alarmChangeKinds.indexOf(kind)) {
      this.#noted.alarms.set(id, kind);
    }
  }

  case(id: string): void {
    this.#noted.cases.add(id);
  }

  status(deviceId: string): void {
    this.#noted.statuses.add(deviceId);
  }

  command(id: string): void {
    this.#noted.commands.add(id);
  }

  /** Puts all of it, and the notices, into the outbox of the effects that they are among. */
  tell(
    { outbox, alarms, cases, deviceStatuses, deviceCommands }: Effects,
    notices: readonly Notice[],
    at: EpochMs,
    pointOf: (deviceId: string) => string | null,
  ): void {
    const noted = this.#noted;
    for (const [id, change] of noted.alarms) {
      const alarm = alarms.get(id);
      // A value that moves within its level is shown by its readings; it is no news.
      if (alarm === undefined || change === 'updated') continue;
      outbox.push({ kind: 'alarm', subjectId: id, at, body: { ...alarmJson(alarm), change } });
    }
    for (const id of noted.cases) {
      const subject = cases.get(id);
      if (subject !== undefined) outbox.push({ kind: 'case', subjectId: id, at, body: caseJson(subject) });
    }
    for (const id of noted.statuses) {
      const status = deviceStatuses.get(id);
      if (status === undefined) continue;
      const body = {
        status: status.status,
        reason: status.reason,
        outage_id: status.outageId,
        since: formatInstant(status.statusSince),
        last_seen_at: formatInstantOrNull(status.lastSeenAt),
        point_id: pointOf(id),
      };
      outbox.push({ kind: 'device', subjectId: id, at, body });
    }
    for (const id of noted.commands) {
      const command = deviceCommands.get(id);
      if (command !== undefined) {
        outbox.push({ kind: 'command', subjectId: id, at, body: deviceCommandJson(command) });
      }
    }
    for (const notice of notices) {
      outbox.push({ kind: 'notice', subjectId: notice.id, at, body: noticeJson(notice) });
    }
  }

  /**
   * Begins with the next record. Not by clearing: V8 links the table of a cleared Map to the next one, so that all of them
   * stay until a full collection, four for each record.
   */
  forget(): void {
    const { alarms, cases, statuses, commands } = this.#noted;
    if (alarms.size + cases.size + statuses.size + commands.size > 0) this.#noted = nothingNoted();
  }
}
