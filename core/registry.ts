// What a city has: units that answer for things, points where things are, devices that measure there.
import { z } from 'zod';
import { labelSchema } from './label.ts';

/** Ids appear in MQTT topics and addresses: no separators, wildcards, control characters or blanks. */
export const idSchema = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._:@-]{0,63}$/u,
    'letters, digits and . _ : @ - only, 64 characters at most',
  );

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

export const deviceProfileSchema = z.strictObject({
  id: z.string().min(1),
  label: labelSchema,
  /** Expected seconds between messages of a device that does not say otherwise. */
  intervalS: z.number().positive(),
  /** The metric that the device is there for; its silence or fault is what matters. */
  primaryMetric: z.string().min(1),
  /** Values that mean "no measurement", by metric. */
  sentinels: z.record(z.string(), z.array(z.number())),
});
export type DeviceProfile = z.infer<typeof deviceProfileSchema>;

/** What the pure folders may ask of the registry. */
export interface Registry {
  unit(id: string): Unit | undefined;
  /** In the order of their ids. */
  unitsOfKind(kind: Unit['kind']): readonly Unit[];
  point(id: string): Point | undefined;
  device(id: string): Device | undefined;
  profile(id: string): DeviceProfile | undefined;
}
