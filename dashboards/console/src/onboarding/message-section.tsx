// The message itself, pasted, and the topic that it came on.
import { Button, Input } from 'antd';
import { useSpeech } from '../words/language.tsx';
import { onboardingWords } from '../words/onboarding-words.ts';
import type { Example } from './onboarding-answers.ts';

interface MessageSectionProps {
  readonly example: Example;
  readonly isBusy: boolean;
  onChange(example: Example): void;
  onLook(): void;
}

export function MessageSection({ example, isBusy, onChange, onLook }: MessageSectionProps) {
  const { say } = useSpeech();
  return (
    <section className="page-section onboarding-message">
      <h2>{say(onboardingWords.message)}</h2>
      <p className="quiet">{say(onboardingWords.messageHint)}</p>
      <Input.TextArea
        aria-label={say(onboardingWords.paste)}
        placeholder={say(onboardingWords.paste)}
        autoSize={{ minRows: 6, maxRows: 18 }}
        spellCheck={false}
        value={example.payload}
        onChange={(event) => onChange({ ...example, payload: event.target.value })}
      />
      <Input
        aria-label={say(onboardingWords.topic)}
        placeholder={say(onboardingWords.topic)}
        spellCheck={false}
        value={example.topic}
        onChange={(event) => onChange({ ...example, topic: event.target.value })}
      />
      <Button type="primary" disabled={example.payload.trim() === ''} loading={isBusy} onClick={onLook}>
        {say(onboardingWords.look)}
      </Button>
    </section>
  );
}
