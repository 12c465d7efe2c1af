// A list that has nothing, or nothing yet.
import { Skeleton } from 'antd';
import { useLive } from '../live/use-live.tsx';

/** While the lists have not come there is no saying that one is empty. */
export function EmptyList({ text }: { readonly text: string }) {
  const { loading } = useLive();
  if (loading.state !== 'loaded') {
    return (
      <Skeleton
        className="list-skeleton"
        title={false}
        paragraph={{ rows: 3 }}
        active={loading.state === 'loading'}
      />
    );
  }
  return <p className="list-empty">{text}</p>;
}
