import { expect, test } from 'vitest';
import { formatInstant, hourMs, minuteMs } from '../../core/time.ts';
import { capMessages } from './cap-messages.ts';
import { raisedAt, shownAlarm } from './test-alarms.ts';

const step = (minutes: number, severity: string, value: number) => ({
  ...{ at: formatInstant(raisedAt + minutes * minuteMs), severity, value },
  confident: true,
});
const rising = { steps: [step(0, 'yellow', 180), step(20, 'orange', 260)], severity: 'orange' };
const over = { ...rising, condition: 'cleared', cleared_at: formatInstant(raisedAt + 90 * minuteMs) };

test('a rise is an update that refers to the alert, and the end cancels both', () => {
  const messages = capMessages(shownAlarm(over), raisedAt + 2 * hourMs);
  expect(messages.map(({ type, sentAt }) => [type, (sentAt - raisedAt) / minuteMs])).toEqual([
    ['Alert', 0],
    ['Update', 20],
    ['Cancel', 90],
  ]);
  const [alert, update, cancel] = messages;
  expect(alert?.references).toEqual([]);
  expect(update?.references.map(({ identifier }) => identifier)).toEqual([alert?.identifier]);
  expect(cancel?.references.map(({ identifier }) => identifier)).toEqual([
    alert?.identifier,
    update?.identifier,
  ]);
});

test('a message that was sent stays as it was, whatever comes after it', () => {
  const early = capMessages(shownAlarm({ ...rising, value: 260 }), raisedAt + 30 * minuteMs);
  const late = capMessages(shownAlarm({ ...over, value: 40 }), raisedAt + 5 * hourMs);
  expect(late.slice(0, early.length)).toEqual(early);
});

test('an alarm that stays as it is says so again before its message expires', () => {
  const messages = capMessages(shownAlarm(), raisedAt + 10 * hourMs);
  expect(messages.map(({ type }) => type)).toEqual(['Alert', 'Update', 'Update', 'Update']);
  for (const [n, message] of messages.entries()) {
    const before = messages[n - 1];
    if (before === undefined) continue;
    expect(message.sentAt).toBeLessThan(before.expiresAt);
    expect(message.references.map(({ identifier }) => identifier)).toContain(before.identifier);
  }
  expect(new Set(messages.map(({ identifier }) => identifier)).size).toBe(messages.length);
});

test('an alarm of months lists no endless row of renewals', () => {
  const messages = capMessages(shownAlarm(), raisedAt + 200 * 24 * hourMs);
  expect(messages.length).toBeLessThan(12);
  expect(messages.at(-1)?.expiresAt).toBeGreaterThan(raisedAt + 200 * 24 * hourMs);
});

test('one that was held back begins with the severity that people were shown', () => {
  const shown = { ...rising, presented_at: formatInstant(raisedAt + 30 * minuteMs) };
  expect(capMessages(shownAlarm(shown), raisedAt + hourMs)).toMatchObject([
    { type: 'Alert', sentAt: raisedAt + 30 * minuteMs, step: { severity: 'orange', value: 260 } },
  ]);
});

test('an alarm of an older release, without steps, is one alert of its present severity', () => {
  expect(capMessages(shownAlarm({ steps: undefined }), raisedAt + hourMs)).toMatchObject([
    { type: 'Alert', sentAt: raisedAt, step: { severity: 'yellow', value: 180 } },
  ]);
});
