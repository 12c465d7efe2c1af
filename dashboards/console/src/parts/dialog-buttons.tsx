// The end of a dialog's form: leave it, or do what it is for.
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';

interface DialogButtonsProps {
  /** What the form does; saving unless said otherwise. */
  readonly label?: string;
  readonly isSending: boolean;
  readonly isGrave?: boolean;
  readonly isDisabled?: boolean;
  /** Whether Enter does it at once: for forms that may stay empty. */
  readonly hasFocus?: boolean;
  /** Further ways, between the two. */
  readonly children?: ReactNode;
  onCancel(): void;
}

export function DialogButtons(props: DialogButtonsProps) {
  const {
    label,
    isSending,
    isGrave = false,
    isDisabled = false,
    hasFocus = false,
    children,
    onCancel,
  } = props;
  const { say } = useSpeech();
  return (
    <div className="dialog-buttons">
      <Button onClick={onCancel}>{say(pageWords.cancel)}</Button>
      {children}
      <Button
        type="primary"
        htmlType="submit"
        danger={isGrave}
        disabled={isDisabled}
        loading={isSending}
        autoFocus={hasFocus}
      >
        {label ?? say(pageWords.save)}
      </Button>
    </div>
  );
}
