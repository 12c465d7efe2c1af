// What is around every screen: whether there is a network, what is not sent yet, and the sections below the thumb.
import { Link, NavLink, Outlet } from 'react-router';
import type { ShadeChoice } from '../app/use-shade-preference.ts';
import { timeOfDay } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { LoginForm } from './crew-login.tsx';
import { asOfWords, crewWords, unsentWords } from './crew-words.ts';
import { LanguageButton } from './language-button.tsx';
import { reportWords } from './report-words.ts';
import { useCrew, useDesk, useOwnOutbox } from './use-crew.tsx';

export function CrewFrame({ shade, setShade }: ShadeChoice) {
  const { say } = useSpeech();
  const desk = useDesk();
  const outbox = useOwnOutbox();
  const { user, unitName, cases } = useCrew();

  function signOut() {
    if (outbox.length === 0 || confirm(say(crewWords.signOutSure))) void desk.logOut();
  }

  return (
    <div className="crew">
      <header className="crew-header">
        <h1>{unitName ?? user?.username ?? ''}</h1>
        <LinkMark />
        <details className="crew-menu">
          <summary aria-label={user?.username ?? ''}>⋮</summary>
          <div>
            <p>{user?.username}</p>
            <LanguageButton />
            <button
              type="button"
              className="crew-button is-small"
              onClick={() => setShade(shade === 'dark' ? 'light' : 'dark')}
            >
              {say(shade === 'dark' ? words.toLight : words.toDark)}
            </button>
            <button type="button" className="crew-button is-small" onClick={signOut}>
              {say(words.signOut)}
            </button>
          </div>
        </details>
      </header>
      <Notices />
      <main>
        <Outlet />
      </main>
      <nav className="crew-nav" aria-label={say(crewWords.sections)}>
        <NavLink to="/" end>
          {say(crewWords.cases)} <b>{cases?.items.length ?? ''}</b>
        </NavLink>
        {user?.role !== 'viewer' && <NavLink to="/report">{say(reportWords.section)}</NavLink>}
        <NavLink to="/patrol">{say(crewWords.patrol)}</NavLink>
        <NavLink to="/unsent" className={outbox.length > 0 ? 'is-waiting' : ''}>
          {say(crewWords.unsent)} {outbox.length > 0 && <b>{outbox.length}</b>}
        </NavLink>
      </nav>
    </div>
  );
}

/** Network, age of what is shown, and a button to ask anew. */
function LinkMark() {
  const { say } = useSpeech();
  const desk = useDesk();
  const { isReachable, isBusy, cases } = useCrew();
  const state = isBusy ? crewWords.busy : isReachable ? crewWords.online : crewWords.offline;
  return (
    <button
      type="button"
      className={`crew-link ${isReachable ? '' : 'is-offline'}`}
      title={say(crewWords.refresh)}
      onClick={() => void desk.refresh()}
    >
      <span role="status">{say(state)}</span>
      <small>{cases === undefined ? '' : say(asOfWords(timeOfDay(cases.asOf).slice(0, 5)))}</small>
    </button>
  );
}

function Notices() {
  const { say } = useSpeech();
  const outbox = useOwnOutbox();
  const { session, user, outbox: all, fault } = useCrew();
  const troubled = outbox.filter(({ trouble }) => trouble !== null).length;
  return (
    <div className="crew-notices">
      {session === 'ended' && user !== undefined && (
        <section className="crew-notice">
          <p>{say(crewWords.sessionEnded)}</p>
          <LoginForm username={user.username} />
        </section>
      )}
      {!isSecureContext && <p className="crew-notice">{say(crewWords.insecure)}</p>}
      {fault !== null && (
        <p className="crew-notice is-fault" role="alert">
          {fault}
        </p>
      )}
      {outbox.length > 0 && (
        <Link to="/unsent" className={`crew-notice ${troubled > 0 ? 'is-fault' : ''}`}>
          {say(unsentWords(outbox.length))}
          {troubled > 0 && `, ${say(crewWords.needsYou)}: ${troubled}`}
        </Link>
      )}
      {all.length > outbox.length && <p className="crew-notice">{say(crewWords.ofOthers)}</p>}
    </div>
  );
}
