// Cases as one person meets them: which they see, what they may do next, and how a case stands where a step of theirs
// came too late.
import { allowedActions, type WorkflowSettings } from '../cases/workflow.ts';
import type { CaseState } from '../core/case.ts';
import type { CaseFilter } from '../core/claim-filters.ts';
import type { User } from '../core/person.ts';
import type { Json, Views } from '../core/ports.ts';
import { seesCaseOf } from './case-sight.ts';
import { found, notFound, Problem } from './problem.ts';
import { answeredJson } from './run-command.ts';

type Person = Pick<User, 'username' | 'role' | 'unitId'>;

export class CaseDesk {
  readonly #views: Pick<Views, 'case' | 'cases' | 'caseTables'>;

  constructor(views: Pick<Views, 'case' | 'cases' | 'caseTables'>) {
    this.#views = views;
  }

  /** The table `workflow`; `null` before a release's tables were ever put in force. */
  async workflow(): Promise<WorkflowSettings | null> {
    const table = (await this.#views.caseTables()).find(({ name }) => name === 'workflow');
    return table === undefined ? null : (table.definition as WorkflowSettings);
  }

  /** Throws a 404 also where the case is another unit's, so that nobody learns of it. */
  async find(id: string, person: User): Promise<Json> {
    const subject = found(await this.#views.case(id), 'case', id);
    if (!seesCaseOf(person, subject.unit_id)) throw notFound('case', id);
    return subject;
  }

  /** The filter narrowed to what the person sees; `null` where that is nothing. */
  visible<Filter extends CaseFilter>(filter: Filter, person: User): Filter | null {
    if (person.role !== 'crew') return filter;
    const unit = filter.unit ?? person.unitId ?? '';
    return seesCaseOf(person, unit) ? { ...filter, unit } : null;
  }

  /** With `allowed_actions`. */
  async shown(subject: Json, person: Person): Promise<Json> {
    const [shown] = await this.shownAll([subject], person);
    return shown ?? subject;
  }

  async shownAll(subjects: readonly Json[], person: Person): Promise<readonly Json[]> {
    const settings = await this.workflow();
    if (settings === null) return subjects;
    const actor = { name: person.username, role: person.role, unitId: person.unitId };
    return subjects.map((subject) => ({
      ...asSeenBy(person, subject),
      allowed_actions: allowedActions(actionSubject(subject), actor, settings),
    }));
  }

  /** What a step came to. A conflict bears the `case` as it is now, so that the person sees what others did. */
  async stepped(id: string, person: User, step: Promise<unknown>): Promise<Json> {
    try {
      return await this.shown(answeredJson(await step), person);
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.status !== 409) throw thrown;
      const subject = await this.#views.case(id);
      if (subject === null || !seesCaseOf(person, subject.unit_id)) throw thrown;
      throw thrown.with({ case: await this.shown(subject, person) });
    }
  }
}

/** What decides of a case, read from its JSON. */
function actionSubject(subject: Json) {
  const timeline = entriesOf(subject);
  return {
    state: subject.state as CaseState,
    unitId: subject.unit_id as string | null,
    suspendedAt: subject.suspended === true ? 0 : null,
    suspensionCount: timeline.filter(({ action }) => action === 'suspend').length,
    extensionRequested: subject.extension_requested === true,
    extensionCount: Number(subject.extension_count),
    overdue: subject.overdue === true,
    activeAlarmIds: subject.active_alarm_ids as readonly string[],
    timeline,
  };
}

function entriesOf({ timeline }: Json) {
  return timeline as readonly { readonly action: string; readonly by: string }[];
}

/** A crew whose report joined another unit's case is answered with it, but not with what that unit wrote. */
function asSeenBy(person: Person, subject: Json): Json {
  if (seesCaseOf(person, subject.unit_id)) return subject;
  return { ...subject, timeline: entriesOf(subject).filter(({ by }) => by === person.username) };
}
