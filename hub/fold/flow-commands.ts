// What flows do: alarms of their own, and that somebody deployed them.

import { alarmJson } from '../../core/alarm.ts';
import { onDuty } from '../../core/roster.ts';
import { noSuch } from '../../core/thing-names.ts';
import { ruleSchema } from '../../rules/rule-definition.ts';
import { noCaseCategory } from '../../rules/rule-parts.ts';
import { done, type Handlers, refused, unfit } from './command-handler.ts';
import { putRule } from './put-rule.ts';

export const flowCommands: Handlers<'alarm.report' | 'notice.send' | 'flows.deployed'> = {
  'alarm.report': (body, actor, context) => {
    const { state, now } = context;
    const known = state.rules.rules.get(body.ruleId)?.rule;
    const title = body.title ?? known?.title ?? { zh: body.ruleId, en: body.ruleId };
    const definition = {
      kind: 'flow',
      id: body.ruleId,
      title,
      enabled: known?.enabled ?? true,
      category: body.category ?? known?.category ?? noCaseCategory,
      unit: body.unit,
      flow: body.flow,
    };
    const parsed = ruleSchema.safeParse(definition);
    if (!parsed.success) return refused(unfit(parsed.error, definition, { zh: '规则', en: 'the rule' }));
    if (!parsed.data.enabled) {
      const detail = { zh: `规则 ${body.ruleId} 已停用`, en: `the rule ${body.ruleId} is switched off` };
      return refused({ kind: 'conflict', detail });
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
      return refused({ kind: 'invalid', field: 'unitId', detail: noSuch('unit', unitId) });
    }
    if (caseId !== null && state.cases.get(caseId) === undefined) {
      return refused({ kind: 'invalid', field: 'caseId', detail: noSuch('case', caseId) });
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
