// devices.csv: what measures where, and with which secret it logs in.

import { z } from 'zod';
import { saying } from '../../core/issue-words.ts';
import { type Device, deviceSchema, idSchema } from '../../core/registry.ts';
import { blankAsNull, type FileFormat, numberOrNull } from './file-format.ts';

export interface DeviceRow {
  readonly device: Device;
  /** As written in the file; `null` where one is to be made. */
  readonly secret: string | null;
}

/** Manufacturers print it with and without hyphens or colons, in small and capital letters. */
const devEui = blankAsNull
  .transform((text) => text?.replace(/[-:]/g, '').toLowerCase() ?? null)
  .refine(
    (text) => text === null || /^[0-9a-f]{16}$/.test(text),
    saying({ zh: 'dev_eui 应为 16 位十六进制数字', en: 'a dev_eui has 16 hexadecimal digits' }),
  );

const deviceRow = z
  .object({
    device_id: idSchema,
    profile: z.string(),
    point_id: blankAsNull,
    interval_s: numberOrNull,
    secret: z.string().max(256).pipe(blankAsNull),
    dev_eui: devEui,
    gateway: blankAsNull,
    zero_offset_mm: numberOrNull,
    low_point_delta_mm: numberOrNull,
    mount_height_mm: numberOrNull,
    baseline_tilt_deg: numberOrNull,
  })
  .transform((row) => ({
    device: {
      id: row.device_id,
      profile: row.profile,
      pointId: row.point_id,
      intervalS: row.interval_s,
      devEui: row.dev_eui,
      gateway: row.gateway,
      zeroOffsetMm: row.zero_offset_mm,
      lowPointDeltaMm: row.low_point_delta_mm,
      mountHeightMm: row.mount_height_mm,
      baselineTiltDeg: row.baseline_tilt_deg,
    },
    secret: row.secret,
  }))
  .pipe(z.strictObject({ device: deviceSchema, secret: z.string().nullable() }));

export const devicesFile: FileFormat<DeviceRow> = {
  columns: [
    ...(['device_id', 'profile', 'point_id', 'interval_s', 'secret', 'dev_eui', 'gateway'] as const),
    ...['zero_offset_mm', 'low_point_delta_mm', 'mount_height_mm', 'baseline_tilt_deg'],
  ],
  required: ['device_id', 'profile'],
  schema: deviceRow,
  idOf: (row) => row.device.id,
  unique: [{ column: 'dev_eui', of: (row) => row.device.devEui }],
};
