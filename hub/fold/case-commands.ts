// What people's commands do to cases and to the tables that they follow.

import { caseTableJson } from '../../cases/table-book.ts';
import { caseJson } from '../../core/case.ts';
import { onDuty, peopleOf, rosterJson } from '../../core/roster.ts';
import { noSuch } from '../../core/thing-names.ts';
import { done, type Handlers, refused } from './command-handler.ts';

type CaseCommandName =
  | 'case.report'
  | 'case.act'
  | 'case.receive'
  | 'case.merge'
  | 'case.appeal'
  | 'case.review_appeal'
  | 'case_table.put'
  | 'roster.put';

export const caseCommands: Handlers<CaseCommandName> = {
  'case.report': (body, actor, { state, now, caseChanged }) => {
    const reported = state.book.report(body, actor, now);
    if (!reported.ok) return refused(reported.error);
    caseChanged(reported.value);
    return done(caseJson(reported.value));
  },
  'case.act': (body, actor, { state, now, caseChanged }) => {
    const acted = state.book.act(body, actor, now);
    if (!acted.ok) return refused(acted.error);
    caseChanged(acted.value);
    return done(caseJson(acted.value));
  },
  'case.receive': (body, _actor, { state, now, caseChanged }) => {
    const before = state.cases.get(body.caseId);
    const received = state.papers.receive(body, now);
    if (!received.ok) return refused(received.error);
    const value = caseJson(received.value);
    if (received.value === before) return { reply: { ok: true, value }, changed: false };
    caseChanged(received.value);
    return done(value);
  },
  'case.merge': (body, actor, { state, now, caseChanged }) => {
    const merged = state.papers.merge(body, actor, now);
    if (!merged.ok) return refused(merged.error);
    for (const subject of merged.value) caseChanged(subject);
    return done(caseJson(merged.value[0]));
  },
  'case.appeal': (body, actor, { state, now, caseChanged }) => {
    const appealed = state.appeals.appeal(body, actor, now);
    if (!appealed.ok) return refused(appealed.error);
    caseChanged(appealed.value);
    return done(caseJson(appealed.value));
  },
  'case.review_appeal': (body, actor, { state, now, caseChanged }) => {
    const reviewed = state.appeals.review(body, actor, now);
    if (!reviewed.ok) return refused(reviewed.error);
    caseChanged(reviewed.value);
    return done(caseJson(reviewed.value));
  },
  'roster.put': ({ roster, version }, _actor, { state, effects, now }) => {
    if (state.registry.unit(roster.unitId) === undefined) {
      return refused({ kind: 'not_found', detail: noSuch('unit', roster.unitId) });
    }
    const before = state.rosters.get(roster.unitId);
    if (version !== undefined && version !== (before?.version ?? 0)) {
      const detail = {
        zh: `值班表已是第 ${before?.version ?? 0} 版，您看到的是第 ${version} 版：请重新查看后再修改`,
        en: `the roster is at version ${before?.version ?? 0}, not ${version}: look again before changing it`,
      };
      return refused({ kind: 'conflict', detail });
    }
    const stranger = peopleOf(roster).find((username) => state.users.get(username) === undefined);
    if (stranger !== undefined) {
      return refused({ kind: 'invalid', field: 'username', detail: noSuch('user', stranger) });
    }
    const next = { ...roster, version: (before?.version ?? 0) + 1 };
    state.rosters.set(roster.unitId, next);
    effects.rosters.set(roster.unitId, next);
    return done({ ...rosterJson(next), on_duty: onDuty(next, now).username });
  },
  'case_table.put': (body, actor, { state, effects, now }) => {
    const before = state.caseTables.rows.get(body.table);
    const put = state.caseTables.put(body, actor.name, now);
    if (!put.ok) return refused(put.error);
    const value = caseTableJson(put.value);
    if (put.value === before) return { reply: { ok: true, value }, changed: false };
    effects.caseTables.set(value.name, value);
    return done(value);
  },
};
