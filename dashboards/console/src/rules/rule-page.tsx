// One rule: what it does, its text, what a change would do, where it differs, and every version that was.
import { Tag } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { secondMs } from '../../../../core/time.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { useUser } from '../app/use-user.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { ruleOriginWords, ruleWords, versionWords } from '../words/rule-words.ts';
import { Sentences } from './check-state.tsx';
import type { RuleVersion, RuleWithVersions } from './rule-answers.ts';
import { RuleConflict } from './rule-conflict.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { RuleHistory } from './rule-history.tsx';
import { ruleText } from './rule-text.ts';
import { useRuleDraft } from './use-rule-draft.ts';

/** So that a change by someone else is seen while this one is written. */
const askEveryMs = 10 * secondMs;

export function RulePage() {
  const { id = '' } = useParams();
  const { language, say } = useSpeech();
  const asked = useHubAnswer<RuleWithVersions>(`/rules/${encodeURIComponent(id)}`, {
    refetchInterval: askEveryMs,
  });
  const rule = asked.data;
  return (
    <PageBody
      title={rule === undefined ? `${say(pageWords.rule)} ${id}` : rule.definition.title[language]}
      mark={rule !== undefined && <RuleMarks rule={rule} />}
    >
      <AnswerState asked={asked}>{(answer) => <RuleWork key={answer.id} rule={answer} />}</AnswerState>
    </PageBody>
  );
}

function RuleMarks({ rule }: { readonly rule: RuleWithVersions }) {
  const { say } = useSpeech();
  return (
    <span className="row-actions">
      <span className={rule.definition.enabled ? 'mark-good' : 'mark-bad'}>
        {say(rule.definition.enabled ? ruleWords.enabled : ruleWords.disabled)}
      </span>
      <Tag>{say(ruleOriginWords[rule.origin])}</Tag>
      <Tag>{say(versionWords(rule.version))}</Tag>
      <code>{rule.id}</code>
    </span>
  );
}

function RuleWork({ rule }: { readonly rule: RuleWithVersions }) {
  const { say } = useSpeech();
  const maySave = useUser().role === 'admin';
  const draft = useRuleDraft(rule);
  const [reason, setReason] = useState('');

  function restore(version: RuleVersion) {
    draft.setText(ruleText(version.definition));
    setReason(`${say(ruleWords.restored)} ${version.version}`);
    document.querySelector('.page-body')?.scrollTo({ top: 0 });
  }

  return (
    <>
      <section className="page-section" aria-label={say(ruleWords.does)}>
        <h2>{say(ruleWords.does)}</h2>
        <Sentences words={rule.words} />
      </section>
      <RuleEditor
        id={rule.id}
        text={draft.text}
        savedText={ruleText(draft.base.definition)}
        version={draft.base.version}
        release={rule.release}
        isHeld={draft.newer !== null}
        reason={reason}
        onText={draft.setText}
        onSaved={(definition, version) => {
          draft.rebase({ ...rule, definition, version });
          setReason('');
        }}
      >
        {draft.newer !== null && <RuleConflict draft={draft} newer={draft.newer} />}
      </RuleEditor>
      <RuleHistory versions={rule.versions} {...(maySave ? { onRestore: restore } : {})} />
    </>
  );
}
