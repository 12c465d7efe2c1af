import { expect, test } from 'vitest';
import type { User } from '../core/person.ts';
import { issueSessionToken, readSessionToken } from './session-token.ts';
import { Sessions, sessionMs } from './sessions.ts';
import { testNow, testUser } from './test-hub.ts';

const key = new Uint8Array(32).fill(1);

function start() {
  const users = new Map<string, User>([['crew', testUser('crew')]]);
  const clock = { now: testNow };
  const credentials = {
    user: (name: string) => users.get(name),
    account: () => undefined,
    apiToken: () => undefined,
    deviceSecretHash: () => undefined,
  };
  return { users, clock, sessions: new Sessions({ key, credentials, now: () => clock.now }) };
}

test('a session lasts one shift', () => {
  const { clock, sessions } = start();
  const token = sessions.begin(testUser('crew'));
  clock.now += sessionMs - 1;
  expect(sessions.user(token)?.username).toBe('crew');
  clock.now += 1;
  expect(sessions.user(token)).toBeNull();
});

test('a session ends with the next generation of its user', () => {
  const { users, sessions } = start();
  const token = sessions.begin(testUser('crew'));
  users.set('crew', { ...testUser('crew'), generation: 2 });
  expect(sessions.user(token)).toBeNull();
});

test('a session ends when its user is disabled or gone', () => {
  const { users, sessions } = start();
  const token = sessions.begin(testUser('crew'));
  users.set('crew', { ...testUser('crew'), disabled: true });
  expect(sessions.user(token)).toBeNull();
  users.delete('crew');
  expect(sessions.user(token)).toBeNull();
});

test('a session that was ended stays so, and others of the user go on', () => {
  const { sessions } = start();
  const ended = sessions.begin(testUser('crew'));
  const other = sessions.begin(testUser('crew'));
  sessions.end(ended);
  expect(sessions.user(ended)).toBeNull();
  expect(sessions.user(other)?.username).toBe('crew');
});

test('a token that was signed with another key, cut or lengthened says nothing', () => {
  const claim = { id: 'a', username: 'crew', generation: 1, expires: testNow + 1 };
  const token = issueSessionToken(key, claim);
  expect(readSessionToken(key, token, testNow)).toEqual(claim);
  expect(readSessionToken(new Uint8Array(32), token, testNow)).toBeNull();
  for (const text of ['', '.', token.slice(0, -3), `${token}.`, `${token}.x`, token.split('.')[0] ?? '']) {
    expect(readSessionToken(key, text, testNow), text).toBeNull();
  }
});
