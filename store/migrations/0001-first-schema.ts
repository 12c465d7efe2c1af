// The first schema. Times are epoch milliseconds, JSON is text; readings have a table for each UTC day, made on demand.
import type { Migration } from '../migrate.ts';

/** What the journal keeps and the fold's state is restored from. */
const journal = `
  CREATE TABLE journal (
    first_position INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    at INTEGER NOT NULL,
    block BLOB NOT NULL
  );
  CREATE TABLE snapshot (
    table_name TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (table_name, id)
  ) WITHOUT ROWID;
  CREATE TABLE snapshot_position (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL);
  CREATE TABLE checkpoints (position INTEGER PRIMARY KEY, at INTEGER NOT NULL, rows BLOB NOT NULL);
`;

/** What messages came to. */
const messages = `
  CREATE TABLE device_ids (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE metric_ids (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE latest (
    device INTEGER NOT NULL,
    metric INTEGER NOT NULL,
    at INTEGER NOT NULL,
    value REAL NOT NULL,
    flags INTEGER NOT NULL,
    PRIMARY KEY (device, metric)
  ) WITHOUT ROWID;
  CREATE TABLE accounting (
    device INTEGER PRIMARY KEY,
    stored INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    readings_stored INTEGER NOT NULL,
    readings_duplicate INTEGER NOT NULL,
    readings_late INTEGER NOT NULL,
    evaluated INTEGER NOT NULL,
    missing INTEGER NOT NULL
  );
  CREATE TABLE quarantine (
    position INTEGER PRIMARY KEY,
    device_id TEXT,
    by TEXT NOT NULL,
    topic TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    rejections TEXT NOT NULL,
    payload BLOB NOT NULL
  );
  CREATE INDEX quarantine_by_time ON quarantine (received_at);
`;

const registry = `
  CREATE TABLE units (id TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE points (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    basin TEXT,
    owner_unit TEXT,
    maintainer_unit TEXT,
    supervisor_unit TEXT,
    body TEXT NOT NULL
  );
  CREATE TABLE devices (id TEXT PRIMARY KEY, profile TEXT NOT NULL, point_id TEXT, body TEXT NOT NULL);
  CREATE INDEX devices_by_point ON devices (point_id, id);
  CREATE TABLE device_statuses (
    device_id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    status_since INTEGER NOT NULL,
    last_seen_at INTEGER,
    maintenance_until INTEGER,
    maintenance_reason TEXT
  ) WITHOUT ROWID;
  CREATE TABLE profiles (id TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE rules (id TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE users (id TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE accounts (id TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE device_secrets (device_id TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;
`;

const claims = `
  CREATE TABLE alarms (
    id TEXT PRIMARY KEY,
    rule_id TEXT NOT NULL,
    point_id TEXT,
    device_id TEXT NOT NULL,
    severity TEXT NOT NULL,
    condition TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    case_id TEXT,
    changed_position INTEGER NOT NULL,
    body TEXT NOT NULL,
    explanation TEXT NOT NULL
  );
  CREATE INDEX alarms_by_time ON alarms (raised_at, id);
  CREATE INDEX alarms_by_point ON alarms (point_id, raised_at, id);
  CREATE INDEX alarms_by_device ON alarms (device_id, raised_at, id);
  CREATE INDEX alarms_by_change ON alarms (changed_position);
  CREATE INDEX alarms_active ON alarms (raised_at, id) WHERE condition = 'active';
  CREATE INDEX alarms_active_by_point ON alarms (point_id, raised_at, id) WHERE condition = 'active';
  CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    unit_id TEXT,
    category TEXT NOT NULL,
    overdue INTEGER NOT NULL,
    point_id TEXT,
    reported_at INTEGER NOT NULL,
    due_at INTEGER,
    changed_position INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX cases_by_time ON cases (reported_at, id);
  CREATE INDEX cases_by_point ON cases (point_id, reported_at, id);
  CREATE INDEX cases_by_unit ON cases (unit_id, reported_at, id);
  CREATE INDEX cases_by_change ON cases (changed_position);
  CREATE INDEX cases_open ON cases (reported_at, id) WHERE is_open = 1;
`;

/** What is told to others. AUTOINCREMENT: an id is not given twice, whatever retention dropped. */
const notices = `
  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX events_by_time ON events (at);
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    origin TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
  );
`;

export const firstSchema: Migration = {
  name: '0001-first-schema',
  migrate(db) {
    for (const part of [journal, messages, registry, claims, notices]) db.exec(part);
  },
};
