// The schema's steps, in order. A new one is one new file and one line here.
import type { Migration } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';
import { casePapers } from './migrations/0002-case-papers.ts';
import { deviceStatus } from './migrations/0003-device-status.ts';
import { deviceCommands } from './migrations/0004-device-commands.ts';
import { outletFeeds } from './migrations/0005-outlet-feeds.ts';
import { ruleVersions } from './migrations/0006-rule-versions.ts';
import { statusSpans } from './migrations/0007-status-spans.ts';
import { rainstorms } from './migrations/0008-rainstorms.ts';
import { batteryForecast } from './migrations/0009-battery-forecast.ts';
import { quarantineFate } from './migrations/0010-quarantine-fate.ts';
import { unknownDevices } from './migrations/0011-unknown-devices.ts';
import { ruleReasons } from './migrations/0012-rule-reasons.ts';
import { zeroProposals } from './migrations/0013-zero-proposals.ts';
import { reporters } from './migrations/0014-reporters.ts';
import { apiTokens } from './migrations/0015-api-tokens.ts';
import { checkpointParts } from './migrations/0016-checkpoint-parts.ts';
import { pointsByPlace } from './migrations/0017-points-by-place.ts';
import { alarmSearches } from './migrations/0018-alarm-searches.ts';

export const migrations: readonly Migration[] = [
  firstSchema,
  casePapers,
  deviceStatus,
  deviceCommands,
  outletFeeds,
  ruleVersions,
  statusSpans,
  rainstorms,
  batteryForecast,
  quarantineFate,
  unknownDevices,
  ruleReasons,
  zeroProposals,
  reporters,
  apiTokens,
  checkpointParts,
  pointsByPlace,
  alarmSearches,
];
