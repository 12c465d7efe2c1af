// The button below a list that has more.
import { Button } from 'antd';
import { useSpeech } from '../words/language.tsx';
import { pageWords } from '../words/page-words.ts';

interface PagedAnswer {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

export function LoadMore({ asked }: { readonly asked: PagedAnswer }) {
  const { say } = useSpeech();
  if (!asked.hasNextPage) return null;
  return (
    <Button className="load-more" loading={asked.isFetchingNextPage} onClick={() => asked.fetchNextPage()}>
      {say(pageWords.loadMore)}
    </Button>
  );
}
