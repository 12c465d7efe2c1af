// Who is logged in decides what is shown: the login form, or the page. A session that ends brings the form back.
import { Button, Result, Spin } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import type { UserAnswer } from '../api-client/answers.ts';
import { QueriesProvider } from '../api-client/queries.tsx';
import { hasCode, unreachableCode } from '../api-client/request.ts';
import { currentUser, logOut } from '../api-client/session.ts';
import { RefreshQueries } from '../live/refresh-queries.tsx';
import { LiveProvider } from '../live/use-live.tsx';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { ConsoleRouter } from './console-router.tsx';
import { LoginPage } from './login-page.tsx';
import { nextPage } from './next-page.ts';
import { UserProvider } from './use-user.tsx';

type Session =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly thrown: unknown }
  | { readonly state: 'out'; readonly hasEnded: boolean }
  | { readonly state: 'in'; readonly user: UserAnswer };

export function SessionGate() {
  const { say } = useSpeech();
  const [session, setSession] = useState<Session>({ state: 'asking' });
  const signedOut = useCallback(() => setSession({ state: 'out', hasEnded: true }), []);
  const signedIn = useCallback((user: UserAnswer) => {
    const next = nextPage(location.search);
    if (next === null) setSession({ state: 'in', user });
    else location.replace(next);
  }, []);
  const signOut = useCallback(async () => {
    // Without the hub there is nobody to tell; the form is shown either way.
    await logOut().catch(() => {});
    setSession({ state: 'out', hasEnded: false });
  }, []);
  useEffect(() => {
    if (session.state !== 'asking') return;
    const asking = new AbortController();
    currentUser(asking.signal).then(
      (user) => setSession(user === null ? { state: 'out', hasEnded: false } : { state: 'in', user }),
      (thrown: unknown) => {
        if (!asking.signal.aborted) setSession({ state: 'failed', thrown });
      },
    );
    return () => asking.abort();
  }, [session.state]);

  switch (session.state) {
    case 'asking':
      return <Spin className="whole-page" size="large" />;
    case 'failed':
      return (
        <Result
          className="whole-page"
          status="warning"
          title={hasCode(session.thrown, unreachableCode) ? say(words.hubUnreachable) : say(words.loadFailed)}
          subTitle={messageOf(session.thrown)}
          extra={
            <Button type="primary" onClick={() => setSession({ state: 'asking' })}>
              {say(words.tryAgain)}
            </Button>
          }
        />
      );
    case 'out':
      return <LoginPage hasEnded={session.hasEnded} onLoggedIn={signedIn} />;
    case 'in':
      return (
        <UserProvider user={session.user}>
          <LiveProvider onSignedOut={signedOut}>
            <QueriesProvider>
              <RefreshQueries />
              <ConsoleRouter onSignOut={signOut} />
            </QueriesProvider>
          </LiveProvider>
        </UserProvider>
      );
  }
}
