// Who reported a case from outside, for operators who may have to ask them.
import type { Reporter } from '../../../../core/case.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { appealWords } from '../words/appeal-words.ts';
import { useSpeech } from '../words/language.tsx';

export function CaseReporters({ caseId }: { readonly caseId: string }) {
  const { say } = useSpeech();
  const asked = useHubAnswer<ListAnswer<Reporter>>(`/cases/${encodeURIComponent(caseId)}/reporters`);
  // Most of those who report leave no name, and then there is nothing to show.
  if (asked.data !== undefined && asked.data.items.length === 0) return null;
  return (
    <section className="page-section">
      <h2>
        {say(appealWords.reporters)} <small className="quiet">{say(appealWords.reportersHint)}</small>
      </h2>
      <AnswerState asked={asked}>
        {({ items }) => (
          <ul>
            {items.map(({ name, phone, email }) => (
              <li key={`${name} ${phone} ${email}`}>
                {name ?? say(appealWords.unnamed)}
                {phone !== null && <a href={`tel:${phone}`}> {phone}</a>}
                {email !== null && <a href={`mailto:${email}`}> {email}</a>}
              </li>
            ))}
          </ul>
        )}
      </AnswerState>
    </section>
  );
}
