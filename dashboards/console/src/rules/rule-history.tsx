// Every version of a rule: who made it, when and why, what it changed; and the way back.
import { Button, Collapse } from 'antd';
import { TextDifference } from '../parts/text-difference.tsx';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { ruleWords, versionWords } from '../words/rule-words.ts';
import type { RuleVersion } from './rule-answers.ts';
import { ruleText } from './rule-text.ts';

interface RuleHistoryProps {
  /** The newest first. */
  readonly versions: readonly RuleVersion[];
  /** Absent where the person may not change the rule. */
  readonly onRestore?: (version: RuleVersion) => void;
}

export function RuleHistory({ versions, onRestore }: RuleHistoryProps) {
  const { say } = useSpeech();
  return (
    <section className="page-section" aria-label={say(ruleWords.history)}>
      <h2>{say(ruleWords.history)}</h2>
      <Collapse
        size="small"
        items={versions.map((version, index) => {
          const before = versions[index + 1];
          return {
            key: version.version,
            label: <VersionLine version={version} isInForce={index === 0} />,
            extra: index > 0 && onRestore !== undefined && (
              <Button
                size="small"
                onClick={(event) => {
                  event.stopPropagation();
                  onRestore(version);
                }}
              >
                {say(ruleWords.restore)}
              </Button>
            ),
            children:
              before === undefined ? (
                <p className="quiet">{say(ruleWords.firstVersion)}</p>
              ) : (
                <TextDifference
                  before={ruleText(before.definition)}
                  after={ruleText(version.definition)}
                  label={say(versionWords(version.version))}
                />
              ),
          };
        })}
      />
    </section>
  );
}

function VersionLine({ version, isInForce }: { readonly version: RuleVersion; readonly isInForce: boolean }) {
  const { say } = useSpeech();
  return (
    <span className="version-line">
      <b>{say(versionWords(version.version))}</b>
      {isInForce && <span className="mark-good">{say(ruleWords.inForce)}</span>}
      <time dateTime={version.changed_at}>{dayAndTime(Date.parse(version.changed_at))}</time>
      <span>{version.changed_by}</span>
      <span className="quiet">{version.reason ?? say(ruleWords.noReason)}</span>
    </span>
  );
}
