// The commands that the journal keeps, by name, with the shape of their bodies. An edge validates, the fold decides.
import { z } from 'zod';
import { newApiTokenSchema } from './api-token.ts';
import { caseActions, reporterSchema } from './case.ts';
import { deviceCommandRequestSchema } from './device-command.ts';
import { type Label, labelSchema } from './label.ts';
import { letterEditSchema } from './letter.ts';
import { outletActions } from './outlet.ts';
import { accountSchema, roles, userSchema } from './person.ts';
import { deviceProfileSchema, deviceSchema, idSchema, pointSchema, unitSchema } from './registry.ts';
import { rosterSchema } from './roster.ts';
import { severitySchema } from './severity.ts';
import { zeroDecisionSchema } from './zero-proposal.ts';

const actorSchema = z.strictObject({
  name: z.string(),
  role: z.enum(roles),
  unitId: z.string().nullable(),
  from: z.string(),
});

/** A device with what only an import knows: the hash of its secret. */
const importedDeviceSchema = z.strictObject({
  device: deviceSchema,
  /** Replaces the device's secret; `null` keeps it. */
  secretHash: z.string().nullable(),
  /** Taken only where the device is new and brought no secret. */
  newSecretHash: z.string(),
});
export type ImportedDevice = z.infer<typeof importedDeviceSchema>;

const caseActionSchema = z.strictObject({
  caseId: z.string(),
  action: z.enum(caseActions),
  unitId: idSchema.optional(),
  reason: z.string().optional(),
  note: z.string().optional(),
  photos: z.array(z.string()).optional(),
  /** Epoch ms. */
  until: z.number().optional(),
  override: z.boolean().optional(),
  /** The version that the person saw; a conflict where the case has moved on. */
  version: z.number().int().optional(),
});
export type CaseActionRequest = z.infer<typeof caseActionSchema>;

