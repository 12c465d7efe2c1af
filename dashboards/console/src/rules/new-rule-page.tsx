// A rule of the city's own, begun as a copy of one that is there.
import { Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { ruleWords } from '../words/rule-words.ts';
import type { RuleAnswer, RuleDefinition } from './rule-answers.ts';
import { RuleEditor } from './rule-editor.tsx';
import { ruleText } from './rule-text.ts';

export function NewRulePage() {
  const { say } = useSpeech();
  const asked = useHubAnswer<ListAnswer<RuleAnswer>>('/rules');
  return (
    <PageBody title={say(pageWords.newRule)}>
      <AnswerState asked={asked}>{({ items }) => <NewRule rules={items} />}</AnswerState>
    </PageBody>
  );
}

function NewRule({ rules }: { readonly rules: readonly RuleAnswer[] }) {
  const { language, say } = useSpeech();
  const [params, setParams] = useSearchParams();
  const sample = rules.find(({ id }) => id === params.get('copy')) ?? rules[0];
  return (
    <>
      <label className="moment-field" htmlFor="copied-rule">
        <span>{say(ruleWords.copyOf)}</span>
        <Select
          id="copied-rule"
          className="filter-choice"
          value={sample?.id ?? ''}
          onChange={(id: string) => setParams({ copy: id })}
          options={rules.map(({ id, definition }) => ({
            value: id,
            label: `${definition.title[language]} ${id}`,
          }))}
        />
      </label>
      {sample !== undefined && <CopiedRule key={sample.id} sample={sample} ids={rules.map(({ id }) => id)} />}
    </>
  );
}

/** The first id of this kind that no rule has. */
function freeId(id: string, taken: readonly string[]): string {
  for (let number = 2; ; number += 1) if (!taken.includes(`${id}-${number}`)) return `${id}-${number}`;
}

function copyOf({ overrides: _points, ...definition }: RuleDefinition, taken: readonly string[]): string {
  return ruleText({ ...definition, id: freeId(definition.id, taken) });
}

function CopiedRule({ sample, ids }: { readonly sample: RuleAnswer; readonly ids: readonly string[] }) {
  const navigate = useNavigate();
  const [text, setText] = useState(() => copyOf(sample.definition, ids));
  const [saved, setSaved] = useState('');
  return (
    <RuleEditor
      id={null}
      text={text}
      savedText={saved}
      version={0}
      release={null}
      isHeld={false}
      reason=""
      onText={setText}
      onSaved={({ id }) => {
        setSaved(text);
        setTimeout(() => navigate(`/rules/${encodeURIComponent(id)}`));
      }}
    />
  );
}
