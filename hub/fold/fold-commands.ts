// What people's and the hub's own commands do to the state. A refusal changes nothing, and neither does a dry run.

import { caseTablesSchema } from '../../cases/case-tables.ts';
import { caseTableJson } from '../../cases/table-book.ts';
import { alarmJson } from '../../core/alarm.ts';
import {
  type CommandBody,
  type CommandName,
  commandBodies,
  commandPayloadSchema,
} from '../../core/commands.ts';
import { deviceCommandJson } from '../../core/device-command.ts';
import type { Effects } from '../../core/effects.ts';
import { assert } from '../../core/error.ts';
import type { Refusal } from '../../core/ports.ts';
import { type JournalRecord, payloadJson } from '../../core/record.ts';
import { noSuch } from '../../core/thing-names.ts';
import { dayMs, formatInstantOrNull } from '../../core/time.ts';
import { ruleSchema } from '../../rules/rule-definition.ts';
import { auditCommand } from './audit-command.ts';
import { caseCommands } from './case-commands.ts';
import {
  type CommandContext,
  type CommandOutcome,
  done,
  type Handler,
  type Handlers,
  refused,
  unfit,
} from './command-handler.ts';
import { flowCommands } from './flow-commands.ts';
import type { FoldState } from './fold-state.ts';
import { letterCommands } from './letter-commands.ts';
import { loginCommands } from './login-commands.ts';
import { putProfiles } from './put-profiles.ts';
import { putRule } from './put-rule.ts';
import { retryQuarantine } from './retry-quarantine.ts';
import { tokenCommands } from './token-commands.ts';
import { zeroCommands } from './zero-commands.ts';

export function runCommand(record: JournalRecord, context: CommandContext): CommandOutcome {
  const name = record.topic as CommandName;
  assert(Object.hasOwn(commandBodies, name), `command ${record.topic} is known`);
  const { actor, body, key } = commandPayloadSchema.parse(payloadJson(record.payload));
  const keyed = key === undefined ? null : { actor: actor.name, key, name, body };
  const known = keyed === null ? null : context.state.commandKeys.known(keyed);
  if (known !== null) return { reply: known, changed: false };
  const handler = handlers[name] as Handler<CommandName>;
  const outcome = handler(commandBodies[name].parse(body) as CommandBody<CommandName>, actor, context);
  if (!outcome.changed) return outcome;
  if (!reports.has(name)) auditCommand(name, body, outcome.reply, actor, context);
  if (keyed !== null && outcome.reply.ok) {
    context.state.commandKeys.remember(keyed, outcome.reply.value, context.now);
  }
  return outcome;
}

/** Longest window of a work permit: a cover that is open for longer is no work, but a danger. */
const permitMaxMs = 7 * dayMs;

