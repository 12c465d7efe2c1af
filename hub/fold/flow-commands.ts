// What flows do: alarms of their own, and that somebody deployed them.
import { alarmJson } from '../../core/alarm.ts';
import { onDuty } from '../../core/roster.ts';
import { ruleSchema } from '../../rules/rule-definition.ts';
import { noCaseCategory } from '../../rules/rule-parts.ts';
import { done, type Handlers, refused } from './command-handler.ts';
import { putRule } from './put-rule.ts';

export const flowCommands: Handlers<'alarm.report' | 'notice.send' | 'flows.deployed'> = {
  'alarm.report': (body, actor, context) => {
    const { state, now } = context;
    const known = state.rules.rules.get(body.ruleId)?.rule;
    const title = body.title ?? known?.title ?? { zh: body.ruleId, en: body.ruleId };
    const parsed = ruleSchema.safeParse({
      kind: 'flow',
      id: body.ruleId,
      title,
      enabled: known?.enabled ?? true,
      category: body.category ?? known?.category ?? noCaseCategory,
      unit: body.unit,
      flow: body.flow,
    });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const field = issue?.path.map(String).join('.') ?? '';
      return refused({ kind: 'invalid', field, detail: `${field}: ${issue?.message}` });
    }
    if (!parsed.data.enabled) {
      return refused({ kind: 'conflict', detail: `the rule ${body.ruleId} is switched off` });
    }
    const subject = state.rules.claimSubject(body);
    if (!subject.ok) return refused(subject.error);
    const changed = putRule(parsed.data, actor, context);
    const alarm = state.rules.claim(body, subject.value, now);
    const value = alarm === null ? null : alarmJson(alarm);
    return { reply: { ok: true, value }, changed: changed || value !== null };
  },
  'notice.send': ({ unitId, title, text, severity, caseId }, _actor, { state, now }) => {
    if (state.registry.unit(unitId) === undefined) {
      return refused({ kind: 'invalid', field: 'unitId', detail: `there is no unit ${unitId}` });
    }
    if (caseId !== null && state.cases.get(caseId) === undefined) {
      return refused({ kind: 'invalid', field: 'caseId', detail: `there is no case ${caseId}` });
    }
    const roster = state.rosters.get(unitId);
    const { username } = roster === undefined ? { username: null } : onDuty(roster, now);
    state.desk.tell({
      ...{ kind: 'flow', unitId, username, caseId, alarmId: null, severity, at: now, mayWait: false },
      title: { zh: title, en: title },
      text: { zh: text, en: text },
      path: caseId === null ? '/' : `/cases/${encodeURIComponent(caseId)}`,
    });
    return done({ unit_id: unitId, username });
  },
  // Nothing changes but that it is known who did it.
  'flows.deployed': () => done({}),
};
