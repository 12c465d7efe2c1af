// A case is closed on what the gauge says, not on what somebody says: through the whole fold.
import { describe, expect, it } from 'vitest';
import type { CaseActionRequest } from '../core/commands.ts';
import type { CommandReply } from '../core/ports.ts';
import { type EpochMs, hourMs, minuteMs } from '../core/time.ts';
import { CodecSandbox } from '../hub/codecs/codec-sandbox.ts';
import { Fold } from '../hub/fold/fold.ts';
import { applyAll, command, message, stormStart, townRecords } from './small-town.ts';

function town() {
  const fold = new Fold(new CodecSandbox());
  let position = applyAll(fold, townRecords(stormStart));
  let seq = 0;
  const apply = (record: Parameters<Fold['apply']>[1]): CommandReply | null => {
    const { kept, reply } = fold.apply(position + 1, record);
    if (kept !== 'nothing') position += 1;
    return reply;
  };
  return {
    fold,
    apply,
    /** The gauge says so once a minute. */
    shows(depth_mm: number, from: EpochMs, minutes: number): EpochMs {
      for (let n = 0; n < minutes; n += 1) {
        seq += 1;
        const at = from + n * minuteMs;
        apply(message(at, 'gauge-1', 'telemetry', { ts: at, seq, depth_mm }));
      }
      return from + minutes * minuteMs;
    },
    act(at: EpochMs, request: Omit<CaseActionRequest, 'caseId'>) {
      return apply(command(at, 'case.act', { caseId: '20260714-0001', ...request }));
    },
    report(at: EpochMs) {
      const place = { pointId: 'flood-1', lon: null, lat: null };
      const body = { category: '05-06', condition: null, title: '积水', description: '', photos: [] };
      return apply(command(at, 'case.report', { ...body, ...place, source: 'inspector' }));
    },
  };
}

const done = { action: 'handle', note: 'pumped' } as const;

describe('verifying', () => {
  it('is refused while the gauge is in alarm, and once it is dry the case closes', () => {
    const here = town();
    let at = here.shows(200, stormStart, 15);
    here.act(at, done);
    expect(here.act(at, { action: 'verify' })).toMatchObject({
      refusal: { kind: 'conflict', allowed: ['rework', 'comment'] },
    });
    at = here.shows(0, at, 20);
    const [offered] = [...here.fold.takeEffects().cases.values()];
    expect(offered).toMatchObject({ state: 'handled', activeAlarmIds: [] });
    expect(here.act(at, { action: 'verify' })).toMatchObject({ ok: true, value: { state: 'closed' } });
  });

  it('is refused of a report where the gauge is wet below every setpoint', () => {
    const here = town();
    const at = here.shows(40, stormStart, 10);
    here.report(at);
    for (const request of [{ action: 'file' }, { action: 'dispatch', unitId: 'drainage' }, done] as const) {
      here.act(at, request);
    }
    expect(here.act(at, { action: 'verify' })).toMatchObject({
      refusal: {
        kind: 'conflict',
        detail: expect.objectContaining({ en: expect.stringContaining('40 mm') }),
        allowed: ['rework', 'comment'],
      },
    });
    expect(here.act(at, { action: 'verify', override: true, reason: 'seen dry' })).toMatchObject({
      ok: true,
    });
  });

  it('is refused while the gauge is silent, which confirms nothing', () => {
    const here = town();
    const at = here.shows(0, stormStart, 5);
    here.report(at);
    for (const request of [{ action: 'file' }, { action: 'dispatch', unitId: 'drainage' }, done] as const) {
      here.act(at, request);
    }
    const later = at + 2 * hourMs;
    expect(here.act(later, { action: 'verify' })).toMatchObject({
      refusal: {
        kind: 'conflict',
        detail: expect.objectContaining({ en: expect.stringContaining('silent since') }),
      },
    });
    expect(here.act(here.shows(0, later, 3), { action: 'verify' })).toMatchObject({ ok: true });
  });

  it('a flood that comes back within a day reopens the case', () => {
    const here = town();
    let at = here.shows(0, here.shows(200, stormStart, 15), 20);
    here.act(at, done);
    expect(here.act(at, { action: 'verify' })).toMatchObject({ ok: true });
    here.fold.takeEffects();
    at = here.shows(0, at, 300);
    here.shows(220, at, 15);
    const cases = [...here.fold.takeEffects().cases.values()];
    expect(cases).toMatchObject([{ id: '20260714-0001', state: 'dispatched', reopenCount: 1 }]);
  });
});
