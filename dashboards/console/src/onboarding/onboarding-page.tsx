// A device is brought in by one of its messages: pasted, or that of a device which reports and nobody registered.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { UnknownDevice } from '../api-client/quarantine-answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { send } from '../api-client/request.ts';
import { AnswerState } from '../parts/answer-state.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { prettyJson } from '../quarantine/payload-text.ts';
import { useSpeech } from '../words/language.tsx';
import { onboardingWords } from '../words/onboarding-words.ts';
import { pageWords } from '../words/page-words.ts';
import { MessageSection } from './message-section.tsx';
import { type Example, exampleBody, type ProposalAnswer } from './onboarding-answers.ts';
import { ProfileDraft } from './profile-draft.tsx';
import { ProposalSection } from './proposal-section.tsx';
import { RegisterSection } from './register-section.tsx';
import './onboarding.css';

const filterNames = ['unknown'] as const;

export function OnboardingPage() {
  const [filters, , clear] = useFilters(filterNames);
  const { unknown } = filters;
  const [round, setRound] = useState(0);
  const restart = () => {
    clear();
    setRound((count) => count + 1);
  };
  return unknown === undefined ? (
    <Onboarding key={round} unknown={null} onRestart={restart} />
  ) : (
    <UnknownOnboarding key={unknown} id={unknown} onRestart={restart} />
  );
}

function UnknownOnboarding({ id, onRestart }: { readonly id: string; onRestart(): void }) {
  const { say } = useSpeech();
  const asked = useHubAnswer<UnknownDevice>(`/unknown-devices/${encodeURIComponent(id)}`);
  if (asked.data !== undefined) return <Onboarding unknown={asked.data} onRestart={onRestart} />;
  return (
    <PageBody title={say(pageWords.onboarding)}>
      <AnswerState asked={asked}>{() => null}</AnswerState>
    </PageBody>
  );
}

interface OnboardingProps {
  readonly unknown: UnknownDevice | null;
  onRestart(): void;
}

function Onboarding({ unknown, onRestart }: OnboardingProps) {
  const { say } = useSpeech();
  const known = unknown?.example;
  const [example, setExample] = useState<Example>({
    payload: prettyJson(known?.payload ?? ''),
    topic: known?.topic ?? '',
  });
  const [looked, setLooked] = useState<Example | null>(known?.payload == null ? null : example);
  const asked = useQuery({
    queryKey: ['proposal', looked],
    queryFn: () => send<ProposalAnswer>('POST', '/profiles/propose', exampleBody(looked ?? example)),
    enabled: looked !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const proposal = asked.data;
  const profile = chosen ?? proposal?.profiles[0]?.id ?? null;
  return (
    <PageBody
      title={say(pageWords.onboarding)}
      actions={<Button onClick={onRestart}>{say(onboardingWords.another)}</Button>}
    >
      <MessageSection
        example={example}
        isBusy={asked.isFetching}
        onChange={setExample}
        onLook={() => {
          setChosen(null);
          setLooked(example);
        }}
      />
      {looked !== null && (
        <AnswerState asked={asked}>
          {(answer) => (
            <>
              <ProposalSection proposal={answer} profile={profile} onChoose={setChosen} />
              {answer.mapping !== null && (
                <ProfileDraft
                  key={answer.mapping.profile_file}
                  example={looked}
                  mapping={answer.mapping}
                  isOpen={answer.profiles.length === 0}
                  onSaved={setChosen}
                />
              )}
              <RegisterSection
                proposal={answer}
                unknown={unknown}
                profile={profile}
                onChooseProfile={setChosen}
              />
            </>
          )}
        </AnswerState>
      )}
    </PageBody>
  );
}
