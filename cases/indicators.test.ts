import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CaseAction, caseJson } from '../core/case.ts';
import { dayMs, hourMs, minuteMs } from '../core/time.ts';
import { type CountedCase, type Counts, indicatorsOf } from './indicators.ts';
import { type CaseCount, scoreOf } from './indicators-table.ts';
import { defaultTables, person, reportAt, town, tuesday } from './test-town.ts';

interface Example {
  readonly category: string;
  readonly condition: string;
  readonly steps: readonly { action: string; unitId: string; minute: number }[];
  readonly unit: string;
  readonly letters: readonly string[];
}

const examples: Example[] = readFileSync(new URL('./testdata/thirty-cases.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, kind = '', steps = '', unit = '', letters = ''] = line.split('|').map((part) => part.trim());
    const [category = '', condition = ''] = kind.split(/\s+/);
    return {
      ...{ category, condition, unit },
      letters: letters.split(/\s+/).filter((letter) => letter !== ''),
      steps: steps.split(/\s+/).map((step) => {
        const [what = '', minute = ''] = step.split('@');
        const [action = '', unitId = 'drainage'] = what.split(':');
        return { action, unitId, minute: Number(minute) };
      }),
    };
  });

/** The cases as people and the clock made them, step by step in the order of time. */
function worked(): CountedCase[] {
  const here = town(defaultTables);
  const operator = person('operator');
  const ids: string[] = [];
  const steps = examples
    .flatMap((example, n) => example.steps.map((step) => ({ ...step, example, n })))
    .sort((a, b) => a.minute - b.minute);
  for (const { action, unitId, minute, example, n } of steps) {
    const now = tuesday + minute * minuteMs;
    if (action === 'report') {
      const { category, condition } = example;
      const place = { pointId: null, lon: 109.8 + n * 0.01, lat: 35.58 };
      const reported = here.book.report(reportAt({ category, condition, ...place }), operator, now);
      if (!reported.ok) throw new Error(reported.error.detail.en);
      ids[n] = reported.value.id;
      continue;
    }
    const request = { caseId: ids[n] ?? '', action: action as CaseAction, unitId, reason: 'r', note: 'n' };
    const acted = here.book.act({ ...request, until: now + 2 * dayMs }, operator, now);
    if (!acted.ok) throw new Error(`${n + 1} ${action}: ${acted.error.detail.en}`);
  }
  for (const id of ids) here.book.due(id, tuesday + dayMs);
  return ids.map((id) => caseJson(here.cases.get(id) as never));
}

const report = indicatorsOf(worked(), {
  from: tuesday - 10 * hourMs,
  to: tuesday + 14 * hourMs,
  table: defaultTables.indicators,
  verification_min: 30,
});

const none = Object.fromEntries(Object.keys(report.total.counts).map((name) => [name, 0])) as Counts;

