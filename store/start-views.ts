// The views in threads of their own, so that no report delays an acknowledgement, and none a list either: what walks
// through much of the store is answered beside the lists.
import type { Views } from '../core/ports.ts';
import { CallThread } from './call-thread.ts';

export interface ViewsOptions {
  readonly dataDir: string;
}

/** Heap of the thread: a thousand cases with their history on one page take a tenth of it. */
const maxHeapMiB = 512;

/**
 * Starts the views of a data folder whose store was opened before. Calls reject as those of `openViews` do, and with
 * a retryable `views_restarting` where the thread died; rejects itself where the views cannot be opened.
 */
export async function startViews({ dataDir }: ViewsOptions): Promise<Views> {
  const entry = new URL('./views-thread.ts', import.meta.url);
  const options = { entry, workerData: { dataDir }, name: 'views', maxHeapMiB };
  const lists = new CallThread(options);
  // Begins with the first question to it.
  const reports = new CallThread(options);
  await lists.start();
  const callOf =
    (thread: CallThread) =>
    <Name extends keyof Views>(name: Name) =>
    (...args: Parameters<Views[Name]>): ReturnType<Views[Name]> =>
      thread.call(name, args) as ReturnType<Views[Name]>;
  const [call, report] = [callOf(lists), callOf(reports)];
  return {
    devices: call('devices'),
    device: call('device'),
    deviceCounts: call('deviceCounts'),
    statusHistory: call('statusHistory'),
    uptime: report('uptime'),
    rainstorm: report('rainstorm'),
    rainstorms: call('rainstorms'),
    alarmLoad: report('alarmLoad'),
    outages: call('outages'),
    deviceCommands: call('deviceCommands'),
    deviceCommand: call('deviceCommand'),
    zeroProposals: call('zeroProposals'),
    zeroProposal: call('zeroProposal'),
    points: call('points'),
    point: call('point'),
    pointFeatures: call('pointFeatures'),
    places: call('places'),
    town: call('town'),
    dotTile: call('dotTile'),
    units: call('units'),
    // Generic: what the arguments say of the answer is not known here.
    registry: (...args) => reports.call('registry', args) as Promise<never>,
    roster: call('roster'),
    rosters: call('rosters'),
    readings: call('readings'),
    alarms: call('alarms'),
    alarm: call('alarm'),
    placedAlarms: call('placedAlarms'),
    cases: call('cases'),
    case: call('case'),
    caseNotices: call('caseNotices'),
    reporters: call('reporters'),
    letters: call('letters'),
    indicators: report('indicators'),
    profiles: call('profiles'),
    rules: call('rules'),
    rule: call('rule'),
    caseTables: call('caseTables'),
    quarantine: call('quarantine'),
    quarantineGroups: report('quarantineGroups'),
    unknownDevices: call('unknownDevices'),
    unknownDevice: call('unknownDevice'),
    accounting: call('accounting'),
    users: call('users'),
    accounts: call('accounts'),
    apiTokens: call('apiTokens'),
    audit: call('audit'),
    auditCheck: report('auditCheck'),
    events: call('events'),
    eventBacklog: call('eventBacklog'),
    async close() {
      await Promise.all([lists.close(), reports.close()]);
    },
  };
}
