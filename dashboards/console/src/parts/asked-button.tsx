// A button for what cannot be taken back: asks first, then does it once, and says why where it could not be done.
import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../../core/error.ts';

interface AskedButtonProps {
  readonly label: string;
  /** What it is done to, for the question's head. */
  readonly subject: string;
  readonly question: string;
  /** Whether it looks as grave as it is. */
  readonly danger?: boolean;
  onSure(): Promise<unknown>;
}

export function AskedButton({ label, subject, question, danger = false, onSure }: AskedButtonProps) {
  const { message, modal } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  async function ask() {
    const isSure = await modal.confirm({
      title: `${label} · ${subject}`,
      content: question,
      okButtonProps: { danger: true },
    });
    if (!isSure) return;
    setBusy(true);
    await onSure().catch((thrown: unknown) => message.error(messageOf(thrown)));
    setBusy(false);
  }
  return (
    <Button size="small" danger={danger} loading={isBusy} onClick={ask}>
      {label}
    </Button>
  );
}