const caseReportSchema = z.strictObject({
  category: z.string().min(1),
  condition: z.string().nullable(),
  pointId: z.string().nullable(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  title: z.string().min(1).max(200),
  description: z.string().max(10_000),
  photos: z.array(z.string()),
  source: z.enum(['inspector', 'public']),
  reporter: reporterSchema.optional(),
});
export type CaseReport = z.infer<typeof caseReportSchema>;

/** Settings that the fold depends on: journaled at every start, so that a replay decides as the hub did. */
const foldSettingsSchema = z.strictObject({
  /** How old a device's `ts` may be, ms; `null` believes any. */
  maxAgeMs: z.number().positive().nullable(),
  timezone: z.string(),
  /** What the city changed of the figures by which readings are judged, by their names in ingest/. */
  quality: z
    .strictObject({ depth: z.record(z.string(), z.number()), zero: z.record(z.string(), z.number()) })
    .optional(),
});
export type FoldSettings = z.infer<typeof foldSettingsSchema>;

const quarantinedMessageSchema = z.strictObject({
  /** In the journal. */
  position: z.number().int().positive(),
  receivedAt: z.number(),
  by: z.string(),
  topic: z.string(),
  payloadBase64: z.string(),
});
export type QuarantinedMessage = z.infer<typeof quarantinedMessageSchema>;

const hubStartSchema = z.strictObject({
  settings: foldSettingsSchema,
  version: z.string(),
  /** Definitions that come with this release, as parsed from their YAML. */
  rules: z.array(z.record(z.string(), z.unknown())),
  profiles: z.array(deviceProfileSchema),
  caseTables: z.record(z.string(), z.unknown()),
});
export type HubStart = z.infer<typeof hubStartSchema>;

export const commandBodies = {
  'hub.start': hubStartSchema,
  'units.import': z.strictObject({ dryRun: z.boolean(), partial: z.boolean(), rows: z.array(unitSchema) }),
  'points.import': z.strictObject({ dryRun: z.boolean(), partial: z.boolean(), rows: z.array(pointSchema) }),
  'devices.import': z.strictObject({
    dryRun: z.boolean(),
    partial: z.boolean(),
    rows: z.array(importedDeviceSchema),
    /** Whether rows of devices that there are already are refused. */
    onlyNew: z.boolean().optional(),
  }),
  'device.secret': z.strictObject({ deviceId: z.string(), secretHash: z.string() }),
  'device.maintenance': z.strictObject({
    deviceId: z.string(),
    /** Epoch ms; `null` ends it. */
    until: z.number().nullable(),
    reason: z.string(),
  }),
  'device.command': deviceCommandRequestSchema,
  /** The device acknowledged a command; the broker's own report. */
  'device.command_sent': z.strictObject({ commandId: z.string() }),
  /** Covers of a point are opened by those who may. */
  'point.permit': z.strictObject({
    pointId: z.string(),
    /** Epoch ms; `null` is now. */
    from: z.number().nullable(),
    /** Epoch ms; `null` ends the permit that the point has. */
    until: z.number().nullable(),
    reason: z.string(),
  }),
  'alarm.act': z.strictObject({
    alarmId: z.string(),
    action: z.enum(['acknowledge', 'shelve', 'unshelve', 'comment']),
    until: z.number().optional(),
    reason: z.string().optional(),
  }),
  /** A flow raises its alarm, changes it, or clears it with a severity of `null`. */
  'alarm.report': z.strictObject({
    ruleId: z.string(),
    pointId: z.string().nullable(),
    deviceId: z.string().nullable(),
    severity: severitySchema.nullable(),
    value: z.number(),
    unit: z.string(),
    /** Of the rule; what it was before, or the rule's id, where absent. */
    title: labelSchema.optional(),
    category: z.string().optional(),
    flow: z.string(),
  }),
  'case.report': caseReportSchema,
  'case.act': caseActionSchema,
  'case.receive': z.strictObject({
    caseId: z.string(),
    noticeId: z.string(),
    /** To whom the notice was sent. */
    unitId: idSchema,
    username: z.string().nullable(),
  }),
  'case.appeal': z.strictObject({ caseId: z.string(), reason: z.string().trim().min(1).max(10_000) }),
  'case.review_appeal': z.strictObject({
    caseId: z.string(),
    accepts: z.boolean(),
    note: z.string().max(10_000),
  }),
  'case.merge': z.strictObject({
    caseId: z.string(),
    /** The case that goes on. */
    into: z.string(),
    reason: z.string().trim().min(1).max(2_000),
    version: z.number().int().optional(),
  }),
  'letter.draft': z.strictObject({ caseId: z.string(), edit: letterEditSchema }),
  'letter.edit': z.strictObject({ letterId: z.string(), edit: letterEditSchema }),
  'letter.sign': z.strictObject({ letterId: z.string(), signer: z.string().trim().min(1).max(100) }),
  'letter.reply': z.strictObject({ letterId: z.string(), text: z.string().trim().min(1).max(10_000) }),
  'roster.put': z.strictObject({ roster: rosterSchema, version: z.number().int().optional() }),
  'case_table.put': z.strictObject({
    table: z.string(),
    definition: z.unknown(),
    /** The version that the person saw; a conflict where the table has moved on. */
    version: z.number().int().optional(),
  }),
  /** A flow tells a unit something. */
  'notice.send': z.strictObject({
    unitId: z.string(),
    title: z.string().min(1).max(2_000),
    text: z.string().max(2_000),
    severity: severitySchema,
    caseId: z.string().nullable(),
  }),
  /** Someone deployed flows; the journal keeps that it was done, the flows' folder what. */
  'flows.deployed': z.strictObject({}),
  /** A profile that a city wrote: the file lies in the data folder, what it says is in force at once. */
  'profile.put': z.strictObject({ profile: deviceProfileSchema }),
  'rule.put': z.strictObject({
    ruleId: z.string(),
    definition: z.record(z.string(), z.unknown()),
    /** The version that the person saw, 0 for a new rule; a conflict where the rule has moved on. */
    version: z.number().int().optional(),
    reason: z.string().optional(),
  }),
  /** Changes nothing that the fold keeps: who did it belongs into the audit log. */
  'outlet.act': z.strictObject({ name: z.string(), action: z.enum(outletActions) }),
  /** Words over the loudspeakers, said by a rule or decided by a person: into the audit log before they are heard. */
  'announcement.note': z.strictObject({
    name: z.string(),
    decision: z.string(),
    zone: z.string(),
    alarm: z.string(),
    text: z.string(),
  }),
  /** Messages in quarantine, whole, to be looked at again as they came. */
  'quarantine.retry': z.strictObject({ messages: z.array(quarantinedMessageSchema) }),
  'zero.decide': zeroDecisionSchema,
  'user.put': userSchema,
  'account.put': accountSchema,
  'account.delete': z.strictObject({ name: z.string() }),
  'token.put': newApiTokenSchema,
  'token.revoke': z.strictObject({ name: z.string() }),
} as const;

export type CommandName = keyof typeof commandBodies;
export type CommandBody<Name extends CommandName> = z.infer<(typeof commandBodies)[Name]>;

/** The payload of a command record. A command that comes again under the same key is done once. */
export const commandPayloadSchema = z.strictObject({
  actor: actorSchema,
  body: z.unknown(),
  key: z.string().optional(),
});

/** What an import answers: row indexes are those of the command's `rows`. */
export interface ImportReply {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
  /** Unless the import was partial, one of these means that nothing was changed. */
  readonly rejected: readonly ImportRowProblem[];
}

/** Rows that name what is not there. */
export interface ImportRowProblem {
  readonly row: number;
  readonly column: string;
  readonly reason: Label;
}
