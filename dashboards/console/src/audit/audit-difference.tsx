// What an entry changed: its detail beside that of the last one about the same, a rule's definition beside the version
// that was in force before.
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { TextDifference } from '../parts/text-difference.tsx';
import { filterQuery } from '../parts/use-filters.ts';
import type { RuleWithVersions } from '../rules/rule-answers.ts';
import { ruleText } from '../rules/rule-text.ts';
import { auditWords } from '../words/audit-words.ts';
import { useSpeech } from '../words/language.tsx';
import type { AuditEntry } from './audit-entry.ts';

/** Actions that put something in the place of what was; all others happened, and stand for themselves. */
const replaces = /\.put$|\.edit$|^device\.maintenance$|^point\.permit$/;

export function AuditDifference({ entry }: { readonly entry: AuditEntry }) {
  const { say } = useSpeech();
  if (entry.action === 'rule.put') return <RuleDifference entry={entry} />;
  if (replaces.test(entry.action)) return <DetailDifference entry={entry} />;
  return (
    <>
      <p className="quiet">{say(auditWords.detail)}</p>
      <pre className="text-difference">{ruleText(entry.detail)}</pre>
    </>
  );
}

function DetailDifference({ entry }: { readonly entry: AuditEntry }) {
  const { say } = useSpeech();
  const { action, subject, at, detail } = entry;
  const query = filterQuery({ action, subject, to: at, limit: '1' });
  const asked = useHubAnswer<ListAnswer<AuditEntry>>(`/audit${query}`);
  return (
    <AnswerState asked={asked}>
      {({ items: [before] }) => (
        <>
          {before === undefined && <p className="quiet">{say(auditWords.first)}</p>}
          <TextDifference
            before={before === undefined ? '' : ruleText(before.detail)}
            after={ruleText(detail)}
            label={say(auditWords.changed)}
          />
        </>
      )}
    </AnswerState>
  );
}

function RuleDifference({ entry }: { readonly entry: AuditEntry }) {
  const { say } = useSpeech();
  const asked = useHubAnswer<RuleWithVersions>(`/rules/${encodeURIComponent(entry.subject)}`);
  const { reason } = entry.detail;
  return (
    <AnswerState asked={asked}>
      {({ versions }) => {
        const index = versions.findIndex(({ changed_at: at }) => at === entry.at);
        const [made, before] = [versions[index], versions[index + 1]];
        if (made === undefined) return <DetailDifference entry={entry} />;
        return (
          <>
            {typeof reason === 'string' && <p>{reason}</p>}
            <TextDifference
              before={before === undefined ? '' : ruleText(before.definition)}
              after={ruleText(made.definition)}
              label={say(auditWords.changed)}
            />
          </>
        );
      }}
    </AnswerState>
  );
}
