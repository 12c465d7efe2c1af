// Logging in, who one is, logging out. The session itself is a cookie that scripts cannot read.
import type { UserAnswer } from './answers.ts';
import { getJson, hasCode, loginNeededCode, postJson, remove } from './request.ts';

interface SessionAnswer {
  readonly user: UserAnswer;
}

/** `null` where nobody is logged in. */
export async function currentUser(signal: AbortSignal): Promise<UserAnswer | null> {
  try {
    return (await getJson<SessionAnswer>('/sessions/current', signal)).user;
  } catch (thrown) {
    if (hasCode(thrown, loginNeededCode)) return null;
    throw thrown;
  }
}

/** Rejects with the code `wrong_login` or `too_many_logins` where the hub refuses. */
export async function logIn(username: string, password: string): Promise<UserAnswer> {
  return (await postJson<SessionAnswer>('/sessions', { username, password })).user;
}

export function logOut(): Promise<void> {
  return remove('/sessions/current');
}
