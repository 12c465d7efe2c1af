// The messages of one group, newest first, each with all that is wrong with it and what it holds.
import type { QuarantinedMessage } from '../api-client/quarantine-answers.ts';
import { useHubList } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { Moment } from '../parts/time-mark.tsx';
import { filterQuery } from '../parts/use-filters.ts';
import { useSpeech } from '../words/language.tsx';
import { quarantineReasonWords, quarantineWords } from '../words/quarantine-words.ts';
import { payloadText } from './payload-text.ts';
import type { WantedMessages } from './retry-button.tsx';

export function GroupMessages({ wanted }: { readonly wanted: WantedMessages }) {
  const asked = useHubList<QuarantinedMessage>(`/quarantine${filterQuery({ ...wanted })}`, { pageLength: 5 });
  return (
    <div className="quarantined">
      <AnswerState asked={asked}>
        {({ pages }) =>
          pages.flatMap(({ items }) => items.map((message) => <Message key={message.id} message={message} />))
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </div>
  );
}

function Message({ message }: { readonly message: QuarantinedMessage }) {
  const { say } = useSpeech();
  const { text, isText } = payloadText(message);
  return (
    <article className="quarantined-message">
      <p>
        <Moment at={message.received_at} /> · <code>{message.topic}</code>
      </p>
      <ul>
        {message.reasons.map(({ reason, detail }) => (
          <li key={`${reason} ${detail}`}>
            <b>{say(quarantineReasonWords[reason] ?? { zh: reason, en: reason })}</b>{' '}
            <span className="quiet">{detail}</span>
          </li>
        ))}
      </ul>
      {!isText && <p className="quiet">{say(quarantineWords.binary)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <pre tabIndex={0}>{text}</pre>
    </article>
  );
}