const handlers: Handlers<CommandName> = {
  'hub.start': (body, actor, { state, effects, now }) => {
    const before = state.isStarted ? state.hub : null;
    const releaseRules = Object.fromEntries(
      body.rules.map((definition) => [String(definition.id), definition]),
    );
    state.hub = {
      settings: body.settings,
      version: body.version,
      releaseRules,
    };
    const tables = state.caseTables.release(caseTablesSchema.parse(body.caseTables), actor.name, now);
    for (const row of tables.changed) effects.caseTables.set(row.name, caseTableJson(row));
    for (const table of tables.dropped) {
      const detail = { reason: 'the edited table does not fit this release, whose own is in force' };
      effects.audit.push({
        at: now,
        by: actor.name,
        from: actor.from,
        action: 'case_table.drop',
        subject: table,
        detail,
      });
    }
    putProfiles(body.profiles, state, effects);
    for (const [id, definition] of Object.entries(releaseRules)) {
      const rule = ruleSchema.parse(definition);
      const inForce = state.rules.rules.get(id);
      const released = before?.releaseRules[id];
      // A rule that the city changed is the city's; one that it left alone follows the release.
      const isCitys =
        inForce !== undefined &&
        (released === undefined ||
          JSON.stringify(inForce.rule) !== JSON.stringify(ruleSchema.parse(released)));
      if (!isCitys) putRule(rule, actor, { state, effects, now });
    }
    state.alive(now);
    return done({ version: body.version });
  },
  'units.import': (body, _actor, { state, effects }) => {
    const { reply, changed } = state.registry.importUnits(body);
    for (const unit of changed) effects.units.set(unit.id, unit);
    return { reply: { ok: true, value: reply }, changed: changed.length > 0 };
  },
  'points.import': (body, _actor, { state, effects }) => {
    const { reply, changed } = state.registry.importPoints(body);
    for (const point of changed) effects.points.set(point.id, point);
    if (changed.length > 0) state.rules.pointsChanged();
    return { reply: { ok: true, value: reply }, changed: changed.length > 0 };
  },
  'devices.import': (body, _actor, { state, effects, now }) => {
    const { reply, changed } = state.registry.importDevices(body, (id) => state.deviceSecrets.get(id));
    for (const { device, secretHash } of changed) {
      effects.devices.set(device.id, device);
      if (secretHash !== null) putSecret(device.id, secretHash, state, effects);
      state.deviceChanged(device, now);
    }
    return { reply: { ok: true, value: reply }, changed: changed.length > 0 };
  },
  'device.secret': (body, _actor, { state, effects }) => {
    if (state.registry.device(body.deviceId) === undefined) return refused(noDevice(body.deviceId));
    putSecret(body.deviceId, body.secretHash, state, effects);
    return done({ device_id: body.deviceId });
  },
  'device.maintenance': (body, _actor, { state, now }) => {
    if (state.registry.device(body.deviceId) === undefined) return refused(noDevice(body.deviceId));
    if (body.until !== null && body.until <= now) {
      const detail = { zh: '计划作业的结束时间应在将来', en: 'planned work ends in the future' };
      return refused({ kind: 'invalid', field: 'until', detail });
    }
    state.rules.maintain(body.deviceId, body.until, body.reason, now);
    return done({
      device_id: body.deviceId,
      maintenance_until: formatInstantOrNull(body.until),
      maintenance_reason: body.until === null ? null : body.reason,
    });
  },
  'device.command': (body, actor, { state, now }) => {
    const issued = state.commands.issue(body, actor.name, now);
    return issued.ok ? done(deviceCommandJson(issued.value)) : refused(issued.error);
  },
  'device.command_sent': ({ commandId }, _actor, { state, now }) => ({
    reply: { ok: true, value: {} },
    changed: state.commands.sent(commandId, now),
  }),
  'point.permit': (body, _actor, { state, now }) => {
    const { pointId, reason } = body;
    if (state.registry.point(pointId) === undefined) {
      return refused({ kind: 'not_found', detail: noSuch('point', pointId) });
    }
    if (body.until === null) {
      const ended = state.rules.endPermit(pointId, now);
      return { reply: { ok: true, value: { point_id: pointId, permit: null } }, changed: ended };
    }
    const from = body.from ?? now;
    if (body.until <= now || body.until <= from || body.until - from > permitMaxMs) {
      const detail = {
        zh: '作业许可的结束时间应在将来、晚于开始时间，且不超过七天',
        en: 'a permit ends in the future, after it begins and within seven days',
      };
      return refused({ kind: 'invalid', field: 'until', detail });
    }
    const { id, fromAt, until } = state.rules.permit(pointId, from, body.until, reason, now);
    const permit = { id, from: formatInstantOrNull(fromAt), until: formatInstantOrNull(until), reason };
    return done({ point_id: pointId, permit });
  },
  'alarm.act': (body, actor, { state, now }) => {
    const before = state.rules.alarms.get(body.alarmId);
    const acted = state.rules.act(body, actor, now);
    if (!acted.ok) return refused(acted.error);
    // Two people who acknowledge at once: the second finds it done.
    return { reply: { ok: true, value: alarmJson(acted.value) }, changed: acted.value !== before };
  },
  ...caseCommands,
  ...flowCommands,
  ...letterCommands,
  ...zeroCommands,
  'profile.put': ({ profile }, _actor, { state, effects }) => ({
    reply: { ok: true, value: { id: profile.id } },
    changed: putProfiles([profile], state, effects),
  }),
  'rule.put': (body, actor, { state, effects, now }) => {
    const parsed = ruleSchema.safeParse(body.definition);
    if (!parsed.success) {
      return refused(unfit(parsed.error, body.definition, { zh: '规则', en: 'the rule' }));
    }
    if (parsed.data.id !== body.ruleId) {
      return refused({
        kind: 'invalid',
        field: 'id',
        detail: {
          zh: `内容中的规则是 ${parsed.data.id}，地址中的是 ${body.ruleId}`,
          en: `the rule in the body is ${parsed.data.id}, the one addressed ${body.ruleId}`,
        },
      });
    }
    const before = state.rules.rules.get(body.ruleId)?.version ?? 0;
    if (body.version !== undefined && body.version !== before) {
      const detail = {
        zh: `规则已是第 ${before} 版，您看到的是第 ${body.version} 版；请重新查看`,
        en: `the rule is at version ${before} by now, not ${body.version}; look at it again`,
      };
      return refused({ kind: 'conflict', field: 'version', detail });
    }
    const changed = putRule(parsed.data, actor, { state, effects, now }, body.reason);
    const inForce = state.rules.rules.get(body.ruleId);
    return {
      reply: { ok: true, value: { id: body.ruleId, version: inForce?.version, definition: inForce?.rule } },
      changed,
    };
  },
  'outlet.act': (body) => done(body),
  'announcement.note': (body) => done(body),
  'quarantine.retry': (body, _actor, context) => retryQuarantine(body, context),
  ...loginCommands,
  ...tokenCommands,
};

function noDevice(id: string): Refusal {
  return { kind: 'not_found', detail: noSuch('device', id) };
}

function putSecret(deviceId: string, hash: string, state: FoldState, effects: Effects): void {
  state.deviceSecrets.set(deviceId, hash);
  effects.deviceSecrets.set(deviceId, hash);
}

/** What the hub only notes: nobody decided it. */
const reports: ReadonlySet<CommandName> = new Set(['device.command_sent']);
