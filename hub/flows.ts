// The flows as part of the hub: its settings, its log, its engine.
import type { AnnouncementDesk } from '../core/announcement.ts';
import { type Flows, startFlows } from '../flows/start-flows.ts';
import type { Settings } from './config.ts';
import { flowDesk } from './flow-desk.ts';
import type { HubCore } from './hub-core.ts';
import type { HubLog } from './hub-log.ts';

/** @param announcements the loudspeakers, once there are any. */
export function startHubFlows(
  settings: Settings,
  core: HubCore,
  log: HubLog,
  announcements: () => AnnouncementDesk | null,
): Flows {
  const flowsLog = log.child({ part: 'flows' });
  return startFlows({
    dataDir: settings.data_dir,
    memoryMb: settings.flows_memory_mb,
    timezone: settings.timezone,
    now: core.now,
    log: (level, text) => flowsLog[level](text),
    act: flowDesk(core.engine, announcements),
  });
}
