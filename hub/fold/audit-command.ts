// What the audit log keeps of a command: who gave it, from where, and what it said, without secrets.
import type { CommandName } from '../../core/commands.ts';
import type { Actor } from '../../core/person.ts';
import type { CommandReply } from '../../core/ports.ts';
import type { CommandContext } from './command-handler.ts';

/** Fields that the audit log leaves out: secrets, people's addresses, and messages that the journal has already. */
const leftOut: ReadonlySet<string> = new Set([
  'passwordHash',
  'secretHash',
  'newSecretHash',
  'payloadBase64',
  'reporter',
]);
/** Longest detail of an entry, characters: the journal has the whole. */
const detailMax = 4_000;

/** Writes who gave a command, from where, and what it said. */
export function auditCommand(
  name: CommandName,
  body: unknown,
  reply: CommandReply,
  actor: Actor,
  { effects, now }: CommandContext,
): void {
  const text = JSON.stringify(body, (key, value) => (leftOut.has(key) ? undefined : value)) ?? '{}';
  const detail = text.length <= detailMax ? JSON.parse(text) : { shortened: text.slice(0, detailMax) };
  effects.audit.push({
    at: now,
    by: actor.name,
    from: actor.from,
    action: name,
    subject: subjectOf(body, reply),
    detail: name === 'hub.start' ? { version: detail.version, settings: detail.settings } : detail,
  });
}

/** What the command names, or what came of it, such as a reported case. */
function subjectOf(body: unknown, reply: CommandReply): string {
  const named = body as Readonly<Record<string, unknown>>;
  const came = ((reply.ok && reply.value) || {}) as Readonly<Record<string, unknown>>;
  const ids = [
    named.caseId,
    named.alarmId,
    named.deviceId,
    named.ruleId,
    named.pointId,
    named.table,
    named.letterId,
    named.username,
    named.name,
    came.id,
  ];
  const id = ids.find((value) => typeof value === 'string');
  return typeof id === 'string' ? id : '';
}
