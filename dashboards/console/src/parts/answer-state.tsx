// What stands where an answer is awaited, did not come, or holds nothing.
import { Alert, Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../../../../core/error.ts';
import { useSpeech } from '../words/language.tsx';
import { words } from '../words/words.ts';

interface Answered<Answer> {
  readonly data: Answer | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

interface AnswerStateProps<Answer> {
  readonly asked: Answered<Answer>;
  children(answer: Answer): ReactNode;
}

/** What came is shown also where asking again failed; the failure stands above it. */
export function AnswerState<Answer>({ asked, children }: AnswerStateProps<Answer>) {
  const { say } = useSpeech();
  const { data, error, isPending } = asked;
  return (
    <>
      {error !== null && error !== undefined && (
        <Alert
          type="error"
          showIcon
          title={`${say(words.loadFailed)}: ${messageOf(error)}`}
          action={
            <Button size="small" onClick={() => asked.refetch()}>
              {say(words.tryAgain)}
            </Button>
          }
        />
      )}
      {data !== undefined ? children(data) : isPending && <Skeleton active paragraph={{ rows: 8 }} />}
    </>
  );
}

/** Says what to do where there is nothing yet. */
export function NothingYet({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
      {children}
    </Empty>
  );
}
