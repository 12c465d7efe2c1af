// A profile written for the message: the proposed mapping as a file, its mistakes and readings shown while it is
// written, saved and in force at once.
import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Collapse, Input, Skeleton } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { useHubChange } from '../api-client/queries.tsx';
import { useUser } from '../app/use-user.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useSpeech } from '../words/language.tsx';
import { mistakeLineWords, mistakesWords, onboardingWords } from '../words/onboarding-words.ts';
import type { Example, ProfileCheckAnswer, ProposalAnswer } from './onboarding-answers.ts';
import { profileIdIn } from './profile-id.ts';
import { ReadingList } from './reading-list.tsx';
import { useProfileCheck } from './use-profile-check.ts';

const YamlEditor = lazy(async () => ({ default: (await import('../rules/yaml-editor.tsx')).YamlEditor }));

interface ProfileDraftProps {
  readonly example: Example;
  readonly mapping: NonNullable<ProposalAnswer['mapping']>;
  /** Whether nothing else fits, so that it is what to do next. */
  readonly isOpen: boolean;
  onSaved(profile: string): void;
}

export function ProfileDraft(props: ProfileDraftProps) {
  const { say } = useSpeech();
  return (
    <Collapse
      className="onboarding-draft"
      defaultActiveKey={props.isOpen ? ['draft'] : []}
      items={[{ key: 'draft', label: say(onboardingWords.draft), children: <Draft {...props} /> }]}
    />
  );
}

function Draft({ example, mapping, onSaved }: ProfileDraftProps) {
  const { say } = useSpeech();
  const { message } = App.useApp();
  const { role } = useUser();
  const field = useId();
  const [text, setText] = useState(mapping.profile_file ?? '');
  const [ownId, setId] = useState<string | null>(null);
  const id = ownId ?? profileIdIn(text);
  const { check, isFresh } = useProfileCheck({ id, text, example });
  const path = `/profiles/${encodeURIComponent(id)}`;
  const change = useHubChange<{ readonly text: string }, { readonly id: string }>('PUT', path, 'profiles');

  async function save() {
    try {
      const saved = await change.mutateAsync({ text });
      message.success(say(onboardingWords.saved));
      onSaved(saved.id);
    } catch (thrown) {
      message.error(messageOf(thrown));
    }
  }

  return (
    <div className="onboarding-writing">
      <p className="quiet">{say(onboardingWords.draftHint)}</p>
      {mapping.unmapped.length > 0 && (
        <p className="quiet">
          {say(onboardingWords.unmapped)}: <code>{mapping.unmapped.join(', ')}</code>
        </p>
      )}
      <label className="onboarding-id" htmlFor={field}>
        {say(onboardingWords.profileId)}
        <Input
          id={field}
          value={id}
          title={say(onboardingWords.profileIdHint)}
          onChange={(event) => setId(event.target.value)}
        />
      </label>
      <div className="page-columns">
        <Suspense fallback={<Skeleton active />}>
          <YamlEditor
            label={say(onboardingWords.yaml)}
            text={text}
            mistakes={check?.mistakes ?? []}
            onChange={setText}
          />
        </Suspense>
        <div aria-live="polite">{check !== undefined && <Checked check={check} />}</div>
      </div>
      <div className="row-actions">
        {role === 'admin' && (
          <Button
            type="primary"
            disabled={!isFresh || check === undefined || check.mistakes.length > 0}
            loading={change.isPending}
            onClick={save}
          >
            {say(onboardingWords.save)}
          </Button>
        )}
        <Button icon={<DownloadOutlined />} onClick={() => saveFile(`${id}.yaml`, text, 'application/yaml')}>
          {say(onboardingWords.download)}
        </Button>
        {role !== 'admin' && <span className="quiet">{say(onboardingWords.saveNeedsAdmin)}</span>}
      </div>
    </div>
  );
}

function Checked({ check }: { readonly check: ProfileCheckAnswer }) {
  const { say } = useSpeech();
  const { mistakes, readings, reasons } = check;
  if (mistakes.length === 0) {
    return (
      <>
        <p className="mark-good">{say(onboardingWords.noMistakes)}</p>
        <ReadingList readings={readings} reasons={reasons} />
      </>
    );
  }
  return (
    <>
      <p className="mark-bad">{say(mistakesWords(mistakes.length))}</p>
      <ul>
        {mistakes.map(({ line, key, mend }) => (
          <li key={`${line} ${key} ${mend}`}>
            <b>{say(mistakeLineWords(line))}</b> <code>{key}</code> {mend}
          </li>
        ))}
      </ul>
    </>
  );
}
