// Somebody else saved this rule while a person was at its text.
import { VersionConflict } from '../parts/version-conflict.tsx';
import { useSpeech } from '../words/language.tsx';
import { ruleWords } from '../words/rule-words.ts';
import type { RuleVersion } from './rule-answers.ts';
import { ruleText } from './rule-text.ts';
import type { RuleDraft } from './use-rule-draft.ts';

interface RuleConflictProps {
  readonly draft: RuleDraft;
  readonly newer: RuleVersion;
}

export function RuleConflict({ draft, newer }: RuleConflictProps) {
  const { say } = useSpeech();
  return (
    <VersionConflict
      title={say(ruleWords.conflict)}
      newer={newer}
      reason={newer.reason}
      before={ruleText(draft.base.definition)}
      theirs={ruleText(newer.definition)}
      onTakeTheirs={() => draft.rebase(newer)}
      onKeepMine={() => draft.rebase(newer, draft.text)}
    />
  );
}
