// What a login form holds, and what comes of sending it.
import { type FormEvent, useState } from 'react';
import type { Label } from '../../../../core/label.ts';
import { loginRefusalWords } from '../words/login-refusal.ts';

/**
 * @param enter logs in; where it rejects, the form says why and asks for the password again.
 * @param known the name that the form begins with.
 */
export function useLogin(enter: (username: string, password: string) => Promise<void>, known = '') {
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState('');
  const [isChecking, setChecking] = useState(false);
  const [refusal, setRefusal] = useState<Label | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecking(true);
    setRefusal(null);
    try {
      await enter(username.trim(), password);
    } catch (thrown) {
      setRefusal(loginRefusalWords(thrown));
      setPassword('');
      setChecking(false);
    }
  }

  return { username, setUsername, password, setPassword, isChecking, refusal, submit };
}
