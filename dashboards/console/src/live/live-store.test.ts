import { describe, expect, test } from 'vitest';
import { LiveStore } from './live-store.ts';
import { alarmAnswer, depthReading, deviceAnswer, snapshot } from './test-answers.ts';

/** A store whose waiting events are applied when the test says so. */
function storeByHand() {
  const due: (() => void)[] = [];
  const store = new LiveStore((work) => due.push(work));
  return {
    store,
    applyWaiting() {
      for (const work of due.splice(0)) work();
    },
  };
}

describe('the live store', () => {
  test('tells of many events once', () => {
    const { store, applyWaiting } = storeByHand();
    let told = 0;
    store.subscribe(() => {
      told += 1;
    });
    for (let i = 1; i <= 1_000; i++) {
      store.take({ kind: 'alarm', position: i, body: alarmAnswer({ id: `A-${i % 50}` }) });
    }
    expect(told).toBe(0);
    applyWaiting();
    expect(told).toBe(1);
    expect(store.read().alarms.size).toBe(50);
  });

  test('keeps the later of two events about the same that wait together', () => {
    const { store, applyWaiting } = storeByHand();
    store.take({ kind: 'alarm', position: 2, body: alarmAnswer({ condition: 'cleared' }) });
    store.take({ kind: 'alarm', position: 1, body: alarmAnswer() });
    applyWaiting();
    expect(store.read().alarms.size).toBe(0);
  });

  test('loses nothing that comes between the asking and the coming of a snapshot', () => {
    const { store, applyWaiting } = storeByHand();
    store.snapshotAsked();
    store.take({ kind: 'alarm', position: 5, body: alarmAnswer({ id: 'A-5' }) });
    applyWaiting();
    store.take(depthReading('2026-07-01T00:00:00.000Z', 70));
    store.snapshotCame(snapshot({ alarms: [alarmAnswer()], devices: [deviceAnswer()] }));
    applyWaiting();
    expect([...store.read().alarms.keys()].sort()).toEqual(['A-1', 'A-5']);
    expect(store.read().latest.get('gauge-01 depth_mm')?.value).toBe(70);
  });

  test('no longer tells who has unsubscribed', () => {
    const { store, applyWaiting } = storeByHand();
    let told = 0;
    const unsubscribe = store.subscribe(() => {
      told += 1;
    });
    unsubscribe();
    store.take({ kind: 'alarm', position: 1, body: alarmAnswer() });
    applyWaiting();
    expect(told).toBe(0);
  });
});
