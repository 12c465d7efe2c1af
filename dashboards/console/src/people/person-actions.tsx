// What an administrator may do about a person, each asked for once more where it ends something.
import { App, Button } from 'antd';
import { messageOf } from '../../../../core/error.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useSpeech } from '../words/language.tsx';
import { peopleWords } from '../words/people-words.ts';
import { newPassword } from './new-password.ts';
import type { PersonAnswer } from './person-form.tsx';

interface PersonActionsProps {
  readonly person: PersonAnswer;
  onEdit(): void;
  onPassword(password: string): void;
}

export function PersonActions({ person, onEdit, onPassword }: PersonActionsProps) {
  const { say } = useSpeech();
  const { message, modal } = App.useApp();
  const { username, disabled } = person;
  const path = `/users/${encodeURIComponent(username)}`;
  const change = useHubChange<object, PersonAnswer>('PUT', path, 'users');

  async function act(title: string, question: string | null, body: object): Promise<boolean> {
    const isSure =
      question === null ||
      (await modal.confirm({
        title: `${title} · ${username}`,
        content: question,
        okButtonProps: { danger: true },
      }));
    if (!isSure) return false;
    try {
      await change.mutateAsync(body);
      return true;
    } catch (thrown) {
      message.error(messageOf(thrown));
      return false;
    }
  }

  async function renewPassword() {
    const password = newPassword();
    const done = await act(say(peopleWords.newPassword), say(peopleWords.newPasswordAsk), { password });
    if (done) onPassword(password);
  }

  const toggle = say(disabled ? peopleWords.unlock : peopleWords.lock);
  return (
    <span className="row-actions">
      <Button size="small" aria-label={`${say(peopleWords.change)} ${username}`} onClick={onEdit}>
        {say(peopleWords.change)}
      </Button>
      <Button size="small" onClick={renewPassword}>
        {say(peopleWords.newPassword)}
      </Button>
      <Button
        size="small"
        danger={!disabled}
        onClick={() => act(toggle, disabled ? null : say(peopleWords.lockAsk), { disabled: !disabled })}
      >
        {toggle}
      </Button>
    </span>
  );
}
