// What follows from a batch of records: everything the store commits together with them.

import type { Alarm } from './alarm.ts';
import type { ApiToken } from './api-token.ts';
import type { Case } from './case.ts';
import type { DeviceCommand } from './device-command.ts';
import type { Letter } from './letter.ts';
import type { Outage } from './outage.ts';
import type { Account, User } from './person.ts';
import type { Rainstorm } from './rainstorm.ts';
import type { Reading } from './reading.ts';
import type { Device, DeviceProfile, Point, Unit } from './registry.ts';
import type { Rejection } from './result.ts';
import type { Roster } from './roster.ts';
import type { EpochMs } from './time.ts';
import type { ZeroProposal } from './zero-proposal.ts';

export const deviceStatuses = ['online', 'late', 'offline', 'unknown', 'maintenance'] as const;
export type DeviceStatusName = (typeof deviceStatuses)[number];

/** Why a device has its status: what is known of it, or who kept the hub from knowing. */
export const statusReasons = [
  'reporting',
  /** Nothing came for longer than expected. */
  'silent',
  /** Its connection broke, as its will or itself said. */
  'disconnected',
  'never_heard',
  /** The hub itself was not there to hear it. */
  'hub_away',
  /** So are all that speak through its gateway, */
  'gateway_silent',
  /** or that share its basin, its profile or the whole network. */
  'area_silent',
  'planned_work',
] as const;
export type StatusReason = (typeof statusReasons)[number];

/** Whom a message speaks of although no such device is registered. */
export interface ClaimedDevice {
  /** Its EUI where the network server tells it, else its id there: an id that a device can have. */
  readonly id: string;
  readonly devEui: string | null;
  /** Name of the topic family by which the message came, such as `chirpstack` or `native`. */
  readonly family: string;
  /** Whether the message brings something measured, so that it serves as an example. */
  readonly measures: boolean;
}

/** What became of one message of a device or integration. */
export interface MessageOutcome {
  readonly position: number;
  /** `null` where no such device is registered. */
  readonly deviceId: string | null;
  readonly receivedAt: EpochMs;
  readonly by: string;
  readonly topic: string;
  readonly payload: Uint8Array;
  /** To be stored; those that the store knows already are duplicates. */
  readonly readings: readonly Reading[];
  /** Readings recognised as known before they reached the store. */
  readonly duplicateReadings: number;
  /** Readings that the rules saw because of it: held ones of earlier messages count in the one that proves them. */
  readonly evaluated: number;
  /** Whether something besides readings was usable: a sign of life, a reply. */
  readonly usable: boolean;
  readonly rejections: readonly Rejection[];
  /** Numbers left out since the last `seq`. */
  readonly missing: number;
  /** How many of its reports fill such a gap, if they are new. */
  readonly filled: number;
  /** Where `deviceId` is `null` because the device is not registered. */
  readonly claimed?: ClaimedDevice;
  /** Of a message that was tried again: its position in the journal, under which it lies in quarantine. */
  readonly retries?: number;
}

/** A device as operations see it. */
export interface DeviceStatus {
  readonly deviceId: string;
  readonly status: DeviceStatusName;
  readonly reason: StatusReason;
  /** The outage that explains its silence. */
  readonly outageId: string | null;
  readonly statusSince: EpochMs;
  readonly lastSeenAt: EpochMs | null;
  readonly maintenanceUntil: EpochMs | null;
  readonly maintenanceReason: string | null;
  /** Seconds between messages that are expected of it, as learned where that differs from the registry. */
  readonly expected_s: number;
  readonly battery: BatteryForecast;
}

/** `too_short`: not enough days yet; `flat`: no fall that stands out from the scatter, so nothing can be foretold. */
export const batteryTrends = ['falling', 'flat', 'too_short'] as const;

export interface BatteryForecast {
  readonly trend: (typeof batteryTrends)[number];
  /** When it will be empty; `null` unless it falls. */
  readonly emptyAt: EpochMs | null;
}

/** A span in which a device was up, down, or neither, with the sums of all its spans before. */
export interface StatusSpan {
  readonly deviceId: string;
  readonly fromAt: EpochMs;
  /** `excluded`: planned work, or nobody could know. */
  readonly condition: 'up' | 'down' | 'excluded';
  readonly reason: StatusReason;
  readonly upMs: number;
  readonly downMs: number;
  readonly failures: number;
  readonly repairs: number;
  /** Of the failures that were repaired, how long they lasted. */
  readonly repairMs: number;
}

export type OutboxKind = 'alarm' | 'case' | 'device' | 'command' | 'notice';

/** A notice that something changed, delivered after the commit until each outlet has taken it. */
export interface OutboxItem {
  readonly kind: OutboxKind;
  /** Id of the alarm, case, device, command or notice. */
  readonly subjectId: string;
  readonly at: EpochMs;
  /** As the API would show it at that moment. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface AuditEntry {
  readonly at: EpochMs;
  readonly by: string;
  readonly from: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A rule as the API shows it; what it means is the business of rules/. */
export interface RuleView {
  readonly id: string;
  readonly version: number;
  /** Since when it is in force, and who put it there. */
  readonly changedAt: EpochMs;
  readonly changedBy: string;
  /** Why, in the words of who did it. */
  readonly reason?: string | undefined;
  readonly definition: Readonly<Record<string, unknown>>;
}

/** A table that cases follow, as the API shows it. */
export interface CaseTableView {
  readonly name: string;
  readonly version: number;
  /** False while it is the release's. */
  readonly edited: boolean;
  readonly changed_at: EpochMs;
  readonly changed_by: string;
  readonly definition: unknown;
  readonly released: unknown;
}

export interface Effects {
  readonly outcomes: MessageOutcome[];
  readonly alarms: Map<string, Alarm>;
  readonly cases: Map<string, Case>;
  readonly deviceStatuses: Map<string, DeviceStatus>;
  readonly statusSpans: StatusSpan[];
  readonly outages: Map<string, Outage>;
  readonly rainstorms: Map<string, Rainstorm>;
  readonly deviceCommands: Map<string, DeviceCommand>;
  readonly zeroProposals: Map<string, ZeroProposal>;
  readonly units: Map<string, Unit>;
  readonly rosters: Map<string, Roster>;
  readonly letters: Map<string, Letter>;
  readonly points: Map<string, Point>;
  readonly devices: Map<string, Device>;
  readonly profiles: Map<string, DeviceProfile>;
  /** By id and version: a batch may bring several of one rule, in order. */
  readonly rules: Map<string, RuleView>;
  readonly caseTables: Map<string, CaseTableView>;
  readonly users: Map<string, User>;
  /** `null` for one that was deleted. */
  readonly accounts: Map<string, Account | null>;
  readonly apiTokens: Map<string, ApiToken>;
  /** Hash of each new secret by device. */
  readonly deviceSecrets: Map<string, string>;
  readonly outbox: OutboxItem[];
  readonly audit: AuditEntry[];
}

export function noEffects(): Effects {
  return {
    outcomes: [],
    alarms: new Map(),
    cases: new Map(),
    deviceStatuses: new Map(),
    statusSpans: [],
    outages: new Map(),
    rainstorms: new Map(),
    deviceCommands: new Map(),
    zeroProposals: new Map(),
    units: new Map(),
    rosters: new Map(),
    letters: new Map(),
    points: new Map(),
    devices: new Map(),
    profiles: new Map(),
    rules: new Map(),
    caseTables: new Map(),
    users: new Map(),
    accounts: new Map(),
    apiTokens: new Map(),
    deviceSecrets: new Map(),
    outbox: [],
    audit: [],
  };
}
