import { describe, expect, it } from 'vitest';
import { type CrewCase, CrewPlan } from './crew-plan.ts';

const pace = { acceptAfterMs: [10, 10], handleAfterMs: [20, 20], verifyAfterMs: [5, 5], atOnce: 1 } as const;
const newPlan = () => new CrewPlan(pace, (low) => low);
const dispatched: CrewCase = { id: 'c1', state: 'dispatched', unit_id: 'drainage-crew' };

describe('CrewPlan', () => {
  it('lets a case be seen for a while before its crew accepts it', () => {
    const plan = newPlan();
    expect(plan.steps([dispatched], 0)).toEqual([]);
    expect(plan.steps([dispatched], 9)).toEqual([]);
    expect(plan.steps([dispatched], 10)).toEqual([
      { caseId: 'c1', unitId: 'drainage-crew', action: 'accept' },
    ]);
  });

  it('goes from accept to handle by the crew and to verify by the operator', () => {
    const plan = newPlan();
    const actions: string[] = [];
    let state = 'dispatched';
    const after: Record<string, string> = { accept: 'handling', handle: 'handled', verify: 'closed' };
    for (let nowMs = 0; nowMs < 100; nowMs += 1) {
      for (const step of plan.steps([{ ...dispatched, state }], nowMs)) {
        actions.push(`${step.action} ${step.unitId}`);
        state = after[step.action] ?? state;
      }
    }
    expect(actions).toEqual(['accept drainage-crew', 'handle drainage-crew', 'verify null']);
  });

  it('tries a refused step again only after another wait', () => {
    const plan = newPlan();
    const handled = { ...dispatched, state: 'handled' };
    const dueAt = Array.from({ length: 21 }, (_, nowMs) =>
      plan.steps([handled], nowMs).length > 0 ? nowMs : [],
    );
    expect(dueAt.flat()).toEqual([5, 10, 15, 20]);
  });

  it('gives a unit no more cases at a time than it can work on', () => {
    const plan = newPlan();
    const cases = [{ ...dispatched, id: 'c0', state: 'handling' }, dispatched, { ...dispatched, id: 'c2' }];
    plan.steps(cases, 0);
    expect(plan.steps(cases, 10)).toEqual([]);
    const free = cases.slice(1);
    expect(plan.steps(free, 11).map(({ caseId }) => caseId)).toEqual(['c1']);
  });

  it('lets a case lie that its crew lets lie, and takes it up when it no longer does', () => {
    const plan = newPlan();
    const handling = { ...dispatched, state: 'handling' };
    const lying = { ...handling, lies: true };
    expect([0, 50, 100].flatMap((nowMs) => plan.steps([lying], nowMs))).toEqual([]);
    plan.steps([handling], 100);
    expect(plan.steps([handling], 120).map(({ action }) => action)).toEqual(['handle']);
  });

  it('leaves cases alone that no unit has', () => {
    const plan = newPlan();
    const nobodys = { id: 'c1', state: 'dispatched', unit_id: null };
    expect([0, 50, 100].flatMap((nowMs) => plan.steps([nobodys], nowMs))).toEqual([]);
  });
});
