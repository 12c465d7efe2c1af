// Does what flows ask for, as commands of the hub's own: once for each key, and in the audit log under the flow's
// name.
import type { CommandBody, CommandName } from '../core/commands.ts';
import { type Actor, flowsUsername } from '../core/person.ts';
import type { Engine } from '../core/ports.ts';
import type { FlowActionBody, FlowActionName, FlowsAction, FlowsAnswer } from '../flows/flow-actions.ts';

type Desk = {
  readonly [Name in FlowActionName]: (
    body: FlowActionBody<Name>,
    run: Run,
    flow: string,
  ) => Promise<FlowsAnswer>;
};

type Run = <Name extends CommandName>(name: Name, body: CommandBody<Name>) => Promise<FlowsAnswer>;

export function flowDesk(engine: Engine): (action: FlowsAction) => Promise<FlowsAnswer> {
  return async ({ name, key, flow, body }) => {
    const actor: Actor = { name: flowsUsername, role: 'operator', unitId: null, from: flow };
    const run: Run = async (command, of) => {
      const reply = await engine.command(command, actor, of, key);
      return reply.ok
        ? { ok: true, value: reply.value }
        : { ok: false, reason: [reply.refusal.detail, ...(reply.refusal.allowed ?? [])].join('; ') };
    };
    return (desk[name] as Desk[FlowActionName])(body as never, run, flow);
  };
}

const desk: Desk = {
  raise_alarm: (body, run, flow) =>
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
  notify: ({ unit_id: unitId, case_id: caseId, ...rest }, run) =>
    run('notice.send', { unitId, caseId: caseId ?? null, ...rest }),
};
