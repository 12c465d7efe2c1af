// Whether the rainstorm mode is on, since when and why, and what it holds back.
import { Descriptions } from 'antd';
import { Link } from 'react-router';
import { Moment } from '../parts/time-mark.tsx';
import { useRuleNames } from '../parts/use-names.ts';
import { useSpeech } from '../words/language.tsx';
import { stormWords, triggerWords } from '../words/storm-words.ts';
import type { RainstormAnswer } from './storm-answers.ts';
import './storms.css';

export function StormNow({ storm }: { readonly storm: RainstormAnswer }) {
  const { say } = useSpeech();
  const { current, held } = storm;
  const rules = useRuleNames();
  return (
    <section className="page-section" aria-label={say(stormWords.now)}>
      <h2>
        {say(stormWords.now)}{' '}
        <span className={current === null ? 'mark-good' : 'mark-bad'}>
          {say(current === null ? stormWords.calm : stormWords.active)}
        </span>
      </h2>
      <p className="quiet">
        {say(stormWords.calmHint)} <Link to="/rules/rainstorm-mode">{say(stormWords.theRule)}</Link>
      </p>
      {current !== null && (
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            { key: 'began', label: say(stormWords.began), children: <Moment at={current.began_at} /> },
            { key: 'trigger', label: say(stormWords.trigger), children: say(triggerWords[current.trigger]) },
            { key: 'calm', label: say(stormWords.calmSince), children: <Moment at={current.calm_since} /> },
            { key: 'hastened', label: say(stormWords.hastened), children: current.hastened },
            {
              key: 'held',
              label: say(stormWords.held),
              children: (
                <span>
                  {held.count}
                  {held.count > 0 && (
                    <>
                      {' '}
                      (
                      {Object.entries(held.by_rule)
                        .map(([rule, count]) => `${rules.nameOf(rule)} ${count}`)
                        .join(', ')}
                      ){' '}
                      <Link
                        className="text-link"
                        to={`/alarms?suppressed_by=${encodeURIComponent(current.id)}`}
                      >
                        {say(stormWords.showHeld)}
                      </Link>
                    </>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
