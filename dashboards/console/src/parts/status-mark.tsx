// A device's state as a coloured dot and its word, with the reason where it is not plain.
import type { StatusReason } from '../../../../core/effects.ts';
import type { DeviceAnswer } from '../api-client/answers.ts';
import { statusReasonWords } from '../words/device-words.ts';
import { useSpeech } from '../words/language.tsx';
import { deviceStatusWords } from '../words/words.ts';

interface StatusMarkProps {
  readonly status: DeviceAnswer['status'];
  readonly reason?: StatusReason;
}

export function StatusMark({ status, reason }: StatusMarkProps) {
  const { say } = useSpeech();
  return (
    <span className="status-mark">
      <span className={`status-dot is-${status}`} aria-hidden="true" />
      {say(deviceStatusWords[status])}
      {reason !== undefined && reason !== 'reporting' && (
        <span className="quiet"> · {say(statusReasonWords[reason])}</span>
      )}
    </span>
  );
}
