// Reads for people on a read-only connection: it sees each commit at once and never holds up the writer.
import { existsSync } from 'node:fs';
import { SluiceError } from '../core/error.ts';
import type { Views } from '../core/ports.ts';
import { databaseFile } from './data-dir.ts';
import { Database } from './database.ts';
import { schemaVersion } from './migrate.ts';
import { migrations } from './migrations.ts';
import { findAlarmLoad } from './views/alarm-load-views.ts';
import { listCaseNotices } from './views/case-notice-views.ts';
import { findAlarm, findCase, listAlarms, listCases, listReporters } from './views/claim-views.ts';
import { findDeviceCommand, listDeviceCommands } from './views/device-command-views.ts';
import { countDevices, findDevice, listDevices } from './views/device-views.ts';
import { countIndicators } from './views/indicator-views.ts';
import { listLetters } from './views/letter-views.ts';
import { accountingOf, listQuarantine } from './views/message-views.ts';
import {
  checkAudit,
  eventBacklog,
  findRule,
  listAccounts,
  listApiTokens,
  listAudit,
  listCaseTables,
  listEvents,
  listRules,
  listUsers,
} from './views/notice-views.ts';
import { listOutages } from './views/outage-views.ts';
import { listPlacedAlarms } from './views/placed-alarm-views.ts';
import { listPointFeatures } from './views/point-feature-views.ts';
import { findPoint, findRoster, listPoints, listRosters, listUnits } from './views/point-views.ts';
import { listProfiles } from './views/profile-views.ts';
import { listQuarantineGroups } from './views/quarantine-group-views.ts';
import { findRainstorm } from './views/rainstorm-views.ts';
import { findReadings } from './views/reading-views.ts';
import { listRegistry } from './views/registry-views.ts';
import { listStatusSpans } from './views/status-span-views.ts';
import { listRainstorms } from './views/storm-list-views.ts';
import { listPlaces, TownReader } from './views/town-views.ts';
import { findUnknownDevice, listUnknownDevices } from './views/unknown-device-views.ts';
import { findUptime } from './views/uptime-views.ts';
import { findZeroProposal, listZeroProposals } from './views/zero-proposal-views.ts';

/**
 * Opens the views of a data folder whose store was opened before. Lists throw `bad_cursor` for a cursor that is not
 * theirs. Throws `database_missing` where there is no database, `database_newer` or `database_older` where its
 * schema is not this release's.
 */
export function openViews(dataDir: string): Views {
  const db = openReadOnly(dataDir);
  const town = new TownReader(db);
  // A transaction even for one statement: whatever an answer is made of comes from the same commit.
  const read = async <Value>(work: () => Value): Promise<Value> => db.read(work);
  return {
    devices: (filter) => read(() => listDevices(db, filter)),
    device: (id) => read(() => findDevice(db, id)),
    deviceCounts: (choice) => read(() => countDevices(db, choice)),
    statusHistory: (request) => read(() => listStatusSpans(db, request)),
    uptime: (request) => read(() => findUptime(db, request)),
    rainstorm: () => read(() => findRainstorm(db)),
    rainstorms: (page) => read(() => listRainstorms(db, page)),
    alarmLoad: (request) => read(() => findAlarmLoad(db, request)),
    outages: (filter) => read(() => listOutages(db, filter)),
    deviceCommands: (filter) => read(() => listDeviceCommands(db, filter)),
    deviceCommand: (id) => read(() => findDeviceCommand(db, id)),
    zeroProposals: (filter) => read(() => listZeroProposals(db, filter)),
    zeroProposal: (id) => read(() => findZeroProposal(db, id)),
    points: (filter) => read(() => listPoints(db, filter)),
    point: (id) => read(() => findPoint(db, id)),
    pointFeatures: (filter) => read(() => listPointFeatures(db, filter)),
    places: (ids) => read(() => listPlaces(db, ids)),
    town: () => read(() => town.town()),
    dotTile: (request) => read(() => town.dotTile(request)),
    roster: (unitId, now) => read(() => findRoster(db, unitId, now)),
    rosters: (now) => read(() => listRosters(db, now)),
    units: (page) => read(() => listUnits(db, page)),
    registry: (kind, after, limit) => read(() => listRegistry(db, kind, after, limit)),
    readings: (request) => read(() => findReadings(db, request)),
    alarms: (filter) => read(() => listAlarms(db, filter)),
    alarm: (id) => read(() => findAlarm(db, id)),
    placedAlarms: (since) => read(() => listPlacedAlarms(db, since)),
    cases: (filter) => read(() => listCases(db, filter)),
    case: (id) => read(() => findCase(db, id)),
    caseNotices: (caseId) => read(() => listCaseNotices(db, caseId)),
    indicators: (request) => read(() => countIndicators(db, request)),
    reporters: (caseId) => read(() => listReporters(db, caseId)),
    letters: (caseId) => read(() => listLetters(db, caseId)),
    profiles: () => read(() => listProfiles(db)),
    rules: () => read(() => listRules(db)),
    rule: (id) => read(() => findRule(db, id)),
    caseTables: () => read(() => listCaseTables(db)),
    quarantineGroups: () => read(() => listQuarantineGroups(db)),
    quarantine: (filter) => read(() => listQuarantine(db, filter)),
    unknownDevices: (page) => read(() => listUnknownDevices(db, page)),
    unknownDevice: (id) => read(() => findUnknownDevice(db, id)),
    accounting: (deviceId) => read(() => accountingOf(db, deviceId)),
    users: () => read(() => listUsers(db)),
    accounts: () => read(() => listAccounts(db)),
    apiTokens: () => read(() => listApiTokens(db)),
    audit: (filter) => read(() => listAudit(db, filter)),
    // In pieces, between which others read.
    auditCheck: () => checkAudit(db),
    events: (afterId, kinds, limit) => read(() => listEvents(db, afterId, kinds, limit)),
    eventBacklog: (afterId, kinds) => read(() => eventBacklog(db, afterId, kinds)),
    close: async () => db.close(),
  };
}

/** The database of a data folder, to be read only. */
export function openReadOnly(dataDir: string): Database {
  const file = databaseFile(dataDir);
  if (!existsSync(file)) {
    throw new SluiceError(`there is no database in ${dataDir}`, {
      code: 'database_missing',
      hint: 'start the hub once, or name the right folder with SLUICE_DATA_DIR',
    });
  }
  const db = new Database(file, { readOnly: true });
  try {
    if (schemaVersion(db, migrations.length) < migrations.length) {
      throw new SluiceError('the database is of an older release', {
        code: 'database_older',
        hint: 'start the hub once, which brings it up to date',
      });
    }
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}
