// The login form of the crew page, alone or above what the phone kept of a session that has ended.
import { useLogin } from '../app/use-login.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { crewWords } from './crew-words.ts';
import { LanguageButton } from './language-button.tsx';
import { useCrew, useDesk } from './use-crew.tsx';

/** @param props `username` is whose session has ended, where one has. */
export function LoginForm({ username: known = '' }: { readonly username?: string }) {
  const { say } = useSpeech();
  const desk = useDesk();
  const { username, setUsername, password, setPassword, isChecking, refusal, submit } = useLogin(
    (name, word) => desk.logIn(name, word),
    known,
  );

  return (
    <form className="crew-form" onSubmit={submit}>
      <div role="alert">{refusal !== null && <p className="crew-fault">{say(refusal)}</p>}</div>
      <label htmlFor="username">{say(words.username)}</label>
      <input
        id="username"
        autoComplete="username"
        autoCapitalize="none"
        required
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <label htmlFor="password">{say(words.password)}</label>
      <input
        id="password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <button type="submit" className="crew-button is-primary" disabled={isChecking}>
        {say(words.signIn)}
      </button>
    </form>
  );
}

export function CrewLogin() {
  const { say } = useSpeech();
  const { isReachable, outbox } = useCrew();
  return (
    <main className="crew-login">
      <img src="/favicon.svg" alt="" width="56" height="56" />
      <h1>{say(crewWords.title)}</h1>
      <p>{say(crewWords.purpose)}</p>
      {!isReachable && <p className="crew-notice">{say(crewWords.loginNeedsNetwork)}</p>}
      {outbox.length > 0 && <p className="crew-notice">{say(crewWords.ofOthers)}</p>}
      <LoginForm />
      <LanguageButton />
    </main>
  );
}
