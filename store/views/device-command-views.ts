// Commands to devices, newest first, as they were written for the API.
import type { DeviceCommandFilter, Json, Page } from '../../core/ports.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';

interface CommandRow {
  readonly id: string;
  readonly requested_at: number;
  readonly body: string;
}

const order: ListOrder = {
  columns: ['requested_at', 'id'],
  kinds: ['number', 'string'],
  newestFirst: true,
};

export function listDeviceCommands(db: Database, filter: DeviceCommandFilter): Page<Json> {
  const conditions = new Conditions().equal('device_id', filter.deviceId).equal('state', filter.state);
  // A literal, so that SQLite may use the index of open commands.
  if (filter.open === true) conditions.add('closed_at IS NULL');
  const { where, values } = conditions.after(order, filter.cursor);
  const rows = db.prepare<CommandRow>(
    `SELECT id, requested_at, body FROM device_commands ${where} ${orderBy(order)} LIMIT ?`,
  );
  return pageOf(
    rows.all(...values, filter.limit + 1),
    filter.limit,
    ({ id, requested_at }) => [requested_at, id],
    ({ body }) => JSON.parse(body) as Json,
  );
}

export function findDeviceCommand(db: Database, id: string): Json | null {
  const row = db.prepare<{ body: string }>('SELECT body FROM device_commands WHERE id = ?').get(id);
  return row === undefined ? null : (JSON.parse(row.body) as Json);
}
