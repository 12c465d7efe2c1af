// Who is on duty for each unit now, who stands in, and the rosters behind it.
import { Button } from 'antd';
import { useState } from 'react';
import { minuteMs } from '../../../../core/time.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { useNow } from '../app/use-now.ts';
import { useMayOperate } from '../app/use-user.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { PageBody } from '../parts/page-body.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { useUnitNames } from '../parts/use-names.ts';
import { dutyWords, shiftsAheadWords } from '../words/duty-words.ts';
import { noFigure } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import type { RosterAnswer } from './roster-answer.ts';
import { RosterForm } from './roster-form.tsx';

export function DutyPage() {
  const { say } = useSpeech();
  const { nameOf } = useUnitNames();
  const mayOperate = useMayOperate();
  const now = useNow(minuteMs);
  const asked = useHubAnswer<ListAnswer<RosterAnswer>>('/rosters', { refetchInterval: minuteMs });
  const [edited, setEdited] = useState<RosterAnswer | null>(null);
  return (
    <PageBody title={say(dutyWords.duty)}>
      <p className="quiet">{say(dutyWords.hint)}</p>
      <AnswerState asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <NothingYet text={say(dutyWords.noUnits)} />
          ) : (
            <RowTable<RosterAnswer>
              rowKey="unit_id"
              rows={items}
              columns={[
                { title: say(dutyWords.unit), render: (_, { unit_id: unit }) => nameOf(unit) },
                {
                  title: say(dutyWords.onDuty),
                  render: (_, { on_duty: who }) =>
                    who === null ? <span className="quiet">{say(dutyWords.nobody)}</span> : <b>{who}</b>,
                },
                { title: say(dutyWords.first), render: (_, { first }) => first ?? noFigure },
                { title: say(dutyWords.deputy), render: (_, { deputy }) => deputy ?? noFigure },
                {
                  title: say(dutyWords.nextShift),
                  render: (_, { shifts }) => {
                    const ahead = shifts.filter(({ to }) => Date.parse(to) > now).length;
                    return ahead === 0 ? noFigure : say(shiftsAheadWords(ahead));
                  },
                },
                {
                  title: say(dutyWords.away),
                  render: (_, { absences }) =>
                    absences
                      .filter(({ from, to }) => Date.parse(from) <= now && Date.parse(to) > now)
                      .map(({ username, reason }) => `${username}: ${reason}`)
                      .join(', '),
                },
                ...(mayOperate
                  ? [
                      {
                        key: 'edit',
                        render: (_: unknown, roster: RosterAnswer) => (
                          <Button size="small" onClick={() => setEdited(roster)}>
                            {say(dutyWords.edit)}
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )
        }
      </AnswerState>
      {edited !== null && <RosterForm roster={edited} onClose={() => setEdited(null)} />}
    </PageBody>
  );
}
