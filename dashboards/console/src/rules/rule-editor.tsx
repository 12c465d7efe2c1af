// The text of a rule with all that is to be known before it is put in force: mistakes, what it would do, how it differs,
// and what it would have done.
import { Button, Modal, Skeleton } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import { useBlocker } from 'react-router';
import { useMayOperate, useUser } from '../app/use-user.tsx';
import { TextDifference } from '../parts/text-difference.tsx';
import { useSpeech } from '../words/language.tsx';
import { ruleWords } from '../words/rule-words.ts';
import { BacktestSection } from './backtest-section.tsx';
import { CheckState } from './check-state.tsx';
import type { RuleDefinition } from './rule-answers.ts';
import { RuleOverrides } from './rule-overrides.tsx';
import { objectOf, ruleText, withValue } from './rule-text.ts';
import { SaveRule } from './save-rule.tsx';
import { useRuleCheck } from './use-rule-check.ts';
import './rules.css';

const YamlEditor = lazy(async () => ({ default: (await import('./yaml-editor.tsx')).YamlEditor }));

interface RuleEditorProps {
  /** `null` for a new rule. */
  readonly id: string | null;
  readonly text: string;
  readonly savedText: string;
  /** On which the text stands; 0 for a new rule. */
  readonly version: number;
  readonly release: RuleDefinition | null;
  /** Whether someone else's version must be dealt with first. */
  readonly isHeld: boolean;
  /** What the reason of the change begins with. */
  readonly reason: string;
  /** Between the editor and what comes of it. */
  readonly children?: ReactNode;
  onText(text: string): void;
  onSaved(definition: RuleDefinition, version: number): void;
}

export function RuleEditor(props: RuleEditorProps) {
  const { id, text, savedText, version, release, isHeld, reason, children, onText, onSaved } = props;
  const { say } = useSpeech();
  const mayTry = useMayOperate();
  const maySave = useUser().role === 'admin';
  const [triedText, setTriedText] = useState<string | null>(null);
  const checked = useRuleCheck(text, id);
  const isChanged = text !== savedText;
  const definition = checked.isFresh ? (checked.check?.definition ?? null) : null;
  const releaseText = release === null ? null : ruleText(release);
  const isOn = objectOf(text)?.enabled !== false;

  const marks = useMemo(
    () => (checked.check?.mistakes ?? []).map((told) => ({ ...told, mend: say(told.mend) })),
    [checked.check, say],
  );

  function toggle() {
    const changed = withValue(text, ['enabled'], !isOn);
    if (changed.ok) onText(changed.value);
  }

  return (
    <>
      <section className="page-section" aria-label={say(ruleWords.definition)}>
        <div className="rule-tools">
          <h2>{say(ruleWords.definition)}</h2>
          {maySave && (
            <>
              <Button onClick={toggle}>{say(isOn ? ruleWords.switchOff : ruleWords.switchOn)}</Button>
              {releaseText !== null && releaseText !== text && (
                <Button onClick={() => onText(releaseText)}>{say(ruleWords.toRelease)}</Button>
              )}
            </>
          )}
          {isChanged && id !== null && (
            <Button onClick={() => onText(savedText)}>{say(ruleWords.undo)}</Button>
          )}
          {maySave ? (
            <SaveRule
              {...{ definition, text, savedText, version, reason, onSaved }}
              isTried={triedText === text}
              isDisabled={!isChanged || isHeld}
            />
          ) : (
            <span className="quiet">{say(mayTry ? ruleWords.tryOnly : ruleWords.readOnly)}</span>
          )}
        </div>
        {children}
        <Suspense fallback={<Skeleton active paragraph={{ rows: 12 }} />}>
          <YamlEditor
            label={say(ruleWords.editor)}
            text={text}
            mistakes={marks}
            isReadOnly={!mayTry}
            onChange={onText}
          />
        </Suspense>
        <CheckState checked={checked} isChanged={isChanged} />
        {isChanged && (
          <>
            <h3>{say(ruleWords.difference)}</h3>
            <TextDifference before={savedText} after={text} label={say(ruleWords.difference)} />
          </>
        )}
        {releaseText !== null && releaseText !== text && (
          <details className="release-difference">
            <summary>{say(ruleWords.releaseDifference)}</summary>
            <TextDifference before={releaseText} after={text} label={say(ruleWords.releaseDifference)} />
          </details>
        )}
      </section>
      {mayTry && <BacktestSection definition={definition} text={text} onTried={setTriedText} />}
      <RuleOverrides
        definition={checked.check?.definition ?? null}
        text={text}
        mayEdit={mayTry}
        onText={onText}
      />
      <LeaveGuard isOn={isChanged && maySave} />
    </>
  );
}

/** Asks before a text that is not saved is left, by a link as well as by closing the window. */
function LeaveGuard({ isOn }: { readonly isOn: boolean }) {
  const { say } = useSpeech();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isOn && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isOn) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isOn]);
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={say(ruleWords.leave)}
      okText={say(ruleWords.leaveAnyway)}
      cancelText={say(ruleWords.stay)}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    />
  );
}
