// The live values of some devices that are looked at: the console's own stream tells of gauges only, for a town measures
// more in a second than a page could take.
import { useEffect } from 'react';
import { parseLiveEvent } from './live-event.ts';
import { useLive } from './use-live.tsx';

export function useDeviceReadings(ids: readonly string[]): void {
  const { store } = useLive();
  const wanted = ids.join(',');
  useEffect(() => {
    if (wanted === '') return;
    const query = new URLSearchParams({ types: 'reading', device_ids: wanted });
    const source = new EventSource(`/api/v1/events?${query}`);
    source.addEventListener('reading', ({ lastEventId, data }: MessageEvent<string>) => {
      const event = parseLiveEvent('reading', lastEventId, data);
      if (event !== null) store.take(event);
    });
    return () => source.close();
  }, [store, wanted]);
}
