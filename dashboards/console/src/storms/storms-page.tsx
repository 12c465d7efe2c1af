// Rainstorms: the one that is, what is under water, what was, and how much reaches the people who watch.
import { secondMs } from '../../../../core/time.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { OpenOutages } from '../devices/open-outages.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';
import { AlarmLoad } from './alarm-load.tsx';
import { Basins, FloodRanking } from './flood-ranking.tsx';
import { PastStorms } from './past-storms.tsx';
import type { RainstormAnswer } from './storm-answers.ts';
import { StormNow } from './storm-now.tsx';

const askEveryMs = 10 * secondMs;

export function StormsPage() {
  const { say } = useSpeech();
  const asked = useHubAnswer<RainstormAnswer>('/rainstorm', { refetchInterval: askEveryMs });
  return (
    <PageBody title={say(pageWords.storms)}>
      <AnswerState asked={asked}>
        {(storm) => (
          <>
            <StormNow storm={storm} />
            <OpenOutages />
            <FloodRanking points={storm.points} />
            <Basins basins={storm.basins} />
          </>
        )}
      </AnswerState>
      <PastStorms />
      <AlarmLoad />
    </PageBody>
  );
}
