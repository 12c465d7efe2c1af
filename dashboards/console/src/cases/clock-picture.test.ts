import { describe, expect, test } from 'vitest';
import type { CaseAnswer } from '../api-client/answers.ts';
import { caseAnswer } from '../live/test-answers.ts';
import { clockPicture } from './clock-picture.ts';

type Entry = CaseAnswer['timeline'][number];
const at = (time: string) => `2026-07-01T${time}:00.000Z`;
const entry = (time: string, action: string, from: Entry['from'], to: Entry['to']): Entry => ({
  ...{ at: at(time), by: 'wang', action, from, to, note: '', unit_id: null },
});

describe('the clock of a case', () => {
  const timeline = [
    entry('00:00', 'report', null, 'reported'),
    entry('00:10', 'file', 'reported', 'filed'),
    entry('01:10', 'reminder', 'handling', 'handling'),
  ];
  const subject = caseAnswer({ state: 'handling', due_at: at('02:10'), timeline });

  test('runs from filing to the limit', () => {
    const picture = clockPicture(subject, Date.parse(at('01:40')));
    expect(picture).toMatchObject({ due: 1, now: 0.75, pauses: [] });
    expect(picture?.ticks).toMatchObject([{ share: 0.5, action: 'reminder' }]);
  });

  test('goes on beyond the limit', () => {
    expect(clockPicture(subject, Date.parse(at('04:10')))).toMatchObject({ due: 0.5, now: 1 });
  });

  test('stands still once the unit has done its part', () => {
    const handled = [...timeline, entry('01:10', 'handle', 'handling', 'handled')];
    const picture = clockPicture(
      { ...subject, state: 'handled', timeline: handled },
      Date.parse(at('09:00')),
    );
    expect(picture).toMatchObject({ due: 1, now: 0.5 });
  });

  test('shows when it was paused', () => {
    const paused = [
      ...timeline,
      entry('00:40', 'suspend', 'handling', 'handling'),
      entry('01:10', 'resume', 'handling', 'handling'),
    ];
    expect(clockPicture({ ...subject, timeline: paused }, Date.parse(at('01:40')))?.pauses).toEqual([
      [0.25, 0.5],
    ]);
  });

  test('begins anew where a closed case came back, and there is none without a limit', () => {
    const back = [...timeline, entry('01:30', 'reopen', 'closed', 'filed')];
    expect(clockPicture({ ...subject, timeline: back }, Date.parse(at('01:50')))).toMatchObject({
      now: 0.5,
      ticks: [],
    });
    expect(clockPicture({ ...subject, due_at: null }, 0)).toBeNull();
  });
});
