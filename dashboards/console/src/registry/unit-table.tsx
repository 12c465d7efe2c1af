// The units that are registered.
import type { UnitAnswer } from '../api-client/answers.ts';
import { itemsOf, useHubList } from '../api-client/queries.tsx';
import { AnswerState, NothingYet } from '../parts/answer-state.tsx';
import { LoadMore } from '../parts/load-more.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { useSpeech } from '../words/language.tsx';
import { pointWords } from '../words/point-words.ts';
import { registryWords, unitKindWords } from '../words/registry-words.ts';

interface ListedUnit extends UnitAnswer {
  readonly kind: string;
}

export function UnitTable() {
  const { say } = useSpeech();
  const asked = useHubList<ListedUnit>('/units');
  const units = itemsOf(asked.data);
  return (
    <section className="page-section">
      <h2>{say(registryWords.units)}</h2>
      <AnswerState asked={asked}>
        {() =>
          units.length === 0 ? (
            <NothingYet text={say(registryWords.noUnits)} />
          ) : (
            <RowTable<ListedUnit>
              rows={units}
              columns={[
                { title: say(registryWords.unitId), dataIndex: 'id' },
                { title: say(pointWords.name), dataIndex: 'name' },
                {
                  title: say(registryWords.unitKind),
                  render: (_, { kind }) => say(unitKindWords[kind] ?? { zh: kind, en: kind }),
                },
                { title: say(registryWords.phone), dataIndex: 'phone' },
              ]}
            />
          )
        }
      </AnswerState>
      <LoadMore asked={asked} />
    </section>
  );
}
