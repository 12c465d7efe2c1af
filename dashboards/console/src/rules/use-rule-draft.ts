// A rule's text while a person works on it: where it began, whether it differs, and whether someone else was faster.
import { useCallback, useEffect, useState } from 'react';
import type { RuleVersion } from './rule-answers.ts';
import { ruleText } from './rule-text.ts';

export interface RuleDraft {
  readonly text: string;
  /** The version on which it stands. */
  readonly base: RuleVersion;
  readonly isChanged: boolean;
  /** A version that someone saved meanwhile; `null` where nobody did. */
  readonly newer: RuleVersion | null;
  setText(text: string): void;
  /** Goes on from another version; `text` is that version's where absent. */
  rebase(version: RuleVersion, text?: string): void;
}

export function useRuleDraft(saved: RuleVersion): RuleDraft {
  const [base, setBase] = useState(saved);
  const [text, setText] = useState(() => ruleText(saved.definition));
  const isChanged = text !== ruleText(base.definition);
  const rebase = useCallback((version: RuleVersion, next?: string) => {
    setBase(version);
    setText(next ?? ruleText(version.definition));
  }, []);
  const isNewer = saved.version > base.version;
  useEffect(() => {
    if (isNewer && !isChanged) rebase(saved);
  }, [isNewer, isChanged, saved, rebase]);
  return { text, base, isChanged, newer: isNewer && isChanged ? saved : null, setText, rebase };
}
