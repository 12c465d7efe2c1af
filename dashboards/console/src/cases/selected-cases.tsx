// What can be done to all of the selected cases at once.
import { Button } from 'antd';
import { useState } from 'react';
import type { CaseAction } from '../../../../core/case.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { caseActionWords, casesWords, caseWords } from '../words/case-words.ts';
import { useSpeech } from '../words/language.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { actionsForSeveral } from './action-form.ts';

interface SelectedCasesProps {
  readonly cases: readonly ShownCase[];
  onDone(): void;
}

export function SelectedCases({ cases, onDone }: SelectedCasesProps) {
  const { say } = useSpeech();
  const [asked, setAsked] = useState<{ action: CaseAction; cases: readonly ShownCase[] } | null>(null);
  const possible = actionsForSeveral.filter((action) =>
    cases.every(({ allowed_actions: allowed }) => allowed.includes(action)),
  );
  return (
    <div className="row-actions">
      {cases.length > 0 && (
        <>
          <span className="quiet">
            {say(caseWords.selected)} {say(casesWords(cases.length))}
          </span>
          {possible.map((action) => (
            <Button key={action} size="small" onClick={() => setAsked({ action, cases })}>
              {say(caseActionWords[action])}
            </Button>
          ))}
        </>
      )}
      {asked !== null && (
        <ActionDialog
          action={asked.action}
          cases={asked.cases}
          onClose={() => {
            setAsked(null);
            onDone();
          }}
        />
      )}
    </div>
  );
}
