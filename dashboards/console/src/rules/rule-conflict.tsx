// Two people at one rule: what the other one changed meanwhile, and the choice of what goes on.
import { Alert, Button } from 'antd';
import { TextDifference } from '../parts/text-difference.tsx';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { ruleWords, savedMeanwhileWords } from '../words/rule-words.ts';
import type { RuleVersion } from './rule-answers.ts';
import { ruleText } from './rule-text.ts';
import type { RuleDraft } from './use-rule-draft.ts';

interface RuleConflictProps {
  readonly draft: RuleDraft;
  readonly newer: RuleVersion;
}

export function RuleConflict({ draft, newer }: RuleConflictProps) {
  const { say } = useSpeech();
  const at = dayAndTime(Date.parse(newer.changed_at));
  return (
    <Alert
      type="warning"
      showIcon
      title={say(ruleWords.conflict)}
      description={
        <div className="rule-conflict">
          <p>{say(savedMeanwhileWords(newer.changed_by, newer.version, at))}</p>
          {newer.reason !== null && <p className="quiet">{newer.reason}</p>}
          <TextDifference
            before={ruleText(draft.base.definition)}
            after={ruleText(newer.definition)}
            label={say(ruleWords.theirChange)}
          />
          <div className="rule-tools">
            <Button onClick={() => draft.rebase(newer)}>{say(ruleWords.takeTheirs)}</Button>
            <Button onClick={() => draft.rebase(newer, draft.text)}>{say(ruleWords.keepMine)}</Button>
          </div>
        </div>
      }
    />
  );
}
