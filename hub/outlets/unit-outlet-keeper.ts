// Keeps an outlet for each unit that has an address in the registry, as units come, change and go.
import { messageOf } from '../../core/error.ts';
import type { EventOutlet } from '../../core/outlet.ts';
import type { Json, Views } from '../../core/ports.ts';
import type { HubLog } from '../hub-log.ts';
import type { UnitOutlet } from './configured-outlets.ts';

export interface UnitOutletKeeperOptions {
  readonly views: Pick<Views, 'units' | 'eventBacklog'>;
  readonly outletsOf: (unit: Json) => UnitOutlet[];
  readonly start: (outlet: EventOutlet) => void;
  /** `isGone`: it is no more; else its place is kept, for the same unit at another address. */
  readonly end: (name: string, isGone: boolean) => Promise<void>;
  readonly log: HubLog;
  readonly everyMs?: number;
}

const defaultEveryMs = 5_000;
const pageLength = 1_000;

export interface UnitOutletKeeper {
  stop(): Promise<void>;
}

export function keepUnitOutlets(options: UnitOutletKeeperOptions): UnitOutletKeeper {
  const { views, outletsOf, start, end, log, everyMs = defaultEveryMs } = options;
  const running = new Map<string, string>();
  /** Where the outbox ended when units were last looked at: a unit that came since misses nothing after that. */
  let seenTo: number | null = null;
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;

  const look = async (): Promise<void> => {
    const { end: seenNow } = await views.eventBacklog(0, []);
    const wanted = new Map<string, UnitOutlet>();
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Views['units']>> = await views.units({ limit: pageLength, cursor });
      for (const unit of page.items) for (const outlet of outletsOf(unit)) wanted.set(outlet.name, outlet);
      cursor = page.nextCursor;
    } while (cursor !== null);
    if (isStopped) return;
    for (const [name, address] of running) {
      if (wanted.get(name)?.address === address) continue;
      running.delete(name);
      await end(name, !wanted.has(name));
    }
    for (const [name, outlet] of wanted) {
      if (running.has(name)) continue;
      start(outlet.make(seenTo ?? 'now'));
      running.set(name, outlet.address);
    }
    seenTo = seenNow;
  };

  const lookAgain = async (): Promise<void> => {
    await look().catch((thrown: unknown) => log.warn({ reason: messageOf(thrown) }, 'units cannot be read'));
    if (!isStopped) timer = setTimeout(() => void lookAgain(), everyMs);
  };
  const first = lookAgain();

  return {
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await first;
    },
  };
}
