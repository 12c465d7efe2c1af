// What people's commands do to cases and to the tables that they follow.
import { caseTableJson } from '../../cases/table-book.ts';
import { caseJson } from '../../core/case.ts';
import { done, type Handlers, refused } from './command-handler.ts';

export const caseCommands: Handlers<'case.report' | 'case.act' | 'case_table.put'> = {
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
  'case_table.put': (body, actor, { state, effects, now }) => {
    const before = state.caseTables.rows.get(body.table as never);
    const put = state.caseTables.put(body, actor.name, now);
    if (!put.ok) return refused(put.error);
    const value = caseTableJson(put.value);
    if (put.value === before) return { reply: { ok: true, value }, changed: false };
    effects.caseTables.set(value.name, value);
    return done(value);
  },
};
