import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LiveEvent } from './live-event.ts';
import { applyEvents, emptyState, type LiveState, stateFrom } from './live-state.ts';
import { alarmAnswer, caseAnswer, depthReading, deviceAnswer, place, snapshot } from './test-answers.ts';

function alarmEvent(position: number, changes: Parameters<typeof alarmAnswer>[0]): LiveEvent {
  return { kind: 'alarm', position, body: alarmAnswer(changes) };
}

function caseEvent(position: number, changes: Parameters<typeof caseAnswer>[0]): LiveEvent {
  return { kind: 'case', position, body: caseAnswer(changes) };
}

/** What people see; the bookkeeping of positions has an order of its own. */
function seen({ alarms, cases, devices, latest }: LiveState) {
  const sorted = <Row>(rows: ReadonlyMap<string, Row>) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  return { alarms: sorted(alarms), cases: sorted(cases), devices: sorted(devices), latest: sorted(latest) };
}

const start = stateFrom(snapshot({ devices: [deviceAnswer()] }), [], emptyState);

const course: readonly LiveEvent[] = [
  alarmEvent(1, { id: 'A-1', severity: 'blue' }),
  caseEvent(2, { id: 'C-1', state: 'dispatched' }),
  { kind: 'device', position: 3, body: { id: 'gauge-01', status: 'late' } },
  alarmEvent(4, { id: 'A-1', severity: 'orange' }),
  alarmEvent(5, { id: 'A-2', severity: 'red' }),
  depthReading('2026-07-01T00:00:10.000Z', 80),
  caseEvent(6, { id: 'C-1', state: 'closed' }),
  alarmEvent(7, { id: 'A-2', condition: 'cleared' }),
  { kind: 'device', position: 8, body: { id: 'gauge-01', status: 'offline' } },
  depthReading('2026-07-01T00:00:20.000Z', 120),
  caseEvent(9, { id: 'C-2', state: 'handling' }),
];

describe('the live state', () => {
  test('an alarm is there while it is active and a case until it has ended', () => {
    const { alarms, cases, devices, latest } = applyEvents(start, course);
    expect([...alarms.keys()]).toEqual(['A-1']);
    expect(alarms.get('A-1')?.severity).toBe('orange');
    expect([...cases.keys()]).toEqual(['C-2']);
    expect(devices.get('gauge-01')?.status).toBe('offline');
    expect(latest.get('gauge-01 depth_mm')?.value).toBe(120);
  });

  test('events applied twice, out of order and in other portions give the same state', () => {
    const expected = seen(applyEvents(start, course));
    const anyCourse = fc
      .shuffledSubarray([...course, ...course], { minLength: 2 * course.length })
      .chain((events) => fc.tuple(fc.constant(events), fc.nat(events.length)));
    fc.assert(
      fc.property(anyCourse, ([events, cut]) => {
        const half = applyEvents(start, events.slice(0, cut));
        expect(seen(applyEvents(half, events.slice(cut)))).toEqual(expected);
      }),
    );
  });

  test('an event that comes again after its alarm was cleared does not bring the alarm back', () => {
    const state = applyEvents(start, [alarmEvent(2, { condition: 'cleared' }), alarmEvent(1, {})]);
    expect(state.alarms.size).toBe(0);
  });

  test('parts that no event touches keep their identity, so that nothing is drawn anew for them', () => {
    const state = applyEvents(start, [alarmEvent(1, {})]);
    expect(state.alarms).not.toBe(start.alarms);
    expect(state.cases).toBe(start.cases);
    expect(state.latest).toBe(start.latest);
    expect(applyEvents(start, [])).toBe(start);
  });

  test('a snapshot replaces the lists, and what came while it was read is applied on top', () => {
    const before = applyEvents(start, [alarmEvent(900, { id: 'A-old' })]);
    const read = snapshot({ alarms: [alarmAnswer({ id: 'A-1' })], cases: [caseAnswer()] });
    const since = [alarmEvent(3, { id: 'A-1', condition: 'cleared' }), alarmEvent(4, { id: 'A-2' })];
    const state = stateFrom(read, since, before);
    expect([...state.alarms.keys()]).toEqual(['A-2']);
    expect([...state.cases.keys()]).toEqual(['C-1']);
  });

  test('a hub that was set up afresh and counts from the beginning is believed', () => {
    const before = applyEvents(start, [alarmEvent(900, { id: 'A-1', severity: 'red' })]);
    const afresh = stateFrom(snapshot(), [], before);
    const state = applyEvents(afresh, [alarmEvent(1, { id: 'A-1', severity: 'blue' })]);
    expect(state.alarms.get('A-1')?.severity).toBe('blue');
  });

  test('newest values outlive a snapshot while their device is still registered', () => {
    const before = applyEvents(start, [depthReading('2026-07-01T00:00:10.000Z', 80)]);
    const kept = stateFrom(snapshot({ devices: [deviceAnswer()] }), [], before);
    expect(kept.latest.get('gauge-01 depth_mm')?.value).toBe(80);
    expect(stateFrom(snapshot(), [], before).latest.size).toBe(0);
  });

  test('a device that is not held here tells that some device has changed, once', () => {
    const event: LiveEvent = { kind: 'device', position: 1, body: { id: 'other', status: 'late' } };
    const state = applyEvents(start, [event]);
    expect(state.deviceChanges).toBeGreaterThan(start.deviceChanges);
    expect(applyEvents(state, [event]).deviceChanges).toBe(state.deviceChanges);
  });

  test('places that were asked for outlive a snapshot', () => {
    const known = new Map([['cover-1', place({ id: 'cover-1' })]]);
    const state = stateFrom(snapshot({ places: [place()] }), [], { ...start, places: known });
    expect([...state.places.keys()]).toEqual(['cover-1', 'flood-01']);
  });

  test('an event of a device that is not registered here changes no device', () => {
    const state = applyEvents(start, [
      { kind: 'device', position: 1, body: { id: 'other', status: 'late' } },
    ]);
    expect(state.devices).toBe(start.devices);
  });
});
