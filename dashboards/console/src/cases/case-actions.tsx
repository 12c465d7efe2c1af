// What the person may do to a case now, as buttons; each opens its form.
import { Button } from 'antd';
import { useState } from 'react';
import type { CaseAction } from '../../../../core/case.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { useMayOperate } from '../app/use-user.tsx';
import { caseActionWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { ActionDialog } from './action-dialog.tsx';

/** What usually comes next, in each state: the button that stands out. */
const usual: ReadonlySet<CaseAction> = new Set(['file', 'dispatch', 'accept', 'handle', 'verify']);

export function CaseActions({ subject }: { readonly subject: ShownCase }) {
  const { say } = useSpeech();
  const mayOperate = useMayOperate();
  const [asked, setAsked] = useState<{ action: CaseAction; seen: ShownCase } | null>(null);
  const actions = possibleActions(subject, mayOperate);
  const first = actions.find((action) => usual.has(action) && !isHandOn(action, subject));
  return (
    <>
      {actions.map((action) => (
        <Button
          key={action}
          type={action === first ? 'primary' : 'default'}
          danger={action === 'cancel'}
          onClick={() => setAsked({ action, seen: subject })}
        >
          {say(caseActionWords[action])}
        </Button>
      ))}
      {asked !== null && (
        <ActionDialog action={asked.action} cases={[asked.seen]} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

/**
 * Those that the hub lists, and verifying whatever the alarm says: the hub then tells why not, and takes a reason.
 */
function possibleActions(subject: ShownCase, mayOperate: boolean): readonly CaseAction[] {
  const { allowed_actions: allowed, state } = subject;
  const isHeldUp = mayOperate && state === 'handled' && !allowed.includes('verify');
  return isHeldUp ? ['verify', ...allowed] : allowed;
}

/** To send a case on that a unit has already is no usual step. */
function isHandOn(action: CaseAction, { unit_id: unit }: ShownCase): boolean {
  return action === 'dispatch' && unit !== null;
}
