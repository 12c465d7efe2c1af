// The seams between the folders: what the edges may ask of the engine, and what people may ask of the store.

import type { ApiToken } from './api-token.ts';
import type { AuditCheck, AuditFilter, KeptAuditEntry } from './audit.ts';
import type { Reporter } from './case.ts';
import type { AlarmFilter, CaseFilter } from './claim-filters.ts';
import type { CommittedEvent } from './committed-event.ts';
import type { DeviceChoice, DeviceOrder, StatusHistoryRequest } from './device-choice.ts';
import type { DeviceCommandState } from './device-command.ts';
import type { DeviceStatusName } from './effects.ts';
import type { SluiceError } from './error.ts';
import type { AlarmLoadRequest, IndicatorRequest, UptimeRequest } from './figure-requests.ts';
import type { Label } from './label.ts';
import type { Letter } from './letter.ts';
import type { Backlog } from './outlet.ts';
import type { Json, Page, PageRequest } from './page.ts';
import type { Account, Actor, User } from './person.ts';
import type { JournalRecord } from './record.ts';
import type { RegistryKind, RegistryRows } from './registry.ts';
import type { Result } from './result.ts';
import type { EpochMs } from './time.ts';
import type { Bounds, DotTile, DotTileRequest, Town } from './town.ts';
import type { ZeroProposalState } from './zero-proposal.ts';

export type { CommittedEvent } from './committed-event.ts';
export type { Json, Page, PageRequest } from './page.ts';

/** A command refused by the fold: nothing was changed and nothing was journaled. */
export interface Refusal {
  readonly kind: 'not_found' | 'forbidden' | 'conflict' | 'invalid';
  readonly detail: Label;
  /** What would be allowed instead, where that is a list. */
  readonly allowed?: readonly string[];
  /** The field that is missing or wrong. */
  readonly field?: string;
}

export type CommandReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: Refusal };

/** The single writer, as seen from the threads that hold sockets. */
export interface Engine {
  /**
   * Journals a record and all that follows from it. `done` is called once, in the order of submission:
   * without an error after the commit, with a retryable one where nothing was kept.
   */
  submit(record: JournalRecord, done: (error: SluiceError | null) => void): void;
  /**
   * The same for a command, with the fold's answer. Rejects with a `SluiceError` where nothing was kept. Given the
   * same `key` again within a week, it answers as it did the first time and does nothing.
   */
  command(name: string, actor: Actor, body: unknown, key?: string): Promise<CommandReply>;
  /** Records submitted and not yet committed. */
  readonly pending: number;
  /** Whether it takes and commits, and if not, why. */
  health(): EngineHealth;
  /** Called after each commit with what changed, in order; must return at once. */
  onCommitted(listener: (committed: Committed) => void): () => void;
}

export interface EngineHealth {
  readonly ready: boolean;
  readonly reasons: readonly Label[];
}

/** The newest value of a metric of a device. */
export interface LatestValue {
  readonly deviceId: string;
  readonly metric: string;
  readonly measuredAt: EpochMs;
  readonly value: number;
  readonly flags: number;
}

export interface Committed {
  /** Position of the last record committed. */
  readonly position: number;
  readonly records: number;
  readonly readings: number;
  readonly commitMs: number;
  readonly events: readonly CommittedEvent[];
  readonly latest: readonly LatestValue[];
}

/** Who may log in, kept beside the sockets so that a check never waits for the disk. */
export interface Credentials {
  /** `sha256$salt$hash` of the device's secret; `undefined` where no such device is registered. */
  deviceSecretHash(deviceId: string): string | undefined;
  account(name: string): Account | undefined;
  user(username: string): User | undefined;
  /** That of a program, by the SHA-256 of its text. */
  apiToken(hash: string): ApiToken | undefined;
}

/** Filters are exact matches unless they say otherwise; an absent one matches all. */
export interface DeviceFilter extends DeviceChoice, PageRequest {
  readonly status?: DeviceStatusName | undefined;
  /** By id where absent. */
  readonly order?: DeviceOrder | undefined;
}

export interface OutageFilter extends PageRequest {
  /** Only those that go on, or only ended ones. */
  readonly open?: boolean | undefined;
}

export interface PointFilter extends PageRequest {
  readonly kind?: string | undefined;
  readonly basin?: string | undefined;
  /** A part of its id, name or address. */
  readonly search?: string | undefined;
  readonly within?: Bounds | undefined;
}

/** A page of GeoJSON features, written one after another with commas between. */
export interface FeaturePage {
  readonly text: string;
  readonly nextCursor: string | null;
}

export interface QuarantineFilter extends PageRequest {
  readonly deviceId?: string | undefined;
  /** Messages that wait for a device of this id or EUI to be registered. */
  readonly claimedId?: string | undefined;
  /** One of their reasons. */
  readonly reason?: string | undefined;
}

export interface ZeroProposalFilter extends PageRequest {
  readonly deviceId?: string | undefined;
  readonly state?: ZeroProposalState | undefined;
}

export interface DeviceCommandFilter extends PageRequest {
  readonly deviceId?: string | undefined;
  readonly state?: DeviceCommandState | undefined;
  /** Only those whose state may still change. */
  readonly open?: boolean | undefined;
}

export interface ReadingsRequest {
  readonly deviceId: string;
  readonly metric: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly maxPoints: number;
}

