// What happened to a case, newest first: what, when by the site's clock, who, and their words.
import { Timeline } from 'antd';
import type { CaseAnswer } from '../api-client/answers.ts';
import { useLiveState } from '../live/use-live.tsx';
import { caseWords } from '../words/case-words.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { actorWords, noteWords, timelineWords } from '../words/timeline-words.ts';
import { caseStateWords } from '../words/words.ts';

type TimelineEntry = CaseAnswer['timeline'][number];

const colours: Readonly<Record<string, string>> = {
  overdue: 'red',
  stage_overdue: 'red',
  escalation: 'red',
  reminder: 'orange',
  unreceived: 'orange',
  rework: 'orange',
  letter: 'orange',
  alarm: 'orange',
  handle: 'green',
  verify: 'green',
  alarm_cleared: 'green',
};

export function CaseTimeline({ subject }: { readonly subject: CaseAnswer }) {
  const { say } = useSpeech();
  const items = subject.timeline.map((entry, n) => ({
    key: n,
    color: colours[entry.action] ?? 'blue',
    content: <EntryWords entry={entry} />,
  }));
  return (
    <section className="page-section">
      <h2>{say(caseWords.timeline)}</h2>
      <Timeline className="case-timeline" items={items.reverse()} />
    </section>
  );
}

export function EntryWords({ entry }: { readonly entry: TimelineEntry }) {
  const { language, say } = useSpeech();
  const units = useLiveState((state) => state.units);
  const { at, from, to } = entry;
  const words = noteWords(entry, language);
  return (
    <>
      <div>
        <b>{say(timelineWords(entry.action))}</b>
        {from !== null && from !== to && (
          <span className="quiet">
            {' '}
            {say(caseStateWords[from])} → {say(caseStateWords[to])}
          </span>
        )}
      </div>
      <div className="quiet">
        <time dateTime={at}>{dayAndTime(Date.parse(at))}</time>
        {' · '}
        {say(actorWords(entry.by, (id) => units.get(id)?.name))}
      </div>
      {words !== '' && <div className="case-entry-note">{words}</div>}
    </>
  );
}
