// The registry, rules, people and device states as the fold last gave them, each row replaced whole.
import type { Effects } from '../core/effects.ts';
import { outageJson } from '../core/outage.ts';
import { rainstormJson } from '../core/rainstorm.ts';
import type { Database, SqlValue, Statement } from './database.ts';

export class RegistryWriter {
  readonly #units: Statement;
  readonly #rosters: Statement;
  readonly #letters: Statement;
  readonly #points: Statement;
  readonly #devices: Statement;
  readonly #statuses: Statement;
  readonly #outages: Statement;
  readonly #rainstorms: Statement;
  readonly #profiles: Statement;
  readonly #rules: Statement;
  readonly #ruleVersions: Statement;
  readonly #caseTables: Statement;
  readonly #users: Statement;
  readonly #accounts: Statement;
  readonly #dropAccount: Statement;
  readonly #apiTokens: Statement;
  readonly #secrets: Statement;

  constructor(db: Database) {
    this.#units = replaceInto(db, 'units', 2);
    this.#rosters = replaceInto(db, 'rosters', 2);
    this.#letters = replaceInto(db, 'letters', 5);
    this.#points = replaceInto(db, 'points', 7);
    this.#devices = replaceInto(db, 'devices', 4);
    this.#statuses = replaceInto(db, 'device_statuses', 11);
    this.#outages = replaceInto(db, 'outages', 4);
    this.#rainstorms = replaceInto(db, 'rainstorms', 3);
    this.#profiles = replaceInto(db, 'profiles', 2);
    this.#rules = replaceInto(db, 'rules', 2);
    this.#ruleVersions = replaceInto(db, 'rule_versions', 6);
    this.#caseTables = replaceInto(db, 'case_tables', 2);
    this.#users = replaceInto(db, 'users', 2);
    this.#accounts = replaceInto(db, 'accounts', 2);
    this.#dropAccount = db.prepare('DELETE FROM accounts WHERE id = ?');
    this.#apiTokens = replaceInto(db, 'api_tokens', 2);
    this.#secrets = replaceInto(db, 'device_secrets', 2);
  }

  write(effects: Effects): void {
    each(this.#units, effects.units, (unit) => [unit.id, JSON.stringify(unit)]);
    each(this.#rosters, effects.rosters, (roster) => [roster.unitId, JSON.stringify(roster)]);
    each(this.#letters, effects.letters, (letter) => [
      letter.id,
      letter.caseId,
      letter.addressee.id,
      letter.draftedAt,
      JSON.stringify(letter),
    ]);
    each(this.#points, effects.points, (point) => [
      point.id,
      point.kind,
      point.basin,
      point.ownerUnit,
      point.maintainerUnit,
      point.supervisorUnit,
      JSON.stringify(point),
    ]);
    each(this.#devices, effects.devices, (device) => [
      device.id,
      device.profile,
      device.pointId,
      JSON.stringify(device),
    ]);
    each(this.#statuses, effects.deviceStatuses, (status) => [
      status.deviceId,
      status.status,
      status.statusSince,
      status.lastSeenAt,
      status.maintenanceUntil,
      status.maintenanceReason,
      status.reason,
      status.outageId,
      status.expected_s,
      status.battery.trend,
      status.battery.emptyAt,
    ]);
    each(this.#outages, effects.outages, (outage) => [
      outage.id,
      outage.detectedAt,
      outage.endedAt,
      JSON.stringify(outageJson(outage)),
    ]);
    each(this.#rainstorms, effects.rainstorms, (storm) => [
      storm.id,
      storm.beganAt,
      JSON.stringify(rainstormJson(storm)),
    ]);
    each(this.#profiles, effects.profiles, (profile) => [profile.id, JSON.stringify(profile)]);
    each(this.#rules, effects.rules, (rule) => [rule.id, JSON.stringify(rule)]);
    each(this.#ruleVersions, effects.rules, ({ id, version, changedAt, changedBy, definition, reason }) => [
      id,
      version,
      changedAt,
      changedBy,
      JSON.stringify(definition),
      reason ?? null,
    ]);
    each(this.#caseTables, effects.caseTables, (table) => [table.name, JSON.stringify(table)]);
    each(this.#users, effects.users, (user) => [user.username, JSON.stringify(user)]);
    for (const [name, account] of effects.accounts) {
      if (account === null) this.#dropAccount.run(name);
      else this.#accounts.run(name, JSON.stringify(account));
    }
    each(this.#apiTokens, effects.apiTokens, (token) => [token.name, JSON.stringify(token)]);
    for (const [deviceId, hash] of effects.deviceSecrets) this.#secrets.run(deviceId, hash);
  }
}

function replaceInto(db: Database, table: string, columns: number): Statement {
  return db.prepare(`INSERT OR REPLACE INTO ${table} VALUES (${Array(columns).fill('?').join(', ')})`);
}

function each<Row>(
  statement: Statement,
  rows: ReadonlyMap<string, Row>,
  values: (row: Row) => SqlValue[],
): void {
  for (const row of rows.values()) statement.run(...values(row));
}
