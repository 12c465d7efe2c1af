// Two people at one table: what the other one changed meanwhile, and the choice of what goes on.
import { Alert, Button } from 'antd';
import { TextDifference } from '../parts/text-difference.tsx';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { ruleWords, savedMeanwhileWords } from '../words/rule-words.ts';
import { tableWords } from '../words/table-words.ts';
import type { TableAnswer } from './table-page.tsx';
import { tableText } from './table-text.ts';

interface TableConflictProps {
  readonly base: TableAnswer;
  readonly newer: TableAnswer;
  onTakeTheirs(): void;
  onKeepMine(): void;
}

export function TableConflict({ base, newer, onTakeTheirs, onKeepMine }: TableConflictProps) {
  const { say } = useSpeech();
  const at = dayAndTime(Date.parse(newer.changed_at));
  return (
    <Alert
      type="warning"
      showIcon
      title={say(tableWords.conflict)}
      description={
        <div className="rule-conflict">
          <p>{say(savedMeanwhileWords(newer.changed_by, newer.version, at))}</p>
          <TextDifference
            before={tableText(base.definition)}
            after={tableText(newer.definition)}
            label={say(ruleWords.theirChange)}
          />
          <div className="rule-tools">
            <Button onClick={onTakeTheirs}>{say(ruleWords.takeTheirs)}</Button>
            <Button onClick={onKeepMine}>{say(ruleWords.keepMine)}</Button>
          </div>
        </div>
      }
    />
  );
}
