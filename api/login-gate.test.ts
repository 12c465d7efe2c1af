import { expect, test } from 'vitest';
import { minuteMs } from '../core/time.ts';
import { delayAfter, LoginGate } from './login-gate.ts';

const now = 1_000_000;

function waits(gate: LoginGate, count: number, account: string, address: string): (number | string)[] {
  return Array.from({ length: count }, () => {
    const decision = gate.enter(account, address, now);
    return decision.kind === 'wait' ? decision.waitMs : 'refused';
  });
}

test('five tries are free, then each waits longer, and what is too far off is refused', () => {
  const tried = waits(new LoginGate(), 10, 'wang', '10.0.0.1');
  expect(tried).toEqual([0, 0, 0, 0, 0, 1_000, 3_000, 7_000, 15_000, 'refused']);
});

test('a refusal says after how long to come back', () => {
  const gate = new LoginGate();
  waits(gate, 9, 'wang', '10.0.0.1');
  expect(gate.enter('wang', '10.0.0.1', now)).toEqual({ kind: 'refuse', retryAfterS: 30 });
});

test('the pause after a try is bounded, so that nobody is locked out by another', () => {
  expect([4, 5, 6, 9, 50].map(delayAfter)).toEqual([0, 1_000, 2_000, 15_000, 15_000]);
});

test('one account is slowed for every address, and one address for every account', () => {
  const gate = new LoginGate();
  for (const index of [1, 2, 3, 4, 5]) gate.enter('wang', `10.0.0.${index}`, now);
  expect(gate.enter('wang', '10.0.0.9', now)).toEqual({ kind: 'wait', waitMs: 1_000 });
  for (const index of [1, 2, 3, 4, 5]) gate.enter(`user-${index}`, '10.9.9.9', now);
  expect(gate.enter('li', '10.9.9.9', now)).toEqual({ kind: 'wait', waitMs: 1_000 });
  expect(gate.enter('zhao', '10.8.8.8', now)).toEqual({ kind: 'wait', waitMs: 0 });
});

test('a right password frees the account, and gives the address that one try back', () => {
  const gate = new LoginGate();
  waits(gate, 5, 'wang', '10.0.0.1');
  gate.succeeded('wang', '10.0.0.1', now);
  expect(waits(gate, 2, 'wang', '10.0.0.1')).toEqual([0, 1_000]);
});

test('after somebody’s wrong passwords, those who share the address wait once and not for each other', () => {
  const gate = new LoginGate();
  waits(gate, 6, 'wang', '10.0.0.1');
  const turn = gate.enter('li', '10.0.0.1', now);
  expect(turn).toEqual({ kind: 'wait', waitMs: 3_000 });
  gate.succeeded('li', '10.0.0.1', now + 3_000);
  expect(gate.enter('zhao', '10.0.0.1', now + 3_000)).toEqual({ kind: 'wait', waitMs: 0 });
  // Who has a password of their own gains no tries by it: a wrong one in between keeps its pause.
  const another = gate.enter('li', '10.0.0.1', now + 3_000);
  expect(another).toEqual({ kind: 'wait', waitMs: 4_000 });
  gate.succeeded('zhao', '10.0.0.1', now + 3_000);
  expect(gate.enter('li', '10.0.0.1', now + 3_000)).not.toEqual({ kind: 'wait', waitMs: 0 });
});

test('tries are forgotten after a quarter of an hour', () => {
  const gate = new LoginGate();
  waits(gate, 5, 'wang', '10.0.0.1');
  expect(gate.enter('wang', '10.0.0.1', now + 15 * minuteMs)).toEqual({ kind: 'wait', waitMs: 0 });
});

test('names without number do not fill the memory: the oldest are forgotten', () => {
  const gate = new LoginGate();
  waits(gate, 5, 'wang', '10.0.0.1');
  for (let index = 0; index < 10_000; index += 1) gate.enter(`name-${index}`, `address-${index}`, now);
  expect(gate.enter('wang', '10.0.0.1', now)).toEqual({ kind: 'wait', waitMs: 0 });
});
