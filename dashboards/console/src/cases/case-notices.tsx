// Who was told of a case, and who has opened it.
import { Table } from 'antd';
import type { Label } from '../../../../core/label.ts';
import type { NoticeKind } from '../../../../core/notice.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { useHubAnswer } from '../api-client/queries.tsx';
import { useLiveState } from '../live/use-live.tsx';
import { AnswerState } from '../parts/answer-state.tsx';
import { caseWords, noticeKindWords } from '../words/case-words.ts';
import { dayAndTime } from '../words/figures.ts';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';

interface NoticeAnswer {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly unit_id: string | null;
  readonly username: string | null;
  readonly title: Label;
  readonly text: Label;
  readonly at: string;
  readonly opened_at: string | null;
}

export function CaseNotices({ caseId }: { readonly caseId: string }) {
  const { language, say } = useSpeech();
  const units = useLiveState((state) => state.units);
  const asked = useHubAnswer<ListAnswer<NoticeAnswer>>(`/cases/${encodeURIComponent(caseId)}/notices`);
  return (
    <section className="page-section">
      <h2>{say(caseWords.notices)}</h2>
      <AnswerState asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say(caseWords.noNotices)}</p>
          ) : (
            <Table<NoticeAnswer>
              rowKey="id"
              size="small"
              pagination={items.length > 8 ? { pageSize: 8, size: 'small' } : false}
              dataSource={[...items].reverse()}
              columns={[
                {
                  title: say(caseWords.noticeKind),
                  render: (_, { kind, text }) => (
                    <span title={text[language]}>{say(noticeKindWords[kind])}</span>
                  ),
                },
                {
                  title: say(caseWords.toldTo),
                  render: (_, { unit_id: unit, username }) => {
                    const name = unit === null ? say(caseWords.centre) : (units.get(unit)?.name ?? unit);
                    return username === null ? name : `${name} · ${username}`;
                  },
                },
                { title: say(pageWords.time), render: (_, { at }) => dayAndTime(Date.parse(at)) },
                {
                  title: say(caseWords.openedAt),
                  render: (_, { opened_at: at }) =>
                    at === null ? (
                      <span className="quiet">{say(caseWords.isNotReceived)}</span>
                    ) : (
                      dayAndTime(Date.parse(at))
                    ),
                },
              ]}
            />
          )
        }
      </AnswerState>
    </section>
  );
}
