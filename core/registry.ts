// What a city has: units that answer for things, points where things are, devices that measure there.

import { z } from 'zod';
import { textOfForm } from './issue-words.ts';
import { labelSchema } from './label.ts';

/** Ids appear in MQTT topics and addresses: no separators, wildcards, control characters or blanks. */
export const idSchema = textOfForm(/^[\p{L}\p{N}][\p{L}\p{N}._:@-]{0,63}$/u, {
  zh: '只能有字母、数字和 . _ : @ -，最多 64 个字符',
  en: 'letters, digits and . _ : @ - only, 64 characters at most',
});

const optionalText = z.string().nullable();
const optionalId = idSchema.nullable();
const optionalNumber = z.number().nullable();

export const unitKinds = ['owner', 'maintainer', 'supervisor', 'subdistrict', 'crew', 'inspection'] as const;

export const unitSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1),
  kind: z.enum(unitKinds),
  parentUnit: optionalId,
  phone: optionalText,
  email: optionalText,
  webhook: optionalText,
});
export type Unit = z.infer<typeof unitSchema>;

export const pointKinds = ['cover', 'flood', 'rain', 'well', 'other'] as const;
export type PointKind = (typeof pointKinds)[number];

export const pointSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1),
  kind: z.enum(pointKinds),
  /** WGS-84 degrees. */
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  gridCode: optionalText,
  componentCode: optionalText,
  ownerUnit: optionalId,
  maintainerUnit: optionalId,
  supervisorUnit: optionalId,
  subdistrictUnit: optionalId,
  basin: optionalText,
  roadClass: optionalText,
  address: optionalText,
});
export type Point = z.infer<typeof pointSchema>;

export const deviceSchema = z.strictObject({
  id: idSchema,
  profile: z.string().min(1),
  pointId: optionalId,
  /** Expected seconds between messages; `null` takes the profile's. */
  intervalS: z.number().positive().nullable(),
  devEui: optionalText,
  gateway: optionalText,
  /** Depth that the gauge shows when the road is dry, mm. */
  zeroOffsetMm: optionalNumber,
  /** How much lower than under the gauge the lowest place of the road is, mm. */
  lowPointDeltaMm: optionalNumber,
  /** Sensor above the road, mm; needed where the device sends a distance. */
  mountHeightMm: optionalNumber,
  /** Tilt at installation, degrees. */
  baselineTiltDeg: optionalNumber,
});
export type Device = z.infer<typeof deviceSchema>;

/** Volts at which the kind of battery counts as full, low and nearly empty. */
const batteryScaleSchema = z.strictObject({
  full: z.number().positive(),
  low: z.number().positive(),
  critical: z.number().positive(),
});
export type BatteryScale = z.infer<typeof batteryScaleSchema>;

/** Where a vendor's field or text means a native metric. */
const vendorFieldSchema = z.strictObject({
  metric: z.string().min(1),
  /** Names in the order in which they are looked for; dots lead into objects. */
  from: z.array(z.string().min(1)).min(1),
  /** Of a value that names none itself; `null`: the metric's own. */
  unit: z.string().nullable(),
  /** Words for numbers, such as `leak: 1`. */
  words: z.record(z.string(), z.number()),
  /** Values and words that mean "not measured": as if the field were not there. */
  absent: z.array(z.union([z.number(), z.string()])),
  /** Other fields that must have these values, or else the field means nothing. */
  when: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** How an angle counts: -180 to 180, 0 to 360, or 90 where the device lies flat. */
  angle: z.enum(['signed', 'full_circle', 'flat_is_90']),
  /** Whether the vendor counts the other way round. */
  reversed: z.boolean(),
});
export type VendorField = z.infer<typeof vendorFieldSchema>;

/** Where a message holds a time, and how it is written there. */
const timeFieldSchema = z.strictObject({ field: z.string().min(1), unit: z.enum(['s', 'ms', 'rfc3339']) });
export type TimeField = z.infer<typeof timeFieldSchema>;

/** How the uplinks of a vendor's device are read. */
export const uplinkMappingSchema = z.strictObject({
  /** JavaScript that makes fields of bytes where the network server did not; `null` where there is none. */
  codec: z.string().nullable(),
  fields: z.array(vendorFieldSchema),
  /** Where the device tells its own time; `null` takes that of the network server. */
  clock: timeFieldSchema.nullable(),
  /** A list of earlier values with the same fields, each at its own time. */
  history: timeFieldSchema.extend({ list: z.string().min(1) }).nullable(),
  /** Fields of messages in which nothing is measured, such as answers to commands. */
  withoutReadings: z.array(z.string()),
});
export type UplinkMapping = z.infer<typeof uplinkMappingSchema>;

export const rangeSchema = z.tuple([z.number(), z.number()]);

export const deviceProfileSchema = z.strictObject({
  id: z.string().min(1),
  label: labelSchema,
  vendor: z.string().optional(),
  model: z.string().optional(),
  /** Expected seconds between messages of a device that does not say otherwise. */
  intervalS: z.number().positive(),
  /** The metric that the device is there for; its silence or fault is what matters. */
  primaryMetric: z.string().min(1),
  /** Values that mean "no measurement", by metric. */
  sentinels: z.record(z.string(), z.array(z.number())),
  /** What a working sensor of this kind gives, by metric; names that are no native metric are the profile's own. */
  ranges: z.record(z.string(), rangeSchema).optional(),
  batteryScale: batteryScaleSchema.optional(),
  uplink: uplinkMappingSchema.optional(),
});
export type DeviceProfile = z.infer<typeof deviceProfileSchema>;

/** The registry's files, in the order in which they refer to each other. */
export const registryKinds = ['units', 'points', 'devices'] as const;
export type RegistryKind = (typeof registryKinds)[number];

export interface RegistryRows {
  readonly units: Unit;
  readonly points: Point;
  readonly devices: Device;
}

/** What the pure folders may ask of the registry. */
export interface Registry {
  unit(id: string): Unit | undefined;
  /** In the order of their ids. */
  unitsOfKind(kind: Unit['kind']): readonly Unit[];
  point(id: string): Point | undefined;
  device(id: string): Device | undefined;
  profile(id: string): DeviceProfile | undefined;
}
