// How outlets stand, for Prometheus; asked at every scrape.
import { Gauge, type Registry } from 'prom-client';
import type { OutletDesk, OutletState } from '../../core/outlet.ts';
import type { EpochMs } from '../../core/time.ts';

export function measureOutlets(
  register: Registry,
  outlets: Pick<OutletDesk, 'states'>,
  now: () => EpochMs,
): void {
  const gauge = (name: string, help: string, value: (state: OutletState) => number): void => {
    new Gauge({
      ...{ name: `sluice_outlet_${name}`, help, labelNames: ['outlet'], registers: [register] },
      collect() {
        this.reset();
        for (const state of outlets.states()) this.labels(state.name).set(value(state));
      },
    });
  };
  gauge('sent_total', 'Items delivered ever', ({ sent }) => sent);
  gauge('pending', 'Items that wait to be delivered', ({ pending }) => pending);
  gauge('oldest_pending_seconds', 'Age of the oldest item that waits', ({ oldestPendingAt }) =>
    oldestPendingAt === null ? 0 : Math.max(0, (now() - oldestPendingAt) / 1_000),
  );
  gauge('dead_letters', 'Items that were refused for good', ({ dead }) => dead);
  gauge('failing', '1 while the last attempt failed', ({ failure }) => (failure === null ? 0 : 1));
  gauge('paused', '1 while a person has paused it', ({ paused }) => (paused ? 1 : 0));
}