export interface ReadingsReply {
  /** [epoch ms, value], rising in time. */
  readonly points: readonly (readonly [EpochMs, number])[];
  /** True where only the minima and maxima of equal spans are given, so that no peak is lost. */
  readonly reduced: boolean;
}

export interface StoredPhoto {
  readonly name: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

export interface PhotoStore {
  /** Keeps a picture, on disk when it resolves; says why where it is none, and throws a `SluiceError` of the disk. */
  put(bytes: Uint8Array): Promise<Result<StoredPhoto, Label>>;
  get(name: string): Promise<Uint8Array | null>;
  /** The same as small as a list shows it. */
  small(name: string): Promise<Uint8Array | null>;
}

/** Reads for people, on a read-only connection in a thread of their own. Newest first where time orders. */
export interface Views {
  devices(filter: DeviceFilter): Promise<Page<Json>>;
  /** With the newest value of each of its metrics. */
  device(id: string): Promise<Json | null>;
  /** How many devices have each status, and each reason for it. */
  deviceCounts(choice: DeviceChoice): Promise<Json>;
  /** The spans in which a device was up, down or neither, oldest first. */
  statusHistory(request: StatusHistoryRequest): Promise<readonly Json[]>;
  uptime(request: UptimeRequest): Promise<Json>;
  rainstorm(): Promise<Json>;
  rainstorms(page: PageRequest): Promise<Page<Json>>;
  /** For each day, in order. */
  alarmLoad(request: AlarmLoadRequest): Promise<readonly Json[]>;
  outages(filter: OutageFilter): Promise<Page<Json>>;
  deviceCommands(filter: DeviceCommandFilter): Promise<Page<Json>>;
  deviceCommand(id: string): Promise<Json | null>;
  zeroProposals(filter: ZeroProposalFilter): Promise<Page<Json>>;
  zeroProposal(id: string): Promise<Json | null>;
  points(filter: PointFilter): Promise<Page<Json>>;
  point(id: string): Promise<Json | null>;
  /** Points as features of GeoJSON, with their newest values and the severity of the worst alarm. */
  pointFeatures(filter: PointFilter): Promise<FeaturePage>;
  /** Names and places of those of these points that are there. */
  places(ids: readonly string[]): Promise<readonly Json[]>;
  town(): Promise<Town>;
  /** The points of a part of the map; far out, one of those that lie within a few pixels. */
  dotTile(request: DotTileRequest): Promise<DotTile>;
  units(page: PageRequest): Promise<Page<Json>>;
  /** The registry itself: rows after an id, in the order of ids, `limit` at most. */
  registry<Kind extends RegistryKind>(
    kind: Kind,
    after: string | null,
    limit: number,
  ): Promise<readonly RegistryRows[Kind][]>;
  /** A unit's duty roster, with who is on duty at `now`; an empty one at version 0 where none was put. */
  roster(unitId: string, now: EpochMs): Promise<Json | null>;
  /** Of every unit. */
  rosters(now: EpochMs): Promise<readonly Json[]>;
  readings(request: ReadingsRequest): Promise<ReadingsReply>;
  alarms(filter: AlarmFilter): Promise<Page<Json>>;
  /** With its explanation. */
  alarm(id: string): Promise<Json | null>;
  /** Alarms at a place, each with its `point`: those active, and those cleared at `since` or after. */
  placedAlarms(since: EpochMs): Promise<readonly Json[]>;
  cases(filter: CaseFilter): Promise<Page<Json>>;
  case(id: string): Promise<Json | null>;
  /** Whom the hub told about a case, and since when each has opened it; oldest first. */
  caseNotices(caseId: string): Promise<readonly Json[]>;
  /** Rates and score of each unit and category in a period. */
  indicators(request: IndicatorRequest): Promise<Json>;
  /** Who reported a case from outside, first to last. */
  reporters(caseId: string): Promise<readonly Reporter[]>;
  /** Supervision letters of a case, first to last. */
  letters(caseId: string): Promise<readonly Letter[]>;
  profiles(): Promise<readonly Json[]>;
  rules(): Promise<readonly Json[]>;
  /** With all its versions. */
  rule(id: string): Promise<Json | null>;
  /** The tables that cases follow, by name. */
  caseTables(): Promise<readonly Json[]>;
  quarantine(filter: QuarantineFilter): Promise<Page<Json>>;
  /** What lies there by reason and device, most messages first. */
  quarantineGroups(): Promise<readonly Json[]>;
  /** Devices that messages speak of and nobody registered; last heard first. */
  unknownDevices(page: PageRequest): Promise<Page<Json>>;
  unknownDevice(id: string): Promise<Json | null>;
  /** Of one device, or of all with `null`. */
  accounting(deviceId: string | null): Promise<Json>;
  users(): Promise<readonly Json[]>;
  accounts(): Promise<readonly Json[]>;
  apiTokens(): Promise<readonly Json[]>;
  audit(filter: AuditFilter): Promise<Page<KeptAuditEntry>>;
  /** Walks the whole log. */
  auditCheck(): Promise<AuditCheck>;
  /** Committed events after `afterId`, oldest first, for a stream that resumes. */
  events(afterId: number, kinds: readonly string[], limit: number): Promise<readonly CommittedEvent[]>;
  eventBacklog(afterId: number, kinds: readonly string[]): Promise<Backlog>;
  close(): Promise<void>;
}
