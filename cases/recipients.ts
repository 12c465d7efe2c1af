// To whom a notice goes: from the words of the table to units and the people on duty there.
import type { Case } from '../core/case.ts';
import type { Registry } from '../core/registry.ts';
import { onDuty, type Roster } from '../core/roster.ts';
import type { EpochMs } from '../core/time.ts';
import type { NoticeRecipient } from './escalation-table.ts';
import { supervisorOf } from './responsibility.ts';

export interface Recipient {
  /** `null`: the command centre. */
  readonly unitId: string | null;
  readonly username: string | null;
}

export interface Directory {
  readonly registry: Registry;
  roster(unitId: string): Roster | undefined;
}

/** Each recipient once, in the order asked for. */
export function recipientsOf(
  to: readonly NoticeRecipient[],
  subject: Pick<Case, 'pointId' | 'unitId'>,
  at: EpochMs,
  directory: Directory,
): Recipient[] {
  const found = new Map<string, Recipient>();
  for (const recipient of to.flatMap((one) => resolve(one, subject, at, directory))) {
    const key = `${recipient.unitId} ${recipient.username}`;
    if (!found.has(key)) found.set(key, recipient);
  }
  return [...found.values()];
}

function resolve(
  recipient: NoticeRecipient,
  subject: Pick<Case, 'pointId' | 'unitId'>,
  at: EpochMs,
  directory: Directory,
): Recipient[] {
  const { registry } = directory;
  const atUnit = (unitId: string | null): Recipient[] =>
    unitId === null ? [] : [{ unitId, username: onDuty(directory.roster(unitId), at).username }];
  switch (recipient) {
    case 'unit':
      return atUnit(subject.unitId);
    case 'deputy':
      return deputyOf(subject.unitId, at, directory);
    case 'supervisor':
      return atUnit(supervisorOf(subject, registry));
    case 'inspection':
      return registry.unitsOfKind('inspection').flatMap((unit) => atUnit(unit.id));
    case 'centre':
      return [{ unitId: null, username: null }];
  }
}

/** The deputy, unless away or on duty anyway. */
function deputyOf(unitId: string | null, at: EpochMs, directory: Directory): Recipient[] {
  const roster = unitId === null ? undefined : directory.roster(unitId);
  if (roster === undefined || roster.deputy === null || onDuty(roster, at).username === roster.deputy)
    return [];
  const alone = { ...roster, first: roster.deputy, deputy: null, shifts: [] };
  const { username } = onDuty(alone, at);
  return username === null ? [] : [{ unitId, username }];
}
