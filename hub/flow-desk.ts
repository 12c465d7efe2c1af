// Does what flows ask for, as commands of the hub's own: once for each key, and in the audit log under the flow's
// name.

import { type AnnouncementDesk, announcementJson } from '../core/announcement.ts';
import type { CommandBody, CommandName } from '../core/commands.ts';
import { type Actor, flowsUsername } from '../core/person.ts';
import type { Engine } from '../core/ports.ts';
import { joined, sameInBoth } from '../core/said.ts';
import type { FlowActionBody, FlowActionName, FlowsAction, FlowsAnswer } from '../flows/flow-actions.ts';

type Desk = {
  readonly [Name in FlowActionName]: (
    body: FlowActionBody<Name>,
    run: Run,
    asked: FlowAsked,
  ) => Promise<FlowsAnswer>;
};

interface FlowAsked {
  readonly flow: string;
  readonly key: string;
  /** `null` where there are no loudspeakers. */
  readonly announcements: AnnouncementDesk | null;
}

type Run = <Name extends CommandName>(name: Name, body: CommandBody<Name>) => Promise<FlowsAnswer>;

export function flowDesk(
  engine: Engine,
  announcements: () => AnnouncementDesk | null,
): (action: FlowsAction) => Promise<FlowsAnswer> {
  return async ({ name, key, flow, body }) => {
    const actor: Actor = { name: flowsUsername, role: 'operator', unitId: null, from: flow };
    const run: Run = async (command, of) => {
      const reply = await engine.command(command, actor, of, key);
      return reply.ok
        ? { ok: true, value: reply.value }
        : {
            ok: false,
            reason: joined([reply.refusal.detail, ...(reply.refusal.allowed ?? []).map(sameInBoth)]),
          };
    };
    return (desk[name] as Desk[FlowActionName])(body as never, run, {
      flow,
      key,
      announcements: announcements(),
    });
  };
}

const desk: Desk = {
  raise_alarm: (body, run, { flow }) =>
    run('alarm.report', {
      ruleId: body.rule_id,
      pointId: body.point_id ?? null,
      deviceId: body.device_id ?? null,
      severity: body.severity,
      value: body.value,
      unit: body.unit,
      ...(body.title === undefined ? {} : { title: body.title }),
      ...(body.category === undefined ? {} : { category: body.category }),
      flow,
    }),
  case_action: ({ case_id: caseId, unit_id: unitId, ...rest }, run) =>
    run('case.act', { caseId, unitId, ...rest }),
  command_device: ({ device_id: deviceId, command, params }, run) =>
    run('device.command', { deviceId, command, params, expiresAt: null }),
  announce: async (body, run, { key, announcements }) => {
    if (announcements === null) {
      const reason = {
        zh: '没有广播：见设置中的 outlets.public_address',
        en: 'there are no loudspeakers: see outlets.public_address in the settings',
      };
      return { ok: false, reason };
    }
    const announcement = await announcements.ask({
      ...{ key, text: body.text, severity: body.severity },
      ...{ zone: body.zone ?? null, pointId: body.point_id ?? null, alarmId: body.alarm_id ?? null },
    });
    if (announcement === null) {
      const reason = {
        zh: '没有该广播区，或没有含此点位的广播区',
        en: 'there is no such zone, or none with that point',
      };
      return { ok: false, reason };
    }
    const { id: name, decision, zone, alarmId: alarm, text } = announcement;
    await run('announcement.note', { name, decision, zone, alarm, text });
    return { ok: true, value: announcementJson(announcement) };
  },
  notify: ({ unit_id: unitId, case_id: caseId, ...rest }, run) =>
    run('notice.send', { unitId, caseId: caseId ?? null, ...rest }),
};
