// Alarms of flows, through the whole fold: raised once, followed, cleared, with cases; refused without a trace.
import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../core/commands.ts';
import { flowsUsername } from '../core/person.ts';
import { secondMs } from '../core/time.ts';
import { CodecSandbox } from '../hub/codecs/codec-sandbox.ts';
import { Fold } from '../hub/fold/fold.ts';
import { applyAll, command, stormStart, townRecords } from './small-town.ts';

type Claim = CommandBody<'alarm.report'>;

const claimBase: Claim = {
  ...{ ruleId: 'flow-queue', pointId: 'flood-1', deviceId: null, severity: 'yellow' },
  ...{ value: 40, unit: 'm', title: { zh: '车辆排队', en: 'Queue of cars' }, category: '05-06' },
  flow: 'Traffic / raise',
};
const flows = { name: flowsUsername, role: 'operator', unitId: null, from: 'Traffic / raise' } as const;

function startedFold(): Fold {
  const fold = new Fold(new CodecSandbox());
  applyAll(fold, townRecords(stormStart));
  fold.takeEffects();
  return fold;
}

let position = 100;

function claim(fold: Fold, over: Partial<Claim>, second: number) {
  position += 1;
  const at = stormStart + second * secondMs;
  return fold.apply(position, command(at, 'alarm.report', { ...claimBase, ...over }, flows));
}

describe('an alarm of a flow', () => {
  it('is raised once, rises, clears, and has a case at the unit that the registry gives', () => {
    const fold = startedFold();
    claim(fold, {}, 1);
    claim(fold, {}, 2);
    claim(fold, { severity: 'red', value: 90 }, 3);
    const raised = fold.takeEffects();
    expect([...raised.alarms.values()]).toMatchObject([
      {
        ...{ ruleId: 'flow-queue', pointId: 'flood-1', severity: 'red', peakValue: 90, condition: 'active' },
        explanation: { ruleKind: 'flow', reason: 'flow_says_so', settings: { flow: 'Traffic / raise' } },
      },
    ]);
    expect([...raised.cases.values()]).toMatchObject([
      { category: '05-06', unitId: 'drainage', state: 'dispatched' },
    ]);
    expect([...raised.rules.values()]).toMatchObject([{ id: 'flow-queue', version: 1 }]);
    claim(fold, { severity: null, value: 0 }, 4);
    const [cleared] = fold.takeEffects().alarms.values();
    expect(cleared).toMatchObject({
      condition: 'cleared',
      explanation: { cleared: { reason: 'flow_says_over' } },
    });
  });

  it('is the same after a restart', () => {
    const before = startedFold();
    claim(before, {}, 1);
    const fold = new Fold(new CodecSandbox());
    fold.restore(before.dump());
    claim(fold, { value: 41 }, 2);
    claim(fold, { severity: null }, 3);
    const alarms = [...fold.takeEffects().alarms.values()];
    expect(alarms).toMatchObject([{ condition: 'cleared', peakValue: 41 }]);
  });

  it('is one for each place', () => {
    const fold = startedFold();
    claim(fold, {}, 1);
    claim(fold, { pointId: 'flood-2' }, 2);
    claim(fold, { pointId: null, deviceId: 'gauge-1' }, 3);
    expect(fold.takeEffects().alarms.size).toBe(3);
  });

  it('that nobody raised is not cleared, and leaves nothing but its rule', () => {
    const fold = startedFold();
    expect(claim(fold, { severity: null }, 1).reply).toEqual({ ok: true, value: null });
    expect(claim(fold, { severity: null }, 2).kept).toBe('nothing');
    expect(fold.takeEffects().alarms.size).toBe(0);
  });

  it.each([
    [{ pointId: 'nowhere' }, 'pointId'],
    [{ deviceId: 'nobody' }, 'deviceId'],
    [{ ruleId: 'flood-depth' }, 'id'],
    [{ category: 'floods' }, 'category'],
  ])('that makes no sense is refused and changes nothing: %j', (over, field) => {
    const fold = startedFold();
    const before = fold.dump();
    const { reply, kept } = claim(fold, over, 1);
    expect(reply).toMatchObject({ ok: false, refusal: { kind: 'invalid', field } });
    expect(kept).toBe('nothing');
    expect(fold.dump()).toEqual(before);
  });

  it('ends when its rule is switched off, and comes no more', () => {
    const fold = startedFold();
    claim(fold, {}, 1);
    const definition = {
      ...{ kind: 'flow', id: 'flow-queue', title: claimBase.title, category: '05-06', unit: 'm' },
      ...{ flow: claimBase.flow, enabled: false },
    };
    fold.apply(200, command(stormStart + 2 * secondMs, 'rule.put', { ruleId: 'flow-queue', definition }));
    expect([...fold.takeEffects().alarms.values()]).toMatchObject([{ condition: 'cleared' }]);
    expect(claim(fold, {}, 3).reply).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
  });
});

describe('a notice of a flow', () => {
  const send = (fold: Fold, unitId: string) => {
    const body = { unitId, title: 'Daily report', text: 'gauge-1', severity: 'blue', caseId: null } as const;
    return fold.apply(300, command(stormStart + secondMs, 'notice.send', body, flows));
  };

  it('goes to the unit, once', () => {
    const fold = startedFold();
    expect(send(fold, 'drainage').reply).toMatchObject({ ok: true, value: { unit_id: 'drainage' } });
    const notices = fold.takeEffects().outbox.filter(({ kind }) => kind === 'notice');
    expect(notices).toMatchObject([
      { body: { kind: 'flow', unit_id: 'drainage', title: { en: 'Daily report' } } },
    ]);
  });

  it('to a unit that is not there is refused', () => {
    expect(send(startedFold(), 'nobody').reply).toMatchObject({ ok: false, refusal: { field: 'unitId' } });
  });
});