describe('thirty cases counted by hand', () => {
  it('give the figures of all', () => {
    const letters: readonly (readonly [string, CaseCount])[] = [
      ...([
        ['R', 'received'],
        ['F', 'filed'],
        ['S', 'dispatched'],
        ['A', 'accepted_by_first'],
      ] as [string, CaseCount][]),
      ...([
        ['B', 'returned'],
        ['D', 'due'],
        ['H', 'handled'],
        ['T', 'handled_in_time'],
      ] as [string, CaseCount][]),
      ...([
        ['C', 'closed'],
        ['K', 'closed_in_time'],
        ['W', 'reworked'],
        ['X', 'extended'],
      ] as [string, CaseCount][]),
      ['U', 'overdue_unhandled'],
    ];
    expect(examples).toHaveLength(30);
    for (const [letter, count] of letters) {
      const byHand = examples.filter((example) => example.letters.includes(letter)).length;
      expect(`${count} ${report.total.counts[count]}`).toBe(`${count} ${byHand}`);
    }
    expect(report.total.counts).toEqual({
      received: 28,
      filed: 25,
      dispatched: 23,
      first_dispatched: 23,
      accepted_by_first: 19,
      returned: 2,
      due: 23,
      handled: 20,
      handled_in_time: 17,
      closed: 20,
      closed_in_time: 16,
      reworked: 1,
      extended: 2,
      overdue_unhandled: 3,
    });
  });

  it('give each unit its own', () => {
    expect(Object.fromEntries(report.units.map(({ unit_id, counts }) => [unit_id, counts]))).toEqual({
      null: { ...none, received: 5, filed: 2, due: 1, overdue_unhandled: 1 },
      bureau: { ...none, dispatched: 1, first_dispatched: 1 },
      drainage: {
        ...{ received: 18, filed: 18, dispatched: 18, first_dispatched: 15, accepted_by_first: 14 },
        ...{ returned: 0, due: 17, handled: 15, handled_in_time: 13, closed: 15, closed_in_time: 12 },
        ...{ reworked: 0, extended: 0, overdue_unhandled: 2 },
      },
      water: {
        ...{ received: 5, filed: 5, dispatched: 7, first_dispatched: 7, accepted_by_first: 5 },
        ...{ returned: 2, due: 5, handled: 5, handled_in_time: 4, closed: 5, closed_in_time: 4 },
        ...{ reworked: 1, extended: 2, overdue_unhandled: 0 },
      },
    });
    const dueByHand = (unit: string) =>
      examples.filter((example) => example.unit === unit && example.letters.includes('D')).length;
    expect([dueByHand('drainage'), dueByHand('water'), dueByHand('-')]).toEqual([17, 5, 1]);
  });

  it('give rates with numerator and denominator, and the published score', () => {
    expect(report.total.rates).toMatchObject({
      filing: { numerator: 25, denominator: 28, value: 25 / 28 },
      dispatch: { numerator: 23, denominator: 25 },
      accurate_dispatch: { numerator: 19, denominator: 23 },
      handling: { numerator: 20, denominator: 23 },
      on_time_closing: { numerator: 16, denominator: 23 },
      return: { numerator: 2, denominator: 23 },
    });
    // (30·20 + 20·17 + 20·22 + 20·20 + 10·21) / 23
    expect(report.total.score).toBe(86.52);
    const scores = Object.fromEntries(report.units.map(({ unit_id, score }) => [unit_id, score]));
    expect(scores).toEqual({ null: 30, bureau: null, drainage: 89.41, water: 88 });
  });

  it('mark the unit that gives back too often', () => {
    const marked = report.units.filter((unit) => unit.returns_too_often).map(({ unit_id }) => unit_id);
    expect(marked).toEqual(['water']);
  });

  it('add up over categories', () => {
    expect(Object.keys(report.categories)).toEqual(['01-03', '05-06']);
    for (const name of ['received', 'due', 'closed', 'returned'] as const) {
      const sum = Object.values(report.categories).reduce((total, { counts }) => total + counts[name], 0);
      expect(sum).toBe(report.total.counts[name]);
    }
    expect(report.categories['01-03']?.counts).toMatchObject({ received: 10, filed: 7, due: 6, handled: 5 });
  });
});

it.each([
  ['handled late', { overdue: true }, 0, 0],
  ['handled in time and verified within what the centre has for it', {}, 1, 1],
  ['handled in time and verified later', { closed_at: '2026-11-24T06:31:00.000Z' }, 1, 0],
])('a case that was %s', (_what, over, handled, closed) => {
  const subject: CountedCase = {
    ...{ category: '05-06', state: 'closed', reported_at: '2026-11-24T04:00:00.000Z', overdue: false },
    ...{ due_at: '2026-11-24T06:00:00.000Z', closed_at: '2026-11-24T06:20:00.000Z' },
    ...{ rework_count: 0, extension_count: 0, timeline: [] },
    ...over,
  };
  const period = { from: tuesday - dayMs, to: tuesday + dayMs, verification_min: 30 };
  const { counts } = indicatorsOf([subject], { ...period, table: defaultTables.indicators }).total;
  expect(counts).toMatchObject({ due: 1, handled_in_time: handled, closed: 1, closed_in_time: closed });
});

describe('the formula of the score', () => {
  it('knows arithmetic and the rates, and nothing else', () => {
    expect(scoreOf('30 * a + 20 * (1 - b)', { a: 1, b: 0.5 })).toBe(40);
    for (const formula of [
      '30 * c',
      '30 * (',
      'constructor',
      'a of b',
      'process.exit(1)',
      '"text"',
      '1 / 0',
    ]) {
      expect(typeof scoreOf(formula, { a: 1, b: 1 })).toBe('string');
    }
  });

  it('gives no score where one of its rates has nothing to divide by', () => {
    expect(report.units.find(({ unit_id }) => unit_id === 'bureau')?.score).toBeNull();
  });
});
