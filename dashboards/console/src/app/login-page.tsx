// The login form.
import { Alert, Button, Input } from 'antd';
import type { UserAnswer } from '../api-client/answers.ts';
import { logIn } from '../api-client/session.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';
import { LanguageSwitch, ShadeSwitch } from './page-switches.tsx';
import { ProductMark } from './product-mark.tsx';
import { useLogin } from './use-login.ts';

interface LoginPageProps {
  /** Whether a session has just ended, which is said. */
  readonly hasEnded: boolean;
  onLoggedIn(user: UserAnswer): void;
}

export function LoginPage({ hasEnded, onLoggedIn }: LoginPageProps) {
  const { say } = useSpeech();
  const { username, setUsername, password, setPassword, isChecking, refusal, submit } = useLogin(
    async (name, word) => onLoggedIn(await logIn(name, word)),
  );

  return (
    <main className="login">
      <form className="login-form" onSubmit={submit}>
        <ProductMark isLarge />
        <p className="login-purpose">{say(words.productPurpose)}</p>
        <div role="alert">
          {refusal !== null && <Alert type="error" showIcon title={say(refusal)} />}
          {refusal === null && hasEnded && <Alert type="info" showIcon title={say(words.sessionEnded)} />}
        </div>
        <label className="login-field" htmlFor="username">
          <span>{say(words.username)}</span>
          <Input
            size="large"
            id="username"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            autoFocus
            required
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        </label>
        <label className="login-field" htmlFor="password">
          <span>{say(words.password)}</span>
          <Input.Password
            size="large"
            id="password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <Button type="primary" size="large" htmlType="submit" block loading={isChecking}>
          {say(words.signIn)}
        </Button>
        <div className="login-switches">
          <LanguageSwitch />
          <ShadeSwitch />
        </div>
      </form>
    </main>
  );
}
