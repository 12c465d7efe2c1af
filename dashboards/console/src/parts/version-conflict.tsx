// Two people at one text: what the other one changed meanwhile, and the choice of what goes on.
import { Alert, Button } from 'antd';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { ruleWords, savedMeanwhileWords } from '../words/rule-words.ts';
import { TextDifference } from './text-difference.tsx';

interface VersionConflictProps {
  readonly title: string;
  readonly newer: { readonly version: number; readonly changed_by: string; readonly changed_at: string };
  /** What the other one said about it. */
  readonly reason?: string | null;
  /** The text that both began with, and the other one's. */
  readonly before: string;
  readonly theirs: string;
  onTakeTheirs(): void;
  onKeepMine(): void;
}

export function VersionConflict(props: VersionConflictProps) {
  const { title, newer, reason = null, before, theirs, onTakeTheirs, onKeepMine } = props;
  const { say } = useSpeech();
  const at = dayAndTime(Date.parse(newer.changed_at));
  return (
    <Alert
      type="warning"
      showIcon
      title={title}
      description={
        <div className="rule-conflict">
          <p>{say(savedMeanwhileWords(newer.changed_by, newer.version, at))}</p>
          {reason !== null && <p className="quiet">{reason}</p>}
          <TextDifference before={before} after={theirs} label={say(ruleWords.theirChange)} />
          <div className="rule-tools">
            <Button onClick={onTakeTheirs}>{say(ruleWords.takeTheirs)}</Button>
            <Button onClick={onKeepMine}>{say(ruleWords.keepMine)}</Button>
          </div>
        </div>
      }
    />
  );
}
